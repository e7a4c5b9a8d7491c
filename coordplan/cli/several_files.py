"""Several files written into a folder: all of them, or none."""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from errno import EISDIR
from pathlib import Path
from tempfile import mkstemp

from coordplan.cli.output import keep_rights, make_folder, unwritable


@contextmanager
def files_in_place(folder: Path, files: Mapping[str, bytes]) -> Iterator[None]:
    """Write files into a folder, which is made where it is missing; where the block raises, all is as it was before.

    Raises FileUnusable where one of them cannot be written; then none is.
    """
    made = _made_with(folder)
    prepared: dict[Path, Path] = {}
    before: dict[Path, Path | None] = {}
    spot, done = folder, False
    try:
        try:
            for name, data in files.items():
                spot = folder / name
                prepared[spot] = _prepared(spot, data)
            for spot, temporary in prepared.items():
                before[spot] = _set_aside(spot)
                temporary.replace(spot)
        except OSError as error:
            raise unwritable(spot, error) from error
        yield
        done = True
    finally:
        if not done:
            _put_back(before)
        for path in (*prepared.values(), *(aside for aside in before.values() if aside is not None)):
            with suppress(OSError):
                path.unlink(missing_ok=True)
        for path in [] if done else made:
            with suppress(OSError):  # somebody else has put something there
                path.rmdir()


def _put_back(before: Mapping[Path, Path | None]) -> None:
    for spot, aside in before.items():
        with suppress(OSError):
            if aside is None:
                spot.unlink(missing_ok=True)
            else:
                aside.replace(spot)


def _made_with(folder: Path) -> list[Path]:
    """Make a folder, with those above it; return the ones that were missing, the deepest first."""
    missing = []
    for each in (folder, *folder.parents):
        if each.exists():
            break
        missing.append(each)
    make_folder(folder)
    return missing


def _prepared(path: Path, data: bytes) -> Path:
    if path.is_dir():
        raise IsADirectoryError(EISDIR, os.strerror(EISDIR))
    handle, name = mkstemp(prefix=f".{path.name}.", dir=path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        keep_rights(temporary, path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    return temporary


def _set_aside(path: Path) -> Path | None:
    """Keep what is there under another name until all is done; None where nothing is."""
    if not path.exists():
        return None
    handle, name = mkstemp(prefix=f".{path.name}.", dir=path.parent)
    os.close(handle)
    aside = Path(name)
    path.replace(aside)
    return aside
