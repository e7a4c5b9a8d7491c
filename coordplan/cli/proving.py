"""Files named on a command line as proof: what is recorded of them, and copies of them where that is asked for."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from coordplan.cli.placing import files_in_place, is_same_file
from coordplan.cli.speaking import remark
from coordplan.errors import FileUnusable, UsageFault
from coordplan.file_names import is_refused_by_windows
from coordplan.model import ProofFile
from coordplan.store.door.proof_files import empty_sentence, file_named, path_from, pieces_of, proof_of
from coordplan.text.language import translate as _

FOLDER = "coordplan-evidence"


@contextmanager
def proofs_named(beside: Path, files: Sequence[str], keep: bool) -> Iterator[tuple[ProofFile, ...]]:
    """Give what is recorded of files, each once; with ``keep`` they are copied into a folder beside the coordplan file.

    Where the block raises, the folder is as it was before. Raises UsageFault where a copy of nothing is asked for.
    """
    if any(not name.strip() for name in files):
        raise UsageFault(_("--file is empty."), _("Name the file: --file 12-TB.pdf"))
    if keep and not files:
        raise UsageFault(_("--keep copies files, and none is named."), _("Name them: --file 12-TB.pdf --keep"))
    copies: dict[str, Path] | None = {} if keep else None
    proofs = tuple(dict.fromkeys(proof_for(Path(name), beside, copies) for name in files))
    for each in proofs:
        if each.size == 0:
            remark(empty_sentence(each))
    with copied(copies or {}, beside):
        yield proofs


def proof_for(path: Path, beside: Path, copies: dict[str, Path] | None) -> ProofFile:
    """Return what is recorded of a file; with ``copies`` that of its copy, which is to be made: added by its name.

    Raises FileUnusable where it cannot be read, or is the coordplan file itself, which changes with what is recorded.
    """
    path = file_named(path)
    if is_same_file(path, beside):
        raise FileUnusable(
            _("{path} is the file that is written to, and cannot be evidence of it.").format(path=path),
            _("Name the document itself: --file 12-TB.pdf"),
        )
    proof = proof_of(path, beside)
    if copies is None:
        return proof
    place = _place_in(beside.absolute().parent / FOLDER, path, proof, copies)
    if not is_same_file(place, path) and not place.exists():
        copies[place.name] = path
    return proof._replace(path=path_from(place, beside))


@contextmanager
def copied(copies: Mapping[str, Path], beside: Path) -> Iterator[None]:
    """Copy files into the folder beside the coordplan file; where the block raises, it is as it was before."""
    if not copies:
        yield
        return
    folder = beside.absolute().parent / FOLDER
    with files_in_place(folder, {name: pieces_of(path) for name, path in copies.items()}):
        yield


def _place_in(folder: Path, path: Path, proof: ProofFile, taken: dict[str, Path]) -> Path:
    """Return where a copy goes: under the file's name, or the first one like it that no other file has."""
    name = "".join("_" if is_refused_by_windows(f"a{letter}b") else letter for letter in path.name).rstrip(". ")
    if is_refused_by_windows(name):
        name = f"_{name}"
    stem, suffix = Path(name).stem, Path(name).suffix
    there = {each.name.casefold(): each for each in folder.iterdir()} if folder.is_dir() else {}
    number = 1
    while True:
        tried = name if number == 1 else f"{stem}-{number}{suffix}"
        found = there.get(tried.casefold())
        if found is not None and found.is_file() and proof_of(found, folder).sha256 == proof.sha256:
            return found
        other = next((each for each in taken if each.casefold() == tried.casefold()), None)
        if found is None and (other is None or proof_of(taken[other], folder).sha256 == proof.sha256):
            return folder / (other or tried)
        number += 1
