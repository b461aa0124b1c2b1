"""For every rule: what breaks it and nothing else, and what comes close and breaks nothing."""

from tests.publishing.checking.fragments import (
    BODY,
    GLOSSARY,
    PACK,
    SOURCES,
    Case,
    asking,
    limits,
    page,
    saying,
    sheet,
)

DANGER = """
!!! danger "Get help now"
    Go to an emergency department now for:

    - chest pain;
    - new confusion.
"""
EMERGENCY = "Go to an emergency department now"
SIDE_EFFECTS = "### Side effects\n\nA rash."
SHORT = "- Cells are the small parts of the body."
LEADS_ON = "See [the top](cells.md)."
SECOND = "- [A](cells.md)\n- [B](more.md)\n"
PART = f"# Book\n\n# One\n\n{SECOND}"
ITEM = "Cells work and rest all day, and they take in food and air from the blood too. "
QUESTIONS = '- "What is a cell?"\n- "May I see one?"'
CHAPTERS = "# One\n\n- [A](cells.md)\n\n# Two\n\n- [B](more.md)\n"
TABLE = "| a | b |\n| - | - |\n| 1 | 2 |"
WORDS = "cells work and rest all day. "


def short(*points: str) -> dict[str, str]:
    return {"en/cells.md": page(BODY.replace(SHORT, "\n    ".join(points)))}


def body(old: str, new: str) -> dict[str, str]:
    assert old in BODY
    return {"en/cells.md": page(BODY.replace(old, new))}


def head(**fields: str | None) -> dict[str, str]:
    return {"en/cells.md": page(BODY, **fields)}


def term(**fields: str) -> dict[str, str]:
    """Return a second term, used on the page by its name "core"."""
    given = {
        "id": "core", "term": "core", "definition": "The middle of a thing.", "sources": "[NCI]",
        **fields,
    }  # fmt: skip
    lines = "\n  ".join(f"{name}: {value}" for name, value in given.items())
    return {"en/glossary.yaml": f"{GLOSSARY}- {lines}\n", **asking("Each has a core inside.")}


def source(**fields: str) -> dict[str, str]:
    given = {
        "publisher": "A press", "title": "A page", "date": "'2025'", "seen": "2026-11", **fields,
    }  # fmt: skip
    record = ", ".join(f"{name}: {value}" for name, value in given.items() if value)
    return {"sources.yaml": f"{SOURCES}A: {{{record}}}\n", **head(sources="[NCI, A]")}


STRUCTURE = [
    Case("front-matter-incomplete", head(summary=None), head(summary="Cells.")),
    Case(
        "heading-level-skipped",
        asking("#### Deep\n\nText about cells."),
        asking("### Less deep\n\nText about cells."),
    ),
    Case("heading-empty", asking("## Nothing\n\n## Something"), asking("## All\n\n### One")),
    Case(
        "heading-twin",
        asking("## Parts\n\nCells have parts.\n\n## Parts\n\nAnd more of them."),
        asking("## Parts\n\nCells have parts.\n\n## Walls\n\nAnd a wall."),
    ),
    Case("heading-vague", asking("## Overview\n\nText."), asking("## Overview of cells\n\nText.")),
    Case(
        "heading-far", limits(heading_warning=12, heading_words=200), limits(heading_warning=30)
    ),
    Case("section-wordy", limits(section_warning=40), limits(section_warning=100)),
    Case(
        "in-short-missing",
        {"en/cells.md": page(BODY.replace(f'!!! short "In short"\n    {SHORT}\n', "Cells.")),
         **limits(in_short_from=20)},
        {"en/cells.md": page(BODY.replace(f'!!! short "In short"\n    {SHORT}\n', "Cells."))},
    ),
    Case("in-short-long", short(*["- A cell is small."] * 4), short(*["- A cell is small."] * 3)),
    Case("list-long", asking("- a cell\n" * 8), asking("- a cell\n" * 7)),
    Case(
        "action-missing",
        {"en/cells.md": page(BODY.replace("Ask your nurse how your cells are tested.",
                                          "You could ask how cells are tested."), kind="action")},
        {"en/cells.md": saying("First talk to your team about it.", kind="action")},
    ),
    Case(
        "ask-team-missing",
        body("## What to ask next {#ask}\n\nAsk your nurse how your cells are tested.",
             "## How cells are seen\n\nUnder a lens."),
        body("What to ask next", "What you need"),
    ),
    Case("list-item-long", asking(f"- a cell\n- {ITEM * 3}"), asking(f"- a cell\n- {ITEM * 2}")),
    Case("list-single", asking("- a cell"), asking("- a cell\n- a core")),
    Case("list-single", asking("- a cell\n\n    a core"),
         asking("- a cell\n\n    a core\n\n" * 7)),
    Case("steps-unnumbered", asking("These are the steps:\n\n- look\n- count"),
         asking("These are the steps:\n\n1. look\n2. count")),
    Case("steps-unnumbered", asking("Do it in this order:\n\n- look\n- count"),
         asking("### Next steps\n\n- look\n- count\n\nSome take steps to rest:\n\n- a\n- b")),
    Case(
        "chapter-without-figure",
        {"en/SUMMARY.md": CHAPTERS, **asking(QUESTIONS),
         "en/more.md": saying(QUESTIONS, id="more").replace("![A round", "See a round").replace(
             '(images/cell.svg "One cell, drawn large.")', "").replace(
                 "See a round cell with a dark core]", "Cells have a dark core.")},
        {"en/SUMMARY.md": CHAPTERS, **asking(QUESTIONS),
         "en/more.md": saying(QUESTIONS, id="more")},
    ),
    Case(
        "chapter-without-tool",
        {"en/SUMMARY.md": CHAPTERS, **asking(QUESTIONS), "en/more.md": page(id="more")},
        {"en/SUMMARY.md": CHAPTERS, **asking(QUESTIONS),
         "en/more.md": saying("### A diary for your cells\n\nWrite here.", id="more")},
    ),
]  # fmt: skip

