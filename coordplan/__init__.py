"""Keeps track of a coordination program: what is planned, who leads, what is due, done or late, with which evidence."""

__version__ = "0.1.0"
