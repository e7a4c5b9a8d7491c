"""A report as a Word file: templates made from a profile, and those of an office, filled in."""

from coordplan.paper.word.filling import TemplateFault, render_letter, render_word, render_word_template

__all__ = ["TemplateFault", "render_letter", "render_word", "render_word_template"]
