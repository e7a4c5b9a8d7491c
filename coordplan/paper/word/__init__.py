"""A report as a Word file: templates made from a profile, and those of an office, filled in."""

from coordplan.paper.word.apart import render_word_apart
from coordplan.paper.word.filling import render_word, render_word_template
from coordplan.paper.word.letter import render_letter
from coordplan.paper.word.sandbox import TemplateFault

__all__ = ["TemplateFault", "render_letter", "render_word", "render_word_apart", "render_word_template"]
