"""calendar: due dates for a phone or Outlook."""
