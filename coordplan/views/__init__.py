"""One format each: terminal, plain text, Markdown, JSON and CSV. None knows another."""
