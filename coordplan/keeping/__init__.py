"""Keep: the file itself, over ten years and between two people; copies of it, and what is wrong with it."""
