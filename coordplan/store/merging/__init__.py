"""Merging: what another copy of the file was told since the two parted is taken over, whole or not at all.

A copy is the set of changes that it knows, by their marks. What one copy says of a thing (a row of a table, by its id)
and the other does not is news; where both have news of one thing that differs, they contradict each other, and a
decision is written as part of the change that merges. So copies that know the same changes say the same. What an
activity is called follows from who claimed an id first, in every copy alike; numbers are each file's own.
"""
