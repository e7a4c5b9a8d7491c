"""Whether answers are coloured: as the command line says, else as the environment does."""

from collections.abc import Mapping


def colour_wanted(option: str, environment: Mapping[str, str]) -> str:
    """Return always, never or auto: as --color says, then NO_COLOR, then FORCE_COLOR or CLICOLOR_FORCE, then CLICOLOR.

    See no-color.org and bixense.com/clicolors. A variable that is empty says nothing; FORCE_COLOR=0 forces nothing.
    """
    if option != "auto":
        return option
    if environment.get("NO_COLOR"):
        return "never"
    if any(environment.get(name, "") not in ("", "0") for name in ("FORCE_COLOR", "CLICOLOR_FORCE")):
        return "always"
    return "never" if environment.get("CLICOLOR") == "0" else "auto"