LINKS = [
    Case("alt-missing", body("A round cell with a dark core", ""), {}),
    Case("alt-poor", body("A round cell with a dark core", "cell.svg"), {}),
    Case(
        "alt-poor",
        body("A round cell with a dark core", "Picture of a cell"),
        body("A round cell with a dark core", "A cell in the picture of a cell"),
    ),
    Case("alt-poor", body("A round cell with a dark core", "One cell, drawn large"), {}),
    Case("alt-poor", body("A round cell with a dark core", "A round cell " * 11), {}),
    Case("caption-missing", body(' "One cell, drawn large."', ""), {}),
    Case(
        "image-unused",
        {"en/images/more.svg": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 3"/>'},
        {},
    ),
    Case(
        "image-small-text",
        {"en/images/cell.svg": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1280 900">'
         '<text font-size="20">cell</text></svg>'},
        {"en/images/cell.svg": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1280 900">'
         '<text font-size="30">cell</text></svg>'},
    ),
    Case("link-text", asking("Click [here](cells.md)."), asking("See [the top here](cells.md).")),
    Case("link-text", asking("<https://example.org/a>"), asking("See [a page](https://a.org).")),
    Case(
        "table-header-missing",
        asking("| cell |  |\n| --- | --- |\n| a | b |"),
        asking("| cell | use |\n| --- | --- |\n| a | b |"),
    ),
    Case(
        "table-wide",
        asking("| a | b | c | d | e |\n| - | - | - | - | - |\n| 1 | 2 | 3 | 4 | 5 |"),
        asking("| a | b | c | d |\n| - | - | - | - |\n| 1 | 2 | 3 | 4 |"),
    ),
    Case(
        "table-caption-missing",
        asking(f"### A table\n\n{TABLE}"),
        asking(f"### A table\n\nThis is it:\n\n{TABLE}"),
    ),
    Case(
        "table-merged",
        asking("<table><tr><th>a</th></tr><tr><td><table><tr><th>b</th></tr><tr><td>c</td></tr>"
               "</table></td></tr></table>"),
        {},
    ),
    Case(
        "table-merged",
        asking('<table><tr><th>a</th><th>b</th></tr><tr><td colspan="2">c</td></tr></table>'),
        asking("<table><tr><th>a</th><th>b</th></tr><tr><td>c</td><td>d</td></tr></table>"),
    ),
    Case(
        "capitals-run",
        asking("Cells WORK WITHOUT SLEEPING all day."),
        asking("Cells work without DNA all day."),
    ),
    Case(
        "italics-long",
        asking("*Cells take in food and air from the blood all day.*"),
        asking("*Cells take in food and air* from the blood all day."),
    ),
    Case("underline", asking("Cells <u>work</u> all day."), asking("Cells **work** all day.")),
    Case(
        "inline-style",
        asking('Cells <b style="color: red">work</b> all day.'),
        asking('Cells `<b style="color: red">` all day.'),
    ),
    Case(
        "colour-or-place",
        asking("Cells are told in the red box."),
        asking("Blood cells are red, and the box is small."),
    ),
]  # fmt: skip

WITH_GLOSSARY = [
    Case(
        "term-unused",
        {"en/glossary.yaml": f"{GLOSSARY}- id: ear\n  term: ear\n  definition: What hears.\n"
         "  sources: []\n"},
        term(),
    ),
    Case(
        "definition-long", term(definition="It is small. " * 3), term(definition="A middle. " * 2)
    ),
    Case("definition-long", term(definition="The middle " + "of a thing " * 7), term()),
    Case(
        "definition-hard",
        term(definition="Any particularly important organisational accumulation inside biological "
             "individuals, generally considered collectively, essentially."),
        term(definition="The part in the middle of a cell or of any other thing that there is."),
    ),
    Case("definition-circular", term(definition="This is a part that is the core of it."), term()),
    Case(
        "definition-circular",
        term(definition="A thing with a core."),
        term(definition="Core means the middle."),
    ),
    Case(
        "definition-hard-word",
        term(definition="The part with hepatocytes."),
        term(definition="The part with liver cells."),
    ),
    Case(
        "say-missing",
        {**term(term="imaginary"), **asking("It is an imaginary part.")},
        {**term(term="imaginary", say="ih-MAJ-ih-nair-ee"), **asking("It is an imaginary part.")},
    ),
    Case(
        "term-source-missing",
        {"en/glossary.yaml": GLOSSARY.replace("  sources: [NCI]\n", "")},
        {"en/glossary.yaml": GLOSSARY.replace("[NCI]", "[]")},
    ),
]  # fmt: skip
HARD_WORDS = "Any particularly important organisational accumulation of biological individuals. "

TERMS = [
    Case("abbreviation-unknown", asking("Some have a marker (PDX)."), asking("Some have DNA.")),
    Case(
        "abbreviation-unexpanded",
        {**term(abbreviation="CRX"), **asking("Some have CRX inside.")},
        {**term(abbreviation="CRX"), **asking("Some have a core (CRX) inside.")},
    ),
    Case(
        "abbreviations-many",
        {**term(aliases="[AB1, AB2, AB3, AB4]"), **asking("Some are called AB1, AB2, AB3 or AB4.")},
        {**term(aliases="[AB1, AB2, AB3, AB4]"), **asking("Some are called AB1, AB2 or AB3.")},
    ),
    Case("word-hard", asking("Some get hepatitis."), asking("Some get a diagnosis.")),
    Case(
        "term-unexplained",
        {**term(key="true"), **asking("Each has a core inside. They work all day.")},
        {**term(key="true"), **asking("Each has a core, which is the middle. They work.")},
    ),
    Case("terms-dense", limits(shortest_graded=10, terms_per_100=5), limits(terms_per_100=5)),
]


def known_words(without: str = "") -> dict[str, str]:
    """Return a list of the words of the small pack, but one."""
    words = {word.strip('!"{#}.,?[]()').casefold() for word in BODY.split()}
    return {"en/words.txt": "\n".join(["# a comment", *sorted(words - {without})])}


LANGUAGE = [
    Case("sentence-long", asking("Cells work " + "and rest " * 10 + "all day."),
         asking("Cells work " + "and rest " * 8 + "all day.")),
    Case("paragraph-long", asking("Cells work. " * 5), asking("Cells work. " * 4)),
    Case("you-seldom",
         {"en/cells.md": saying("Call your nurse before you start.", kind="action"),
          **limits(shortest_graded=10, you_per_100=60)},
         {"en/cells.md": saying("Call your nurse before you start.", kind="action"),
          **limits(shortest_graded=10, you_per_100=3)}),
    Case("word-patients", asking("Some patients ask."), asking("People ask a patient navigator.")),
    Case("word-long", asking("It helps prior to lunch."), asking("It helps before lunch.")),
    Case("negatives-double", asking("It is not that nobody has no cells."),
         asking("It is not that nobody asks.")),
    Case("and-or", asking("They rest and/or work."), asking("They rest, work or both.")),
    Case("bracket-long", asking("They rest (at night when you sleep and dream in your bed)."),
         asking("They rest (at night when you sleep).")),
    Case("semicolon", asking("They rest; they work."), asking("They:\n\n- rest;\n- work.")),
    Case("word-new", known_words(without="nurse"), known_words()),
    Case("phrase-absolute", asking("It is a miracle."), asking("It is not a miracle.")),
    Case("phrase-absolute", asking("This will cure you."), asking("Could this be a cure?")),
    Case("phrase-advising", asking("You should take this medicine."),
         asking("Your team may give this medicine.")),
]  # fmt: skip

READABILITY = [
    Case("reading-grade", limits(shortest_graded=10, grade_warning=0.5), limits(grade_warning=0.5)),
    Case("reading-grade-book", limits(shortest_graded=10, grade_book=0.5), limits(grade_book=4)),
    Case(
        "reading-smog",
        limits(shortest_graded=10, smog_sentences=2, smog_warning=2),
        limits(shortest_graded=10, smog_warning=2),
    ),
    Case(
        "reading-smog",
        {**limits(smog_sentences=8, smog_warning=2), "en/SUMMARY.md": PART,
         **asking(QUESTIONS), "en/more.md": saying(QUESTIONS, id="more")},
        {**limits(smog_sentences=30, smog_warning=2), "en/SUMMARY.md": PART,
         **asking(QUESTIONS), "en/more.md": saying(QUESTIONS, id="more")},
    ),
    Case("reading-ease", limits(shortest_graded=10, ease_book=120), limits(ease_book=120)),
    Case("text-chopped", limits(shortest_graded=10, chopped_mean=30), limits(chopped_mean=30)),
    Case("sentence-mean", limits(shortest_graded=10, sentence_mean_warning=4),
         limits(sentence_mean_warning=4)),
    Case(
        "passive-often",
        {**limits(shortest_graded=10, chopped_grade=2), **asking(
            "Human cells are seen under a powerful lens. They are counted by a laboratory nurse. "
            "Afterwards they are kept in the cold.")},
        {**limits(shortest_graded=10, chopped_grade=2), **asking(
            "You see human cells under a powerful lens. A laboratory nurse counts them. "
            "Afterwards the clinic keeps them in the cold.")},
    ),
    Case(
        "definitions-hard",
        {**limits(shortest_graded=5, definition_grade_book=-3)},
        {**limits(shortest_graded=5, definition_grade_book=7)},
    ),
]  # fmt: skip

NUMBERS = [
    Case("number-frequency-word", asking("Side effects are common. So call."),
         asking("Side effects came in 6 in 100 people.[^a]\n\n[^a]: NCI.")),
    Case("number-frequency-word",
         asking("Seen:\n\n| What | Side effects |\n| --- | --- |\n| Sleep | rare |"),
         asking("Seen:[^a]\n\n| What | Side effects |\n| --- | --- |\n| Sleep | rare: 6 in 100 |\n"
                "\n[^a]: NCI.")),
    Case("number-one-in", asking("1 in 8 people have it.[^a]\n\n[^a]: NCI."),
         asking("12 in 100 people have it.[^a]\n\n[^a]: NCI.")),
    Case(
        "number-denominators",
        asking("It came in 2 in 100 and in 5 in 1,000 people.[^a]\n\n[^a]: NCI."),
        asking("It came in 2 in 100 and in 5 in 100 people.[^a]\n\n[^a]: NCI."),
    ),
    Case(
        "number-relative-alone",
        asking("It is twice as likely.[^a]\n\n[^a]: NCI."),
        asking("It is twice as likely: 2 in 100 people, not 1 in 100.[^a]\n\n[^a]: NCI."),
    ),
    Case("number-unsourced", asking("It came in 6 in 100 people."),
         asking("It came in 6 in 100 people.[^a]\n\n[^a]: NCI.")),
    Case("number-unsourced", asking("It came in:\n\n- 6 in 100 people;\n- 7 in 100."),
         asking("It came in:[^a]\n\n- 6 in 100 people;\n- 7 in 100.\n\n[^a]: NCI.")),
    Case("number-unsourced",
         asking("It came in 6 in 100 people.[^a]\n\nSo 84 in 100 had none.\n\n[^a]: NCI."),
         asking("It came in 6 in 100 people.[^a]\n\nSo 94 in 100 had none.\n\n[^a]: NCI.")),
    Case("number-decimal", asking("It came in 6.4 in 100 people.[^a]\n\n[^a]: NCI."),
         asking("It came in 6 in 100 people.[^a]\n\n[^a]: NCI.")),
    Case("numbers-many", asking("They have 2, 3, 4 or 5 walls."),
         asking("On 10 October 2024 they had 2 or 3 walls.")),
]  # fmt: skip

SAFETY = [
    Case("urgent-callout-missing", {"en/cells.md": page(kind="side-effect")},
         {"en/cells.md": saying(DANGER, kind="side-effect")}),
    Case("urgent-callout-missing",
         {"en/cells.md": saying(SIDE_EFFECTS, kind=None)},
         {"en/cells.md": saying(f"{SIDE_EFFECTS}\n\n{DANGER}", kind=None)}),
    Case("urgent-callout-weak", asking(DANGER.replace(EMERGENCY, "Call your team")), {}),
    Case("urgent-callout-weak", asking(DANGER.replace("Go to", "This is about")), asking(DANGER)),
    Case("urgent-callout-weak", asking(DANGER.replace(";\n    - new confusion", "")), {}),
    Case("urgent-callout-weak", asking(DANGER.replace("new conf", "extraordinary conf")),
         asking(DANGER.replace("new conf", "sudden conf"))),
    Case("urgent-callout-weak", asking(DANGER.replace("new conf", "exceptional conf")),
         {**term(term="exceptional confusion", say="ek-SEP-shuh-nul"),
          **asking(DANGER.replace("new conf", "exceptional conf"))}),
    Case(
        "urgent-callout-late",
        {"en/cells.md": saying(f"You may feel chest pain.\n\n{DANGER}", kind="side-effect"),
         **limits(urgent_after_words=2)},
        {"en/cells.md": saying(f"You may feel it.\n\n{DANGER}", kind="side-effect"),
         **limits(urgent_after_words=2)},
    ),
    Case("phone-number", asking("Dial 555-123-4567."), asking("Dial your team's number.")),
    Case("phone-number", asking("Dial 999 at night."), asking("It had 999 people in it.")),
    Case("red-flag-loose", asking("Some have a fever."), asking("Some have a rest.")),
    Case("red-flag-loose", asking("Some have chest pain."), asking("Some have an itch.")),
    Case(
        "benefit-without-risk",
        {"en/cells.md": saying("It helps some people.", kind="treatment")},
        {"en/cells.md": saying("It helps some people. It can harm others.", kind="treatment")},
    ),
    Case("temperature-one-scale", asking("Fever is 38 °C."), asking("It is 38 °C (100.4 °F).")),
    Case("dose-in-text", asking("They hold 5 mg each."), asking("They hold a little each.")),
]  # fmt: skip

TRUST = [
    Case("publisher-missing", {"pack.yaml": PACK.replace("publisher: The tests\n", "")}, {}),
    Case("funding-missing", {"pack.yaml": PACK.replace("funding: None\n", "")}, {}),
    Case("clinical-review-incomplete", head(clinical_review="Reviewed in 2026"),
         head(clinical_review="A. Name, nurse, A Clinic, 2026-11-01")),
    Case("checked-missing", head(checked=None), {}),
    Case("checked-future", head(checked="2026-11-29"), head(checked="2026-11-28")),
    Case("checked-old", head(checked="2025-10-01"), head(checked="2025-12-01")),
    Case("due-past", head(due="2026-11-27"), head(due="2026-11-28")),
    Case("sources-missing",
         {**head(sources=None), "en/glossary.yaml": GLOSSARY}, {}),
    Case("source-incomplete", source(publisher=""), source()),
    Case("source-seen", source(seen="November"), source(seen="2026-11-28")),
    Case("source-seen", source(seen="2027-01"), source()),
    Case("source-old", source(date="'2020'"), source(date="undated")),
    Case("source-old", source(date="2014 to 2020"), source(date="'2021'")),
    Case("source-old", source(date="'2015'"), source(date="'2015'", stands="A trial\'s report.")),
    Case("note-unlisted", asking("Cells work.[^a]\n\n[^a]: The Lancet, 2024."),
         asking("Cells work.[^a]\n\n[^a]: Cancer Institute, table 2.")),
    Case("note-unlisted", asking("Cells work.[^a]\n\n[^a]: [A page](https://example.org/a)."),
         asking("Cells work.[^a]\n\n[^a]: Only in grown-ups.")),
    Case("note-unlisted", asking("Cells work.[^a]\n\n[^a]: ACS-ICI."),
         asking("Cells work.[^a]\n\n[^a]: Only with HER2 or PD-1.")),
    Case("source-unused", {"sources.yaml": SOURCES + SOURCES.replace("NCI", "ACS")}, {}),
    Case("mark-claimed", asking("It has the HONcode mark."), asking("It has no mark.")),
]  # fmt: skip


def rated(*failed: int, **fields: str) -> dict[str, str]:
    return {"ratings/cells.yaml": sheet(*failed, **fields)}


SECOND_PAGE = {"en/SUMMARY.md": SECOND, "en/more.md": page(id="more")}
RATED = [
    Case(
        "rating-missing",
        {**SECOND_PAGE, **rated()},
        {**SECOND_PAGE, **rated(sections="cells, more")},
    ),
    Case("rating-unbound", rated(text=""), rated()),
    Case(
        "rating-incomplete",
        {"ratings/en.yaml": sheet(), **rated(text="", language="fr")},
        rated(language="EN"),
    ),
    Case(
        "rating-incomplete",
        {"ratings/a.yaml": sheet().replace('"26": {agree: true}', "")},
        {"ratings/a.yaml": sheet().replace('"26": {agree: true}', '"26": {agree: na}')},
    ),
    Case(
        "rating-incomplete",
        {"ratings/a.yaml": sheet().replace("  score: 100", "  score: 90%")},
        {"ratings/a.yaml": sheet().replace("  score: 100", "  score: 100%")},
    ),
    Case("ratings-type", {**rated(), "ratings/a.yaml": ""}, rated()),
    Case("ratings-type", {**rated(), "ratings/a.yaml": "- a"}, rated()),
    Case("yaml", {**rated(), "ratings/a.yaml": "chapter: a\nb: ["}, rated()),
    Case("rating-stale", rated(text="00000000"), asking("More of it.")),
    Case("rating-low", rated(1, 2, 3), rated(1, 2)),
    Case("rating-incomplete", rated(rater=""), rated()),
    Case("rating-incomplete", rated(sections="cells, none"), rated()),
    Case(
        "rating-incomplete", {"ratings/a.yaml": sheet().replace("  score: 100", "  score: 95")}, {}
    ),
    Case("rating-incomplete", {"ratings/a.yaml": sheet().replace('"7": {met: true}', "")}, {}),
]

SILENCE = PACK + "check:\n  silence:\n    - {rule: RULE, reason: They are asked to.}\n"


def silence(rule: str, *changes: dict[str, str]) -> dict[str, str]:
    merged = {"pack.yaml": SILENCE.replace("RULE", rule)}
    for change in changes:
        merged |= change
    return merged


def grade_silenced(reason: str, limit: float = 3) -> dict[str, str]:
    """Return a page that is hard by the names of drugs, and silenced for a reason."""
    lines = f"  silence:\n    - {{rule: reading-grade, reason: {reason}}}\n"
    return {
        "pack.yaml": limits(shortest_graded=10, grade_warning=limit)["pack.yaml"] + lines,
        **asking("Ask about Pembrolizumab, Nivolumab and Atezolizumab at Manchester."),
    }


SILENCING = [
    Case("silence-unknown-rule", silence("semicolons"), silence("semicolon", asking("It; is."))),
    Case("silence-refused", silence("sources-missing"), {}),
    Case(
        "silence-reason-missing",
        {"pack.yaml": SILENCE.replace("RULE", "semicolon").replace("They are asked to.", "''")},
        {},
    ),
    Case("silence-unused", silence("semicolon"), silence("semicolon", asking("It; is."))),
    Case(
        "silence-often",
        {"en/SUMMARY.md": "- [A](cells.md)\n- [B](more.md)\n",
         "en/cells.md": saying("<!-- check: allow semicolon as said -->\nIt; is."),
         "en/more.md": saying("<!-- check: allow semicolon as said -->\nIt; is.", id="more")},
        {"en/cells.md": saying("<!-- check: allow semicolon as said -->\nIt; is.")},
    ),
    Case(
        "silence-often",
        {"pack.yaml": PACK + "check:\n  silence:\n    - {rule: semicolon, reason: As said.}\n"
         "    - {rule: and-or, reason: As said.}\n", **asking("It; is.\n\nThis and/or that.")},
        {},
    ),
    Case("silence-names-out", grade_silenced("Names of drugs."), grade_silenced("names-out 2.6")),
    Case("silence-names-out", grade_silenced("names-out 2.6", limit=2), {}),
    Case("silence-names-out", grade_silenced("names-out 1.9"), {}),
    Case("limit-refused", limits(grade_book=9), limits(grade_book=5)),
    Case("limit-refused", limits(grades=9), limits(ease_book=71)),
]  # fmt: skip
