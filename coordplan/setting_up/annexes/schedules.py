"""When the rows of an annex are due: deadlines in words, with the year that they leave out."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from coordplan.dates.deadline_proposals import deadline_proposals
from coordplan.dates.deadlines import Deadline, lacks_year, parse_deadline, with_year
from coordplan.definitions.writer import recurrence_texts
from coordplan.model import Program
from coordplan.named_tuples import NamedTuple
from coordplan.setting_up.annexes.findings import Finding, ImportChoices, OpenQuestion, excerpt, option
from coordplan.setting_up.annexes.grid import Place, one_line
from coordplan.setting_up.annexes.rows import AnnexRow
from coordplan.text.folding import fold, same_name_key
from coordplan.text.language import translate as _

# Not the day a document was signed (ngày 15 tháng 3 năm 2024), not a stretch (2022-2025, năm học 2023-2024)
_YEAR = re.compile(r"\bnam (20\d\d)\b(?! ?[-/] ?(?:20)?\d\d)")
_SIGNED = re.compile(r"ngay[\d.… ]*thang[\d.… ]*nam 20\d\d|\d{1,2}/\d{1,2}/20\d\d")
_STRETCH = re.compile(r"20\d\d ?[-–] ?20\d\d")
_TITLED = re.compile(
    r"(?:du thao )?(?:ke hoach|chuong trinh|phu luc|danh muc|bieu|bang|lich|nhiem vu|noi dung|cong tac)\b"
    r"(?:(?! so\b)[^\d/])* (20\d\d)[ .:)]*"
)
_BARE = re.compile(r"(?:.*\D)?(20\d\d)(?:\D.*)?")


class YearFound(NamedTuple):
    """A year, and the words and the place that say it."""

    year: int
    words: str
    place: Place
    is_likely: bool = False  # only: a document of that year is named


def likely_year_in(texts: Iterable[tuple[str, Place]]) -> YearFound | None:
    """Return the one year in which documents over a table were signed; None where there is none, or several."""
    found = {
        int(year): YearFound(int(year), text, place, is_likely=True)
        for text, place in texts
        for signed in _SIGNED.findall(fold(text))
        for year in re.findall(r"20\d\d$", signed)
    }
    return next(iter(found.values())) if len(found) == 1 else None


def year_in(texts: Iterable[tuple[str, Place]]) -> YearFound | None:
    """Return the one year that titles over a table, or its sheet's name, say; None where they say none or several."""
    found: dict[int, YearFound] = {}
    for text, place in texts:
        plain = _STRETCH.sub(" ", _SIGNED.sub(" ", fold(text)))
        years = [int(each) for each in _YEAR.findall(plain)]
        if not years and (titled := _TITLED.fullmatch(plain.strip())):
            years = [int(titled[1])]
        if not years and text == place.name and (bare := _BARE.fullmatch(plain)):
            years = [int(bare[1])]
        for year in years:
            found.setdefault(year, YearFound(year, text, place))
    return next(iter(found.values())) if len(found) == 1 else None


