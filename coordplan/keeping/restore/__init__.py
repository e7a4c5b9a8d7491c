"""restore: a copy, or a file made from a dump, in the place of the file in use."""
