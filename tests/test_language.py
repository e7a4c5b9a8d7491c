"""Both languages are whole: every sentence in the code has its Vietnamese, and help speaks one language at a time."""

import ast
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

import coordplan
from coordplan.cli import run
from coordplan.cli.command_table import COMMANDS
from coordplan.text.catalogue import read_catalogue
from coordplan.text.language import translate, translate_count, use_language

PACKAGE = Path(coordplan.__file__).parent
PO = PACKAGE / "locale" / "vi.po"
KEYWORDS = {"_": None, "translate": None, "mark": None, "translate_count": (1, 2), "counted": (2, 3)}
FUNCTIONS = set(KEYWORDS)


@cache
def in_the_code() -> dict[str, str]:
    """Return each message of the code (of one with plurals, the singular), with a place where it stands."""
    found = extract_from_dir(PACKAGE, [("**.py", "python")], keywords=KEYWORDS)
    messages = {}
    for file, line, message, _comments, _context in found:
        messages[message[0] if isinstance(message, tuple) else message] = f"{file}:{line}"
    return messages


@cache
def catalogue() -> Catalog:
    return read_po(BytesIO(PO.read_bytes()), locale="vi")


def id_of(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def text_of(message: Message) -> str:
    return message.string if isinstance(message.string, str) else message.string[0]


def translated() -> dict[str, str]:
    return {id_of(message): text_of(message) for message in catalogue() if message.id}


def test_every_message_of_the_code_has_its_vietnamese() -> None:
    known = translated()
    assert {message: place for message, place in in_the_code().items() if not known.get(message)} == {}


def test_the_catalogue_holds_nothing_that_the_code_does_not_say() -> None:
    assert set(translated()) - set(in_the_code()) == set()
    assert not catalogue().obsolete


def test_the_catalogue_says_a_message_once() -> None:
    found = re.findall(r'^(?:msgctxt .*\n)?msgid .*(?:\n".*")*', PO.read_text(encoding="utf-8"), re.MULTILINE)
    assert [message for message, times in Counter(found).items() if times > 1] == []


def test_no_message_is_marked_as_doubtful() -> None:
    assert [id_of(message) for message in catalogue() if message.id and message.fuzzy] == []


def test_a_translation_has_the_same_names_in_braces() -> None:
    name = re.compile(r"\{\w*\}")
    differing = {
        source: target
        for source, target in translated().items()
        if set(name.findall(source)) != set(name.findall(target))
    }
    assert differing == {}


def test_a_translation_keeps_what_people_type() -> None:
    """Options, and commands after a backquote."""
    typed = re.compile(r"(?<![\w-])--[a-z][a-z-]*|`coordplan [a-z]+")
    missing = {
        (source, word)
        for source, target in translated().items()
        for word in typed.findall(source)
        if word not in target
    }
    assert missing == set()


def test_a_translation_begins_and_ends_as_its_sentence_does() -> None:
    differing = {
        source: target
        for source, target in translated().items()
        if source != "No."  # an abbreviation's full stop, which STT is without
        and ((source[-1:] in ".:? ") != (target[-1:] in ".:? ") or source.endswith(" ") != target.endswith(" "))
    }
    assert differing == {}


def test_translations_are_composed_letters() -> None:
    text = PO.read_text(encoding="utf-8")
    assert unicodedata.is_normalized("NFC", text)


# What an office does not say, with the reason; papers may ask (Đề nghị), screens say what is needed (Cần)
NOT_SAID = {
    "speech: the program is no person and gives no orders": r"\b(?:hãy|vui lòng|nhé|bạn|anh/chị)\b",
    "a row is dòng": r"(?<!thẳng )\bhàng\b",
    "every is hằng": r"\bhàng (?:tuần|tháng|quý|năm)\b",
    "an occurrence is lượt": r"kỳ thực hiện|lượt thực hiện(?! của| của|$)",
    "a period is khóa, or đã qua ngày chốt": r"\b(?:đã|chưa) chốt\b|chốt (?:một )?kỳ\b",
    "late news is bổ sung muộn": r"(?:tin|thông tin) đến muộn",
    "one form of what is overdue": r"(?:nhưng|và|bị) quá hạn|hoàn thành sau hạn|xong muộn|muộn hạn",
    "a digest is bản tóm tắt": r"\bbản tin\b",
    "points are those of percent": r"\{\w+\} điểm(?! phần trăm| %| cần| sai| khác|\.|:)",
    "what may be repeated": r"(?:có thể dùng|lặp lại) (?:nhiều lần|được)",
    "changes have numbers without số": r"lần ghi số (?!của)",
    "successors are kế thừa, standings tình trạng": r"kế nhiệm|trạng thái|bằng chứng|tập tin|phát hành",
    "marks stand on the main vowel: ủy, hủy, tùy, hòa, khóa": r"(?<!q)u[ỳýỷỹỵ](?!\w)|o[àáảãạèéẻẽẹ](?!\w)",
    "no space before a sign": r"\w [:;?]|^đang .* \.\.\.$",
    "a whole is 100%": r"100[,.]00%",
    "an English placeholder": r"(?-i:\b(?:ID|FILE|FOLDER|PERIOD|TEXT|DATE|CHANGE|REASON|PATH|WORDS|COLUMN|ANSWER)\b)",
}


@pytest.mark.parametrize("words", NOT_SAID.values(), ids=NOT_SAID)
def test_vietnamese_keeps_the_words_of_an_office(words: str) -> None:
    found = {source: target for source, target in translated().items() if re.search(words, target, re.IGNORECASE)}
    assert found == {}


@pytest.mark.parametrize("path", sorted((PACKAGE / "manual" / "vi").glob("*.md")), ids=lambda path: path.stem)
def test_the_manual_keeps_them_too(path: Path) -> None:
    prose = re.sub(r"```.*?```|`[^`]*`", "x", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    beside = ("a row is dòng", "an English placeholder")  # "hàng gigabyte", and PATH of the system
    kinds = [kind for kind, words in NOT_SAID.items() if re.search(words, prose, re.IGNORECASE)]
    assert set(kinds) <= set(beside)


def test_a_placeholder_has_no_blank_in_it() -> None:
    """It would be two arguments."""
    no_placeholders = ("REPORT",)  # the head of a paper
    targets = [target for source, target in translated().items() if re.fullmatch(r"[A-Z_|=@.]+", source)]
    assert len(targets) > 30
    assert [target for target in targets if " " in target] == [translated()[source] for source in no_placeholders]


def test_our_own_reader_of_the_catalogue_reads_what_babel_reads() -> None:
    assert read_catalogue(PO) == translated()


def test_messages_stand_where_they_can_be_extracted() -> None:
    """Not inside an f-string, which extraction does not look into, and not as an f-string."""
    assert [place for path in sorted(PACKAGE.rglob("*.py")) for place in out_of_sight(path)] == []


def out_of_sight(path: Path) -> Iterator[str]:
    """Yield where a module has messages that extraction does not find."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    inside = {id(each) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for each in ast.walk(node)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in FUNCTIONS and node.args:
            first = node.args[0]
            if (id(node) in inside and isinstance(first, ast.Constant)) or isinstance(first, ast.JoinedStr | ast.BinOp):
                yield f"{path.relative_to(PACKAGE).as_posix()}:{node.lineno}"


def test_english_counts_and_vietnamese_does_not() -> None:
    def sentence(count: int) -> str:
        return translate_count("{n} problem", "{n} problems", count)

    assert (sentence(1), sentence(2), sentence(0)) == ("{n} problem", "{n} problems", "{n} problems")
    use_language("vi")
    assert sentence(1) == sentence(2) == translated()["{n} problem"]


def test_what_has_no_translation_is_said_in_english() -> None:
    use_language("vi")
    assert translate("this stands in no catalogue") == "this stands in no catalogue"


# Words of the definitions that help names as examples, in either language
EXAMPLES = ("Quý II/2024", "Hằng quý", "Thường xuyên", "12 lớp")
HELP = [[], *(name.split() for name in COMMANDS)]


def help_of(words: list[str], language: str, capsys: pytest.CaptureFixture[str]) -> str:
    assert run(["--lang", language, *words, "--help"]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    return out


@pytest.mark.parametrize("words", HELP, ids=lambda words: " ".join(words) or "coordplan")
def test_english_help_has_no_vietnamese_letter(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    text = " ".join(help_of(words, "en", capsys).split())
    for example in EXAMPLES:
        text = text.replace(example, "")
    assert [letter for letter in text if not letter.isascii()] == []


# What is the same in both languages: ids, options with their choices, names of commands
CODE = re.compile(
    r"--?[a-z-]+|vi\|en|[a-z-]+(?:\|[a-z-]+)+|coordplan|table|json|csv|md|auto|always|never|month|quarter"
    r"|half|year|\d+%?|[|,.:()\[\]]"
)


@pytest.mark.parametrize("words", HELP, ids=lambda words: " ".join(words) or "coordplan")
def test_vietnamese_help_has_no_english_line(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    english = {line.strip() for line in help_of(words, "en", capsys).splitlines()} - {""}
    vietnamese = {line.strip() for line in help_of(words, "vi", capsys).splitlines()} - {""}
    lines = [
        line for line in english & vietnamese if not line.startswith("coordplan ")
    ]  # examples are typed as they are
    assert [line for line in lines if CODE.sub("", line).strip()] == []


@pytest.mark.parametrize("words", HELP, ids=lambda words: " ".join(words) or "coordplan")
def test_vietnamese_help_keeps_no_english_sentence(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    text = " ".join(help_of(words, "vi", capsys).split())
    sentences = [message for message, target in translated().items() if len(message.split()) > 2 and message != target]
    assert [message for message in sentences if message in text] == []


@pytest.mark.parametrize("words", HELP, ids=lambda words: " ".join(words) or "coordplan")
@pytest.mark.parametrize("language", ["vi", "en"])
def test_help_fits_80_columns(words: list[str], language: str, capsys: pytest.CaptureFixture[str]) -> None:
    too_wide = [line for line in help_of(words, language, capsys).splitlines() if len(line) > 80]
    assert too_wide == []
