"""Tables as they stand in files, and the places of their cells."""

import unicodedata
from pathlib import Path

import pytest

from coordplan.errors import UnreadableFile
from coordplan.setting_up.annexes.grid import Place, TextCell, column_letters, column_number, grid_of, pick_sheets, tidy
from coordplan.text.language import use_language


@pytest.mark.parametrize(("number", "letters"), [(1, "A"), (26, "Z"), (27, "AA"), (52, "AZ"), (703, "AAA")])
def test_a_column_has_letters_and_a_number(number: int, letters: str) -> None:
    assert column_letters(number) == letters
    assert column_number(letters) == number
    assert column_number(str(number)) == number


@pytest.mark.parametrize("word", ["Cột", "a", "", "ABCD", "²", "1.5"])
def test_a_heading_is_no_letter_of_a_column(word: str) -> None:
    assert column_number(word) is None


@pytest.mark.parametrize(
    ("place", "words", "key"),
    [
        (Place("a.xlsx", "sheet", "Phụ lục", 5, 3), "a.xlsx, Phụ lục!C5", "Phụ lục!C5"),
        (Place("a.xlsx", "sheet", "Phụ lục", 0, 0), "a.xlsx, Phụ lục", "Phụ lục"),
        (Place("a.csv", "csv", "", 5, 3), "a.csv, C5", "C5"),
        (Place("a.csv", "csv", "", 0, 0), "a.csv", ""),
        (Place("a.docx", "table", "2", 5, 3), "a.docx, table 2, row 5, column 3", "2!R5C3"),
        (Place("a.docx", "table", "2", 0, 0), "a.docx, table 2", "2!R0C0"),
    ],
)
def test_a_place_is_named_as_people_find_it(place: Place, words: str, key: str) -> None:
    assert place.words() == words
    if place.row:
        assert place.key == key


def test_a_place_of_a_word_table_is_named_in_vietnamese_too() -> None:
    use_language("vi")
    assert Place("a.docx", "table", "2", 5, 3).words() == "a.docx, bảng 2, dòng 5, cột 3"


def test_a_merged_area_repeats_its_first_cell_and_says_where_that_is() -> None:
    grid = grid_of("a", "csv", "", [["A", "", "x"], ["", "", "y"]], [(1, 1, 2, 2)])
    corner = TextCell("A", 1, 1)
    assert grid.rows == ((corner, corner, TextCell("x", 1, 3)), (corner, corner, TextCell("y", 2, 3)))


def test_a_merged_area_may_reach_beyond_the_cells_that_are_there() -> None:
    grid = grid_of("a", "csv", "", [["I"], ["1", "x"]], [(1, 1, 1, 3), (9, 1, 10, 1), (2, 5, 2, 6)])
    assert [cell.text for cell in grid.rows[0]] == ["I", "I", "I"]
    assert [cell.text for cell in grid.rows[1]] == ["1", "x", "", "", "", ""]


def test_a_merged_area_over_everything_stays_small() -> None:
    grid = grid_of("a", "csv", "", [["I"]], [(1, 1, 1_048_576, 16_384)])
    assert (len(grid.rows), len(grid.rows[0])) == (1, 200)


def test_texts_are_composed_and_keep_their_lines() -> None:
    assert tidy(unicodedata.normalize("NFD", "  Sở\u00a0 Y tế \n\n - Sở  Nội vụ\r\n")) == "Sở Y tế\n- Sở Nội vụ"
    assert tidy("a\x1b[31mb\x00") == "a [31mb"


def test_sheets_are_chosen_in_any_spelling_and_a_missing_one_is_told() -> None:
    there = {"Phụ lục 1": 1, "Phụ lục 2": 2}
    assert pick_sheets(Path("a.xlsx"), ["phụ  lục 2"], there) == (2,)
    assert pick_sheets(Path("a.xlsx"), [], there) == (1, 2)
    with pytest.raises(UnreadableFile, match='has no sheet or table "Phụ lục 3"') as failure:
        pick_sheets(Path("a.xlsx"), ["Phụ lục 3"], there)
    assert failure.value.way_out == "There are: Phụ lục 1, Phụ lục 2"
