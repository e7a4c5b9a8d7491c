"""returns, chase: who has answered for a period, and reminders to those who have not."""
