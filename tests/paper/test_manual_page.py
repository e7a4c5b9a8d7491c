"""A topic at a terminal: no line too long, nothing cut but rows of tables, codes only where colour is wanted."""

import pytest

from coordplan.paper.manual_page import draw_manual

TOPIC = """# Một ngày

Một câu.

```console
$ coordplan mark tnmt-13 xong --evidence "12-TB/BTGTU, 25/6/2024"
tnmt-13@2023 (Sơ kết năm): hoàn thành quá hạn.

Hạn         Nhiệm vụ                                   Chủ trì
----------  -----------------------------------------  -------
20/12/2023  Giao ban báo chí hằng tháng                BTGTU
Trong ngoặc: số ngày làm việc còn lại.
$ coordplan undo
```
"""


def test_a_sentence_goes_on_below_and_a_row_ends_with_a_sign_that_it_is_cut() -> None:
    assert draw_manual(TOPIC, 40, colour=False).splitlines() == [
        "Một ngày",
        "",
        "Một câu.",
        "",
        "  $ coordplan mark tnmt-13 xong",
        '    --evidence "12-TB/BTGTU, 25/6/2024"',
        "  tnmt-13@2023 (Sơ kết năm): hoàn",
        "    thành quá hạn.",
        "",
        "  Hạn         Nhiệm vụ                 …",
        "  ----------  -------------------------…",
        "  20/12/2023  Giao ban báo chí hằng thá…",
        "  Trong ngoặc: số ngày làm việc còn",
        "    lại.",
        "  $ coordplan undo",
    ]


@pytest.mark.parametrize(
    ("colour", "legacy", "coded"),
    [
        pytest.param(True, False, True, id="in colour"),
        pytest.param(False, False, False, id="without"),
        pytest.param(True, True, False, id="in a console of Windows that obeys no codes"),
    ],
)
def test_codes_stand_only_where_they_are_colours(
    colour: bool, legacy: bool, coded: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("coordplan.paper.manual_page.detect_legacy_windows", lambda: legacy)
    assert ("\x1b[" in draw_manual(TOPIC, 80, colour)) is coded
