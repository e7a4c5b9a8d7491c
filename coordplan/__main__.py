"""``python -m coordplan`` is the command ``coordplan``."""

from coordplan.cli import main

main()
