"""Dumps: all that a file holds as lines of text, and a file made from them again."""
