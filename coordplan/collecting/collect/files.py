"""The files that came back: found, read, and understood as forms, before anything is written."""

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from coordplan.collecting.collect.returned_form import Returned, read_form
from coordplan.errors import CoordplanError, UnreadableFile
from coordplan.office_files.containers import read_bytes
from coordplan.text.language import translate as _

_WORKBOOKS = {".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".et"}


class ReturnedFile(NamedTuple):
    """A file that came back; ``returned`` is None where it could not be read, and the reason is in ``failure``."""

    path: Path
    digest: str  # SHA-256 of its bytes; empty where there are none
    returned: Returned | None
    failure: CoordplanError | None = None

    @property
    def name(self) -> str:
        return self.path.as_posix()


def read_returned(words: Sequence[str]) -> tuple[list[ReturnedFile], list[str]]:
    """Return the files that words mean, each read, and the names in folders that were passed over as no workbooks.

    A folder means the workbooks in it; what is no file is a pattern (``*.xlsx``), which some shells leave to us.
    """
    passed_over: list[str] = []
    paths: dict[Path, Path] = {}
    for word in words:
        for path in _meant(word, passed_over):
            paths.setdefault(path.resolve(), path)
    return [_read(path) for path in paths.values()], passed_over


def _meant(word: str, passed_over: list[str]) -> Iterator[Path]:
    path = Path(word)
    if path.is_dir():
        for each in sorted(path.iterdir()):
            if each.is_file() and not each.name.startswith((".", "~$")):
                if each.suffix.lower() in _WORKBOOKS:
                    yield each
                else:
                    passed_over.append(each.as_posix())
    elif not path.exists() and any(sign in word for sign in "*?["):
        root = Path(path.anchor) if path.anchor else Path()
        found = [each for each in sorted(root.glob(word[len(path.anchor) :])) if not each.name.startswith("~$")]
        yield from found or [path]
    else:
        yield path


def _read(path: Path) -> ReturnedFile:
    digest = ""
    try:
        data = read_bytes(path)
        digest = hashlib.sha256(data).hexdigest()
        return ReturnedFile(path, digest, read_form(path, data))
    except MemoryError:
        failure: CoordplanError = UnreadableFile(
            _("{path} would unpack to more than a table of activities could hold.").format(path=path),
            _("Copy the table alone into a new file, without pictures."),
        )
    except CoordplanError as error:
        failure = error
    return ReturnedFile(path, digest, None, failure)
