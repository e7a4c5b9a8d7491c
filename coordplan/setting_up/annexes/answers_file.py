"""A file of answers about annexes, read: what is wrong with it is a problem with its place."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from coordplan.cli.asking import a_deadline
from coordplan.dates.days import FIRST_YEAR, LAST_YEAR
from coordplan.definitions.nodes import Items, Mapping, Node, Scalar, TextFile, place_of
from coordplan.definitions.parse import did_you_mean
from coordplan.definitions.problems import ProblemList
from coordplan.definitions.source_files import read_text
from coordplan.definitions.yaml_nodes import read_nodes
from coordplan.errors import CoordplanError, ProblemsFound, unknown_id
from coordplan.model import Definitions
from coordplan.setting_up.annexes.answer_set import AnnexAnswers, Answers
from coordplan.setting_up.annexes.body_names import BodyNames
from coordplan.setting_up.annexes.day_orders import order_in
from coordplan.setting_up.annexes.findings import LEFT_OUT, QuestionKind
from coordplan.setting_up.annexes.heading_words import FIELDS
from coordplan.setting_up.annexes.new_bodies import body_in
from coordplan.text.language import translate as _

_MOST_SHOWN = 100

_Check = Callable[[str], str]  # returns what an answer means; raises ValueError, or a CoordplanError


def read_answers(path: Path, definitions: Definitions) -> Answers:
    """Return what a file of answers says; raise ProblemsFound where it cannot be understood."""
    problems = ProblemList()
    file = read_text(path, problems)
    root = None if file is None else read_nodes(file, problems)
    answers = Answers()
    if file is not None and root is not None:
        answers = _AnswersReader(file, problems, definitions).answers(root)
    if len(problems):
        raise ProblemsFound(*problems.shown(_MOST_SHOWN))
    return answers


class AnswerChecks:
    """Says what an answer can mean, by the kind of the question: each check raises ValueError or a CoordplanError."""

    def __init__(self, definitions: Definitions) -> None:
        self._definitions = definitions
        self._names = BodyNames(definitions.organizations, definitions.plans)

    def body(self, text: str) -> str:
        if text == LEFT_OUT or body_in(text, self._definitions) is not None:
            return text
        found = self._names.find(text)
        if len(found) != 1:
            raise ValueError(unknown_id("organization", text))
        return found[0]

    def contents(self, text: str) -> str:
        known = {content.id for content in self._definitions.contents}
        ids = [each.strip() for each in text.split(",") if each.strip()]
        for each in ids:
            if each not in known:
                raise ValueError(unknown_id("content", each))
        return ",".join(ids)

    def anything(self, text: str) -> str:
        """Return the answer about a cell, of whatever field it may be."""
        self.kind_of(text)
        return text

    def kind_of(self, text: str) -> QuestionKind:
        """Return to which kind of question this is an answer."""
        if order_in(text) is not None:
            return "order"
        checks: tuple[tuple[QuestionKind, _Check], ...] = (
            ("content", self.contents),
            ("partner", self.body),
            ("deadline", _a_deadline),
        )
        for kind, check in checks:
            try:
                check(text)
            except (CoordplanError, ValueError):
                continue
            return kind
        raise CoordplanError(_('"{text}" is neither an organization, nor contents, nor a deadline.').format(text=text))


class _AnswersReader:
    """Reads the nodes of one file."""

    def __init__(self, file: TextFile, problems: ProblemList, definitions: Definitions) -> None:
        self.file = file
        self.problems = problems
        self.checks = AnswerChecks(definitions)

    def answers(self, root: Node) -> Answers:
        values: dict[str, Any] = {}
        for _key, node in self._known(root, ("answers",)):
            for key, value in self._known(node, Answers._fields):
                if key == "annexes":
                    values[key] = tuple(self._annexes(value))
                elif key == "content":
                    ids = self._single(key, value, self.checks.contents)
                    values[key] = tuple(ids.split(",")) if ids else ()
                elif key == "year":
                    year = self._single(key, value, _a_year)
                    values[key] = int(year) if year else None
                else:
                    values[key] = self._value(key, value)
        return Answers(**values)

    def _annexes(self, node: Node) -> Iterator[AnnexAnswers]:
        for each in node.items if isinstance(node, Items) else [node]:
            values: dict[str, Any] = {"file": "", "sha256": ""}
            values |= {key: self._value(key, value) for key, value in self._known(each, AnnexAnswers._fields)}
            yield AnnexAnswers(**values)

    def _value(self, key: str, node: Node) -> str | dict[str, str]:
        """Return what stands under a key: one answer, or what words mean."""
        if key in ("lead", "due", "file", "sha256"):
            return self._single(key, node, self._check(key))
        return self._group(key, node)

    def _known(self, node: Node, keys: tuple[str, ...]) -> Iterator[tuple[str, Node]]:
        """Yield the entries of a mapping; a key that is none of these is a problem."""
        if not isinstance(node, Mapping):
            if not (isinstance(node, Scalar) and node.empty):
                self._fault("wrong-type", node, _("keys are expected here: {words}").format(words=", ".join(keys)))
            return
        for key, value in node.entries.items():
            if key in keys:
                yield key, value
                continue
            sentence = _('"{key}" is not a key of a file of answers').format(key=key)
            self._fault("unknown-key", node.keys.get(key, value), sentence, did_you_mean(key, keys))

    def _group(self, key: str, node: Node) -> dict[str, str]:
        """Return what words mean; what has no answer yet is empty."""
        if isinstance(node, Scalar) and node.empty:
            return {}
        if not isinstance(node, Mapping):
            self._fault(
                "wrong-type", node, _('{key}: "words: answer" is expected here, each on a line').format(key=key)
            )
            return {}
        return {words: self._single(key, value, self._check(key)) for words, value in node.entries.items()}

    def _single(self, key: str, node: Node, check: _Check) -> str:
        """Return one answer, as an option would say it; empty where there is none or it cannot be."""
        text = self._text(key, node)
        if not text:
            return ""
        try:
            return check(text)
        except (CoordplanError, ValueError) as fault:
            sentence, way_out = (
                (fault.sentence, fault.way_out) if isinstance(fault, CoordplanError) else (str(fault), "")
            )
            self._fault("bad-answer", node, f"{key}: {sentence}", way_out)
            return ""

    def _text(self, key: str, node: Node) -> str:
        if isinstance(node, Scalar):
            return "" if node.empty else node.text.strip()
        if isinstance(node, Items) and all(isinstance(each, Scalar) for each in node.items):
            return ",".join(each.text.strip() for each in node.items if isinstance(each, Scalar))
        if isinstance(node, Mapping) and key in ("organizations", "cells"):
            parts = dict(self._known(node, ("short", "title")))
            texts = {name: self._text(name, value) for name, value in parts.items()}
            if all(texts.get(name) for name in ("short", "title")):
                return f"{texts['short']}: {texts['title']}"
        self._fault("wrong-type", node, _("{key}: one answer is expected here").format(key=key))
        return ""

    def _check(self, key: str) -> _Check:
        checks: dict[str, _Check] = {
            "columns": _a_field,
            "organizations": self.checks.body,
            "contents": self.checks.contents,
            "deadlines": _a_deadline,
            "due": _a_deadline,
            "lead": self.checks.body,
            "cells": self.checks.anything,
        }
        return checks.get(key, str)

    def _fault(self, rule: str, node: Node, sentence: str, way_out: str = "") -> None:
        self.problems.fault(rule, place_of(self.file, node), sentence, way_out)


def _a_field(text: str) -> str:
    if text not in FIELDS:
        raise CoordplanError(
            _('"{text}" is not a field of an annex').format(text=text),
            _("Fields are: {fields}").format(fields=", ".join(FIELDS)),
        )
    return text


def _a_deadline(text: str) -> str:
    return a_deadline(text, without_year=True)


def _a_year(text: str) -> str:
    if not (text.isdecimal() and FIRST_YEAR <= int(text) <= LAST_YEAR):
        raise ValueError(_('"{text}" is not a year; write 2024').format(text=text))
    return text
