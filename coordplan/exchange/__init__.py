"""What comes from other offices and goes to them: workbooks, Word annexes, CSV."""
