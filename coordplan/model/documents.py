"""Who issues documents, how they look, and the reports that were issued."""

from datetime import date

from coordplan.named_tuples import NamedTuple


class ReportChoices(NamedTuple):
    """What of its papers an office may want otherwise; what is left out is as a report shipped has it."""

    overdue_rows: int | None = None  # in the body, the longest overdue; None: 20
    named: int | None = None  # activities named in a sentence for each side; None: 4
    partners: bool | None = None  # a column of partners in the next period's table; None: no
    direction_first: bool | None = None  # what was directed before the figures; None: of a year or longer
    paper: str = ""  # a4 | a3 | wide (two pages beside each other): of printed workbooks; blank: a4


class Office(NamedTuple):
    """The office that keeps this file and issues its reports."""

    id: str = "office"  # there is one
    title: str = ""
    profile: str = "party"  # party | state: whose formats its reports follow
    contact: str = ""  # whom other bodies ask about forms: its unit and telephone
    texts: tuple[tuple[str, str], ...] = ()  # what a person writes in every report, by the name of its place
    report: ReportChoices = ReportChoices()


class DatedLetterhead(NamedTuple):
    """What of a profile is otherwise from a day on; what is blank stays as it was before."""

    from_on: date
    issuer: str = ""
    superior: str = ""
    code: str = ""
    place: str = ""
    signer_authority: str = ""
    signer_title: str = ""
    signer_name: str = ""
    recipients: tuple[str, ...] = ()
    unit: str = ""
    letter_recipients: tuple[str, ...] = ()
    letter_superiors: tuple[str, ...] = ()


class Profile(NamedTuple):
    """Who issues and signs documents of a family, and how they look: sizes in points, lengths in millimetres.

    What is blank of the first part is a marked place in a report. What is left out of the second part (None, or an
    empty text) is as in the shipped profile of the family.
    """

    id: str  # party | state
    issuer: str = ""  # an organization; blank: the partner of the one plan that is reported on
    superior: str = ""  # of the issuer, as its header has it
    code: str = ""  # of the issuer, in the number; blank: its abbreviation
    place: str = ""
    signer_authority: str = ""  # T/M ..., K/T ..., T/L ...; blank: the signer signs directly
    signer_title: str = ""
    signer_name: str = ""
    recipients: tuple[str, ...] = ()

    title: str = ""  # of the rule that it follows
    font: str = ""
    margin_top: float | None = None
    margin_bottom: float | None = None
    margin_left: float | None = None
    margin_right: float | None = None
    state_title: str = ""  # the right block of the header: the Party, or the state
    state_title_size: float | None = None
    motto: str = ""  # under it; "none" where there is none
    motto_size: float | None = None
    superior_size: float | None = None
    issuer_size: float | None = None
    issuer_mark: str = ""  # under the issuer: "rule", or a sign
    number_form: str = ""  # {code} stands for the issuer's code
    number_size: float | None = None
    date_size: float | None = None
    kind_size: float | None = None  # of the words BÁO CÁO
    subject_size: float | None = None
    subject_start: str = ""  # lower | capital: its first letter
    subject_mark: str = ""  # under the subject line: "rule", or signs
    body_size: float | None = None
    first_line: float | None = None
    line_points: float | None = None  # exact; 0: single
    after_points: float | None = None  # between paragraphs
    heading_mark: str = ""  # after the Roman number of a part
    signature_size: float | None = None
    signer_title_style: str = ""  # plain | bold
    recipients_title_style: str = ""  # underlined | bold-italic
    recipients_title_size: float | None = None
    recipients_size: float | None = None
    end_mark: str = ""
    table_size: float | None = None
    annex_size: float | None = None

    dated: tuple[DatedLetterhead, ...] = ()  # of the first part, by their days

    unit: str = ""  # that drafts: {unit} in the number of a letter, and where its copies are kept
    letter_recipients: tuple[str, ...] = ()  # of a letter, below "as above"
    letter_superiors: tuple[str, ...] = ()  # and instead, from the second on; the files stay
    letter_form: str = ""  # of a letter's number; {code} and {unit} stand for the issuer's
    letter_subject_size: float | None = None
    letter_subject_style: str = ""  # italic | plain
    leading_zero: bool | None = None  # counts below ten in sentences: 01


class IssuedReport(NamedTuple):
    """A report that was issued: how it is made again, and digests that tell whether it comes out the same."""

    id: int
    number: str
    signed_on: date
    period: str
    plans: tuple[str, ...]  # none: the whole program
    profile: str
    language: str
    as_of: date
    known: int  # the number of the last change that counted
    figures: str  # SHA-256
    file_name: str = ""  # empty where no file was written
    file_digest: str = ""  # SHA-256 of its bytes
    template_digest: str = ""  # of the template of an office that it was made with
    made_by: str = ""  # the version of coordplan
    withdrawn_on: date | None = None
    withdrawn_reason: str = ""
    leads: tuple[str, ...] = ()  # whose own work it is about; none: everybody's
    texts: tuple[tuple[str, str], ...] = ()  # that were written for it alone, by the name of their place
