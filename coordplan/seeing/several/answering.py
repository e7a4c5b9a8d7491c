"""One answer of those of several files: its exit code, and what is said beside it."""

from collections.abc import Callable

from coordplan.paper.cells import Page
from coordplan.paper.data import Data
from coordplan.seeing.answer import Answer
from coordplan.seeing.several.page import copy_sentence
from coordplan.seeing.several.values import FilesAsked


def answer_of_files(files: FilesAsked[Answer], page: Callable[[], Page], data: Callable[[], Data]) -> Answer:
    """Return the answer; its code is 1 where a file could not be read, else as that of a file that meets --fail-on."""
    codes = [answer.exit_code for _file, answer in files.said]
    return Answer(
        page,
        data,
        files.illustrative,
        1 if files.unread else max(codes, default=0),
        faults=tuple((each.reason, each.way_out) for each in files.unread),
        beside_csv=tuple(map(copy_sentence, files.copies)),
        remarks=tuple(dict.fromkeys(sentence for _file, answer in files.said for sentence in answer.remarks)),
    )
