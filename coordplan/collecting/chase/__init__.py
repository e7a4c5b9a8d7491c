"""chase: letters to those who have not answered for a period, or have something to complete."""
