"""Copies of the file: how they are made and checked, what they are called, and which of them are kept."""
