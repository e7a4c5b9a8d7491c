"""collect: what organizations sent back, taken in or sent back with marks."""
