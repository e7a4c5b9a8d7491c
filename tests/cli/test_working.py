"""What is being done, at the foot of a terminal: from the first second on, how far and how much longer."""

from time import monotonic, sleep

import pytest

from coordplan.cli import working as subject
from coordplan.cli.speaking import remark
from coordplan.cli.working import working, working_words
from coordplan.long_work import Count, counting, heard_by
from coordplan.text.language import use_language


class Foot:
    """The foot of a terminal, and what has stood there."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self.capsys, self.text = capsys, ""

    def wait_for(self, words: str) -> None:
        began = monotonic()
        while words not in self.all():
            assert monotonic() - began < 20
            sleep(0.005)

    def all(self) -> str:
        self.text += self.capsys.readouterr().err
        return self.text


@pytest.fixture
def foot(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Foot:
    """A terminal at which a second is short."""
    monkeypatch.setattr(subject, "_is_watched", lambda: True)
    monkeypatch.setattr(subject, "SECOND", 0.01)
    return Foot(capsys)


def test_what_is_done_is_shown_and_wiped_out(foot: Foot) -> None:
    with working("Reading ..."):
        foot.wait_for("\rReading ... 0 s")
        with working("Drawing ..."):
            foot.wait_for("\rDrawing ... 0 s")
        foot.wait_for("\rDrawing ... 0 s\rReading ... 0 s")
    assert foot.all().endswith("\rReading ... 0 s\r               \r")


def test_a_sentence_in_between_has_a_line_of_its_own(foot: Foot) -> None:
    with working("Reading ..."):
        foot.wait_for("Reading ...")
        remark("The file is old.")
    assert "\r               \rThe file is old.\n" in foot.all()


def test_nothing_is_shown_of_what_is_done_at_once(foot: Foot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subject, "SECOND", 10)
    with working("Reading ..."):
        pass
    assert foot.all() == ""


def test_nothing_is_shown_where_nobody_watches(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(subject, "SECOND", 0.001)
    with working("Reading ..."):
        sleep(0.02)
    assert capsys.readouterr().err == ""


def test_how_far_it_is_stands_with_a_rate_and_an_end() -> None:
    use_language("en")
    assert working_words("Writing ...", 3.4, None) == "Writing ... 3 s"
    assert working_words("Writing ...", 3.4, subject.HowFar(monotonic(), 0, 0, 200)) == "Writing ... 3 s · 0%"
    half = subject.HowFar(monotonic() - 10, 0, 50_000, 100_000)
    assert working_words("Writing ...", 10, half) == "Writing ... 10 s · 50% · 5,000/s · 10 s left"
    use_language("vi")
    assert working_words("Đang ghi ...", 10, half) == "Đang ghi ... 10 s · 50% · 5.000/s · còn 10 s"


def test_a_rate_and_an_end_are_said_only_while_something_moves() -> None:
    use_language("en")
    checked = subject.HowFar(0, 0, 0, 1_000)
    assert checked.words(1) == " · 0%"
    checked.done = 100
    assert checked.words(2) == " · 10% · 50/s · 18 s left"
    assert checked.words(5) == " · 10% · 20/s · 45 s left"
    assert checked.words(6) == ""  # it stands still
    checked.done = 400
    assert checked.words(42) == " · 40% · 10/s"  # at 2 it was to end at 20, and by twice that and more it has not
    checked.done = 1_000
    assert checked.words(43) == ""  # what comes now is not counted


def test_of_a_few_steps_no_rate_is_said() -> None:
    steps = subject.HowFar(0, 0, 1, 2)
    assert [steps.words(now) for now in (1, 2, 30)] == [" · 50%", " · 50%", ""]
    slow = subject.HowFar(0, 0, 20, 100)
    assert slow.words(40) == " · 20%"


def test_things_are_counted_where_somebody_hears_it_and_their_number_is_known() -> None:
    heard: list[tuple[int, int]] = []
    assert counting("abc") == "abc"
    with heard_by(lambda done, total: heard.append((done, total))):
        assert list(counting("abc")) == ["a", "b", "c"]
        assert list(counting(iter("abc"))) == ["a", "b", "c"]
        assert list(counting(iter("ab"), 2)) == ["a", "b"]
        several = Count(3)
        assert [*several.of("a"), *several.of(iter("bc"))] == ["a", "b", "c"]
    assert heard == [(0, 3), (1, 3), (2, 3), (0, 2), (1, 2), (0, 3), (1, 3), (2, 3)]
