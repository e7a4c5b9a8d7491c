"""The manual: topics in Markdown, in both languages, and the command that shows them."""
