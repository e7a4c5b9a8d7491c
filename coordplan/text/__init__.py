"""Words: the two languages, folding of Vietnamese letters, numbers and dates as an office writes them."""
