"""Days, periods, recurrence, deadlines in words and working days. Nothing here asks what day it is."""
