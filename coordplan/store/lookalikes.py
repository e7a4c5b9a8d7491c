"""Files that may be meant in place of another, or are copies of it; and whether a file lies where others move it.

Explorer, browsers and services that synchronise folders all make copies in ways of their own. Nothing is written here.
"""

import os
import re
import sqlite3
import sys
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path

from coordplan.named_tuples import NamedTuple
from coordplan.store.connecting import connect
from coordplan.store.finding import command_for, file_marks
from coordplan.store.format import APPLICATION_ID, NAME
from coordplan.text.language import translate as _
from coordplan.text.shell import path_from_here, quoted_word

_MOST_LOOKED_AT = 200  # names of a folder
# As Explorer, Finder, a browser, OneDrive, Dropbox, Google Drive and Syncthing call a copy
_COPY = (
    r"(?:copy of |bản sao của )?{stem}"
    r"(?: ?\(.+\)| ?- ?(?:copy|sao chép|bản sao).*| copy.*| \d+|-[A-Z0-9]+(?:-[A-Z0-9]+)*|[._-](?:sync-)?conflict.*)?"
)
_SERVICES = {  # the beginning of a folder's name, folded to lower case, and what is spoken of
    "onedrive": "OneDrive",
    "dropbox": "Dropbox",
    "google drive": "Google Drive",
    "googledrive": "Google Drive",
    "my drive": "Google Drive",
    "drive của tôi": "Google Drive",
    "icloud": "iCloud",
    "mobile documents": "iCloud",
    "com~apple~clouddocs": "iCloud",
    "nextcloud": "Nextcloud",
}
_NETWORK = ("nfs", "nfs4", "cifs", "smb3", "smbfs", "fuse.sshfs", "afpfs", "9p")
_REMOTE_DRIVE = 4  # of Windows' GetDriveType


class Surprise(NamedTuple):
    """What is worth knowing of where a file lies."""

    rule: str
    sentence: str
    way_out: str


def is_coordplan_file(path: Path) -> bool:
    """Say whether a file is one of coordplan's by its header, without opening it as a database."""
    try:
        with path.open("rb") as stream:
            header = stream.read(72)
    except OSError:
        return False
    return header.startswith(b"SQLite format 3\0") and header[68:72] == APPLICATION_ID.to_bytes(4, "big")


def files_instead(folder: Path) -> list[Path]:
    """Return coordplan's files under other names in a folder, then those in the folders right below it."""
    here = [each for each in _names(folder) if each.suffix == ".db" and is_coordplan_file(each)]
    below = [each / NAME for each in _names(folder) if is_coordplan_file(each / NAME)]
    return [*here, *below]


def ways_near(folder: Path) -> list[str]:
    """Return how to go on with what lies in a folder without a file: one under another name, or definitions."""
    near = [
        _("One of its files is here under another name or in a folder below: {command}").format(
            command=command_for(each, "status")
        )
        for each in files_instead(folder)[:3]
    ]
    if (folder / "plans" / "program.yaml").is_file():
        near.append(_("To make it of the definitions in plans: coordplan init"))
    return near


def ways_to_a_file(folder: Path) -> str:
    """Return how to go on where there is no file: with one that lies near, with definitions that are here, anew."""
    return "\n".join(
        (
            *ways_near(folder),
            _("To try it with made-up figures: coordplan init --demo"),
            _("To begin the program of your office: coordplan init --empty"),
            _("From the signed annex to the first report: coordplan help start"),
            _("One that lies elsewhere is named with --db PATH."),
        )
    )


def surprises_of(path: Path) -> Iterator[Surprise]:
    """Yield what is worth knowing of where a file lies: copies beside it, another above it, a folder that moves."""
    path = path.absolute()
    for copy in _copies_beside(path):
        yield Surprise(
            "copy-beside",
            _("{copy} beside {path} is another copy of it: what is recorded in one is not in the other.").format(
                copy=copy.name, path=path.name
            ),
            _("What differs: {command}").format(
                command=command_for(path, f"merge {quoted_word(path_from_here(copy))} --dry-run")
            ),
        )
    above = next((folder / NAME for folder in path.parent.parents if is_coordplan_file(folder / NAME)), None)
    if path.name == NAME and above is not None:
        yield Surprise(
            "file-above",
            _("There is another {name} in {folder}; from this folder the nearer one is used.").format(
                name=NAME, folder=above.parent
            ),
            _("To see the other: {command}").format(command=f"coordplan --db {quoted_word(str(above))} status"),
        )
    if service := service_of(path, os.environ) or network_of(path):
        yield Surprise(
            "synchronised",
            _("{path} lies on {service}: where two machines write in it, one loses what the other recorded.").format(
                path=path.name, service=service
            ),
            _("How two machines work with one file: coordplan help two-computers"),
        )


def service_of(path: Path, environ: Mapping[str, str]) -> str:
    """Return the service that synchronises the folder of a file, by its names; "" where none is known."""
    for part in path.parts[:-1]:
        for beginning, service in _SERVICES.items():
            if re.match(rf"{re.escape(beginning)}(?:$|[ \-_(])", part.lower()):
                return service
        if part.lower().startswith("googledrive-"):
            return "Google Drive"
    for name in ("OneDrive", "OneDriveCommercial", "OneDriveConsumer"):
        folder = environ.get(name)
        if folder and path.is_relative_to(folder):
            return "OneDrive"
    return ""


def network_of(path: Path) -> str:
    """Return that a file lies on a network folder, "" where it does not or nobody knows."""
    if str(path).startswith(("\\\\", "//")):
        return _("a network folder")
    if sys.platform == "win32":
        import ctypes

        return _("a network folder") if ctypes.windll.kernel32.GetDriveTypeW(path.anchor) == _REMOTE_DRIVE else ""
    try:
        mounts = Path("/proc/mounts").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
    return _("a network folder") if is_on_network(path, mounts) else ""


def is_on_network(path: Path, mounts: str) -> bool:
    """Say whether the mount that holds a path, by the lines of /proc/mounts, is one of another machine."""
    found = [line.split() for line in mounts.splitlines()]
    holding = [(each[1].replace("\\040", " "), each[2]) for each in found if len(each) > 2]
    holding = [each for each in holding if path.is_relative_to(each[0])]
    return bool(holding) and max(holding, key=lambda each: len(each[0]))[1] in _NETWORK


def _copies_beside(path: Path) -> list[Path]:
    form = re.compile(_COPY.format(stem=re.escape(path.stem)), re.IGNORECASE)
    found = [
        each
        for each in _names(path.parent)
        if each.suffix == path.suffix and each != path and form.fullmatch(each.stem) and is_coordplan_file(each)
    ]
    first = _first_mark(path) if found else ""
    return [each for each in found if first and _first_mark(each) == first]


def _first_mark(path: Path) -> str:
    try:
        with closing(connect(path, "ro")) as connection:
            return file_marks(connection).first
    except (sqlite3.Error, OSError):
        return ""


def _names(folder: Path) -> list[Path]:
    try:
        with os.scandir(folder) as entries:
            names = [each.name for _number, each in zip(range(_MOST_LOOKED_AT), entries, strict=False)]
    except OSError:
        return []
    return [folder / name for name in sorted(names)]
