"""Write: facts and definitions by hand, what was written, and taking it back."""
