"""The Vietnamese of every sentence: ``locale/vi.po``, of which a compiled copy is kept.

To read the .po file is 1.3 times the work of a bare Python, and its copy 0.1. The copy lies where Python puts compiled
modules (so nobody commits or packs it, and who forbids those forbids it too), and says of which .po it is the copy:
what a translator edits is what the next command says. Where it cannot be written, the .po file is read.
"""

import marshal
import os
import sys
from contextlib import suppress
from pathlib import Path

VIETNAMESE = Path(__file__).parent.parent / "locale" / "vi.po"
_Stamp = tuple[int, int]  # when a file was written, in nanoseconds, and how many bytes it has


def messages_of(path: Path = VIETNAMESE) -> dict[str, str]:
    """Return what each message of a .po file becomes, from its compiled copy where that is of this very file."""
    status = path.stat()
    stamp = (status.st_mtime_ns, status.st_size)
    copy = path.parent / "__pycache__" / f"{path.stem}.{sys.implementation.cache_tag}.messages"
    with suppress(OSError, EOFError, ValueError, TypeError, AttributeError):  # there is none, or none that can be read
        compiled_of, messages = marshal.loads(copy.read_bytes())  # noqa: S302  as trusted as compiled modules beside it
        if compiled_of == stamp and {*map(type, messages), *map(type, messages.values())} == {str}:
            return messages  # type: ignore[no-any-return]
    messages = read_catalogue(path)
    if not (sys.dont_write_bytecode or sys.pycache_prefix):
        _keep(copy, stamp, messages)
    return messages


def _keep(copy: Path, stamp: _Stamp, messages: dict[str, str]) -> None:
    """Write a compiled copy, whole or not at all: another command may be reading it, or writing it too."""
    unfinished = copy.with_suffix(f".{os.getpid()}")
    with suppress(OSError):  # a package that only an administrator may write
        copy.parent.mkdir(exist_ok=True)
        try:
            unfinished.write_bytes(marshal.dumps((stamp, messages)))
            unfinished.replace(copy)
        except BaseException:
            unfinished.unlink(missing_ok=True)
            raise


def read_catalogue(path: Path) -> dict[str, str]:
    """Return what each message of a .po file becomes; of one with plurals, the first form (Vietnamese has one)."""
    import re

    entry = r'^msgid ((?:".*"\n)+)(?:msgid_plural (?:".*"\n)+)?msgstr(?:\[0\])? ((?:".*"(?:\n|\Z))+)'
    return {
        _unquoted(source): _unquoted(target)
        for source, target in re.findall(entry, path.read_text(encoding="utf-8"), re.MULTILINE)
        if target != '""\n' and source != '""\n' and not source.startswith('""\nmsgstr')
    }


def _unquoted(literal: str) -> str:
    import re

    several = literal.count("\n") > 1
    text = "".join(re.findall(r'^"(.*)"$', literal, re.MULTILINE)) if several else literal.strip()[1:-1]
    if "\\" not in text:
        return text
    return re.sub(r"\\(.)", lambda escape: {"n": "\n", "t": "\t"}.get(escape[1], escape[1]), text)
