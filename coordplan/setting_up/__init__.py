"""Set up: the file made, definitions and annexes taken in and written out."""