class Schedules:
    """Reads the days of rows; ``years`` says which year stands over each table."""

    def __init__(
        self,
        years: Mapping[Place, YearFound | None],
        program: Program | None,
        choices: ImportChoices,
        findings: list[Finding],
        remarks: dict[str, None],
    ) -> None:
        self.years = years
        self.program = program
        self.choices = choices
        self.findings = findings
        self.remarks = remarks

    def of_row(self, row: AnnexRow) -> dict[str, Any]:
        """Return the fields that say when a row is due: as its words do, with the year that they leave out."""
        fields = self._start(row)
        printed = one_line(row.text("due"))
        place, key = (row.place("due"), same_name_key(printed)) if printed else row.empty("due")
        text = self.choices.answers.get(key) or printed or self.choices.due
        if not text:
            message = _("nothing says when this is due")
            year, _source = self._year(row) or (2024, "")
            remedy = _('fill the cell, or say it for all such rows: --due "Quý IV/{year}"').format(year=year)
            question = OpenQuestion("deadline", key, "", proposals=self._proposals(row, ""))
            self.findings.append(Finding(place, "no-deadline", message, remedy, question=question))
            return fields
        if row.taken_as == "figures" and key not in self.choices.answers:
            sentence = _('"{text}" under months may be days ("{days}") or how many ("{months}")')
            months = row.text("months")
            message = sentence.format(text=row.text("details"), days=printed, months=months)
            remedy = _("say which: {option}").format(option=option("--answer", printed, months))
            question = OpenQuestion("deadline", key, printed, proposals=(printed, months))
            self.findings.append(Finding(place, "figures", message, remedy, question=question))
            return fields
        whole = self._with_year(row, text)
        if whole is None:
            return fields
        try:
            deadline = parse_deadline(whole)
        except ValueError as fault:
            first, *others = proposals = self._proposals(row, printed)
            remedy = _("say what is meant: {option}; or {others}, or several days (31/3, 30/9)").format(
                option=option("--answer", printed, first), others=", ".join(others)
            )
            message = str(fault).replace(whole.strip(), excerpt(whole.strip()))
            question = OpenQuestion("deadline", key, printed, proposals=proposals)
            self.findings.append(Finding(place, "bad-deadline", message, remedy, question=question))
            return fields
        if deadline.every is not None:
            fields |= recurrence_texts(deadline)
        elif deadline.ongoing:
            fields["ongoing"] = "true"
        else:
            fields["due"] = whole
        words = text if row.taken_as == "figures" else printed or text
        if deadline.due_on is None or words != whole:
            fields["deadline_text"] = words
        return fields | self._within_year(row, deadline, fields)

    def _proposals(self, row: AnnexRow, words: str) -> tuple[str, ...]:
        """Return deadlines that words may mean in the year of a row."""
        year, _source = self._year(row) or (None, "")
        return deadline_proposals(words, year)

    def _start(self, row: AnnexRow) -> dict[str, Any]:
        text = one_line(row.text("start"))
        if not text:
            return {}
        whole = self._with_year(row, text, "start")
        if whole is None:
            return {}
        try:
            day = _first_day(whole)
        except ValueError as fault:
            self.findings.append(Finding(row.place("start"), "bad-date", str(fault)))
            return {}
        return {"start": day.isoformat()}

    def _with_year(self, row: AnnexRow, text: str, field: str = "due") -> str | None:
        """Return the words with the year they leave out, None where no year is known."""
        if re.fullmatch(r"20\d\d", text):
            return f"Năm {text}"
        if not lacks_year(text):
            return text
        found = self._year(row)
        if found is None:
            sentence = _('"{text}" leaves its year out, and nothing above says which is meant')
            message, remedy = sentence.format(text=excerpt(text)), _("say it for all: --year 2024")
            candidates: tuple[str, ...] = ()
            if (likely := self.years[row.grid.whole]) is not None:
                sentence = _("{place} names a document of {year}; if that is meant: --year {year}")
                at = likely.place.within() or likely.place.file
                remedy, candidates = sentence.format(place=at, year=likely.year), (str(likely.year),)
            question = OpenQuestion("year", "", text, candidates)
            self.findings.append(Finding(row.place(field), "no-year", message, remedy, question=question))
            return None
        year, source = found
        program, says_so = self.program, any(group.year is not None for group in row.groups)
        if program is not None and self.choices.year is None and not says_so:
            first, last = program.start_on.year, program.until_on.year
            if not first <= year <= last:  # asked about once: the title is of another year, or the annex is
                sentence = _('"{text}" would be of {year}, when the program does not run ({first}-{last}): {source}')
                message = sentence.format(text=excerpt(text), year=year, first=first, last=last, source=source)
                remedy = _("say the year for all: --year {year}; an annex of {other} belongs to another program")
                remedy = remedy.format(year=first, other=year)
                question = OpenQuestion("year", "", text)
                self.findings.append(Finding(row.place(field), "other-year", message, remedy, question=question))
                return None
        self.remarks[_("Words without a year are of {year}: {source}.").format(year=year, source=source)] = None
        return with_year(text, year)

    def _year(self, row: AnnexRow) -> tuple[int, str] | None:
        """Return the year that a row is of, and what says so: its group, the user, a title, the program's one year."""
        for group in reversed(row.groups):
            if group.year is not None:
                return group.year, f'"{group.title}"'
        found = self.years[row.grid.whole]
        if self.choices.year is not None:
            return self.choices.year, _("it was answered so") if self.choices.year_answered else "--year"
        if found is not None and not found.is_likely:
            return found.year, _('{place} says "{words}"').format(
                place=found.place.within() or found.place.file, words=found.words
            )
        if self.choices.remembered_year is not None:
            return self.choices.remembered_year, _("the file of answers says it")
        if self.program is not None and self.program.start_on.year == self.program.until_on.year:
            return self.program.start_on.year, _("the program is of one year")
        return None

    def _within_year(self, row: AnnexRow, deadline: Deadline, fields: Mapping[str, Any]) -> dict[str, Any]:
        """Return the days within which something that recurs or goes on is meant, where the annex is of one year."""
        program = self.program
        if program is None or (deadline.every is None and not deadline.ongoing):
            return {}
        year, source = self._year(row) or (0, "")
        first_year, last_year = map(int, row.text("years").split("-")) if "years" in row.cells else (year, year)
        if not program.start_on.year <= first_year <= last_year <= program.until_on.year:
            return {}
        first, last = max(date(first_year, 1, 1), program.start_on), min(date(last_year, 12, 31), program.until_on)
        if (first, last) == (program.start_on, program.until_on):
            return {}
        if "years" not in row.cells:
            sentence = _("What recurs or goes on is taken for {year} alone: {source}.")
            self.remarks[sentence.format(year=year, source=source)] = None
        return {"start": fields.get("start", first.isoformat()), "until": last.isoformat()}


def _first_day(text: str) -> date:
    """Return the day itself, or the first of the stretch that words name."""
    deadline = parse_deadline(text)
    day = deadline.start_on or deadline.due_on
    if day is None:
        raise ValueError(_('"{text}" does not name a day').format(text=text))
    return day
