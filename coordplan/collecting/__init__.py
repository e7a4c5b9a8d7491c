"""Collect: forms out, returns in, reminders, closed periods."""
