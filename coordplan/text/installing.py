"""The command line that brings the libraries of the extra ``office`` into this installation, whatever made that."""

import os
import re
import sys
from importlib.util import find_spec
from pathlib import Path

from coordplan.named_tuples import NamedTuple
from coordplan.text.shell import quoted_word

_PACKAGES = {"docx": "python-docx", "jinja2": "Jinja2"}  # those that are not called as the module that they bring


class Installation(NamedTuple):
    """How coordplan came to be where it runs."""

    prefix: Path  # of its environment
    python: str
    source: Path | None = None  # the folder that it was installed from; None: it is gone, or it was no folder
    editable: bool = False
    active: bool = False  # its environment is that of the shell, so that `pip` there is its own
    has_pip: bool = True


def package_of(module: str) -> str:
    """Return what is to be installed for a module: python-docx for docx."""
    return _PACKAGES.get(module, module)


def install_line(found: Installation, packages: tuple[str, ...]) -> str:
    """Return the line that brings packages: as the extra where coordplan's own folder is there, else by their names.

    pipx and uv leave a file of theirs in an environment that they keep for one program.
    """
    whole = quoted_word(f"{found.source}[office]") if found.source is not None else ""
    if (found.prefix / "pipx_metadata.json").is_file():
        return f"pipx inject coordplan {' '.join(packages)}"
    if whole and (found.prefix / "uv-receipt.toml").is_file():
        return f"uv tool install --force {whole}"
    python = quoted_word(found.python)
    install = "pip install" if found.active else f"{python} -m pip install"
    if not found.has_pip:
        install = f"uv pip install --python {python}"
    return f"{install} {'-e ' if whole and found.editable else ''}{whole or ' '.join(packages)}"


def line_for_office() -> str:
    """Return the line that brings the extra into the installation that is running."""
    return install_line(this_installation(), _packages_of_office())


def this_installation() -> Installation:
    """Return how the running coordplan was installed, as far as its environment and its metadata say."""
    source, editable = _source()
    return Installation(
        prefix=Path(sys.prefix),
        python=sys.executable,
        source=source,
        editable=editable,
        active=os.environ.get("VIRTUAL_ENV") == sys.prefix,
        has_pip=find_spec("pip") is not None,
    )


def _source() -> tuple[Path | None, bool]:
    """Return the folder that installed metadata names (PEP 610), while it is there, and whether it runs from there."""
    import json
    from importlib.metadata import PackageNotFoundError, distribution
    from urllib.parse import urlsplit
    from urllib.request import url2pathname

    try:
        said = json.loads(distribution("coordplan").read_text("direct_url.json") or "{}")
    except (PackageNotFoundError, ValueError):
        return None, False
    url = urlsplit(said.get("url", ""))
    folder = Path(url2pathname(url.path)) if url.scheme == "file" and "dir_info" in said else None
    if folder is None or not (folder / "pyproject.toml").is_file():
        return None, False
    return folder, bool(said["dir_info"].get("editable"))


def _packages_of_office() -> tuple[str, ...]:
    from importlib.metadata import PackageNotFoundError, requires

    try:
        named = requires("coordplan") or []
    except PackageNotFoundError:
        named = []
    found = [re.split(r"[^\w.-]", each)[0] for each in named if re.search(r"extra == [\"']office", each)]
    return tuple(found) or ("docxtpl", "Jinja2", "openpyxl", "python-docx")
