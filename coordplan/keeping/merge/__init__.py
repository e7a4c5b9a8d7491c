"""merge: what another copy of the file was told since the two parted, taken over."""
