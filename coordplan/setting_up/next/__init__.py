"""next: the definitions of the next program, written out of this one."""
