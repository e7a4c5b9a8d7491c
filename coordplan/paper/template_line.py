"""The line that gives the template of a report: by its family, and whether its body is the long one."""

from collections.abc import Sequence

from coordplan.text.language import translate as _
from coordplan.text.shell import quoted_word


def template_options(profile: str | None, leads: Sequence[str], long: bool, plans: Sequence[str] = ()) -> str:
    """Return the options of a report that its template depends on, and its plans, each with a space before it."""
    named = [*(("--plan", each) for each in plans), *(("--lead", each) for each in leads)]
    named += [] if profile is None else [("--profile", profile)]
    return "".join(f" {option} {quoted_word(each)}" for option, each in named) + " --long" * long


def template_line(profile: str | None, long: bool, leads: Sequence[str] = ()) -> str:
    """Return the command that writes the template of such reports, to be changed in Word."""
    options = template_options(profile, leads, long)
    return _("coordplan report{options} --write-template FILE.docx").format(options=options)
