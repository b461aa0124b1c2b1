"""What somebody who did not write a chapter found it to be worth: sheets in ``ratings/``."""

from collections.abc import Iterable

from immuno_reader.identity import Language, SectionId, language_of
from immuno_reader.publishing.findings import Findings
from immuno_reader.publishing.nodes import Fields, Node
from immuno_reader.publishing.source import Rating, Score

RATINGS = "ratings"
"""The folder of the sheets, one for each chapter or part of one."""

_ANSWERS = {"true": True, "yes": True, "false": False, "no": False, "na": None, "n/a": None}


def read_rating(node: Node, default: Language, findings: Findings) -> Rating:
    """Return what a sheet says.

    Args:
        node: the whole file, a mapping.
        default: the language of the text that was rated, where the sheet names none.
        findings: held open at the sheet.
    """
    sheet = Fields(node, findings, "ratings-type")
    pemat, cdc = sheet.inside("pemat_p"), sheet.inside("cdc_index")
    return Rating(
        file=findings.file,
        chapter=sheet.text("chapter"),
        language=language_of(sheet.text("language") or default),
        sections=tuple(map(SectionId, sheet.texts("sections"))),
        rater=sheet.text("rater"),
        date=sheet.date("date"),
        text=sheet.text("text"),
        text_line=sheet.line_of("text"),
        scores=(
            _score("PEMAT-P understandability", pemat, "understandability", "agree", _PEMAT),
            _score("PEMAT-P actionability", pemat, "actionability", "agree", range(20, 27)),
            _score("the CDC index", cdc, "items", "met", range(1, 21)),
        ),
    )


_PEMAT = (*range(1, 13), *range(15, 20))
"""The items of PEMAT-P on understanding; 13 and 14 are for what is heard."""


def _score(name: str, fields: Fields, part: str, field: str, numbers: Iterable[int]) -> Score:
    items = dict(fields.inside(part).named())
    answers = {}
    for number in map(str, numbers):
        typed = items[number].text(field).casefold() if number in items else ""
        if typed in _ANSWERS:
            answers[number] = _ANSWERS[typed]
    is_alone = part == "items"
    typed_score = fields.text("score") if is_alone else fields.inside("score").text(part)
    return Score(
        name=name,
        answers=answers,
        unanswered=tuple(number for number in map(str, numbers) if number not in answers),
        typed=typed_score.removesuffix("%").rstrip(),
        line=fields.line_of("score"),
    )
