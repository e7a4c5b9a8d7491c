"""The commands, a module for each group; each gathers, decides and shows."""
