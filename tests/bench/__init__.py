"""How long the commands take and how much memory, as ratios to a bare Python: ``python -m tests.bench``."""
