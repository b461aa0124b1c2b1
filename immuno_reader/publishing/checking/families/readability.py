"""How hard a text is by the formulas of its language."""

from pathlib import Path

from immuno_reader.publishing.checking.case import Case
from immuno_reader.publishing.checking.figures import Counts, total
from immuno_reader.publishing.checking.limits import Limits
from immuno_reader.publishing.checking.manuscript import Proof
from immuno_reader.publishing.checking.measuring import Figures
from immuno_reader.publishing.checking.page import Page
from immuno_reader.publishing.checking.rule import Found, Rule, told, worse_if
from immuno_reader.publishing.manifest import SUMMARY

GRADE = Rule(
    "reading-grade",
    "error",
    "A section is at Flesch-Kincaid grade 6, and never above 7.",
    "Sixth grade is the strictest common recommendation for patient material (AMA, by way of Shin "
    "2024); of 50 web pages on the subject none reached it (Cureus 2019;11:e5857).",
    "Shorten its longest sentences first, then say “this treatment” for the long word.",
)
GRADE_BOOK = Rule(
    "reading-grade-book",
    "error",
    "A whole book is at Flesch-Kincaid grade 6 or below.",
    "See reading-grade.",
    "Begin with the sections whose grade `--stats` shows as the highest.",
)
CHOPPED = Rule(
    "text-chopped",
    "warning",
    "Sentences are joined where one is the reason for the other.",
    "Formulas reward chopping, but “because” and “so” carry the sense; sentences of fewer than six "
    "words on average have lost them.",
    "Join some sentences with because, so or but.",
)
SMOG = Rule(
    "reading-smog",
    "error",
    "A section of 30 sentences or more has a SMOG grade of 9 or below and never above 9.5, so have "
    "the shorter ones of a chapter together, and a book has 8.",
    "SMOG is the steadiest of the formulas (Wang 2013) and reads 2 to 3 grades above "
    "Flesch-Kincaid on the same text.",
    "Replace words of three syllables and more.",
)
EASE = Rule(
    "reading-ease",
    "warning",
    "A book has a Flesch reading ease of 70 or more, a section of 65.",
    "From 70 on a text counts as fairly easy (Flesch 1948).",
    "Shorten sentences and words.",
)
INFLESZ = Rule(
    "reading-inflesz",
    "warning",
    "A Spanish text reaches 65 on the INFLESZ scale, which is rather easy.",
    "English formulas do not carry over; Szigriszt Pazos 1993 and Barrio 2008 fitted theirs to "
    "Spanish health texts.",
    "Acorte las frases más largas y las palabras largas.",
)
MEAN = Rule(
    "sentence-mean",
    "error",
    "The sentences of a section have 12 words on average, and never more than 15.",
    "Published pages on the subject have 15.6 and read at grade 9.6.",
    "Shorten the longest.",
)
PASSIVE = Rule(
    "passive-often",
    "error",
    "Of ten sentences at most one is passive, and never more than two.",
    "PEMAT item 5 asks for the active voice, and raters pass a text that has it in 80 %.",
    "Say who does it: “Your nurse checks your blood”.",
)

RULES = (GRADE, GRADE_BOOK, CHOPPED, SMOG, EASE, INFLESZ, MEAN, PASSIVE)


def check(case: Case) -> Found:
    """Yield which texts are too hard, and which are chopped to seem easy."""
    for proof in case.proofs:
        figures = case.figures.get(proof.language)
        if figures is None:
            continue
        is_spanish = proof.language.partition("-")[0] == "es"
        for page in proof.pages:
            counts = figures.sections[page.source.id]
            if counts.words >= case.limits.shortest_graded:
                grades = _spanish if is_spanish else _english
                yield from grades(page, counts, case.limits)
                yield from _sentences(page, counts, case.limits, is_spanish=is_spanish)
        if not is_spanish:
            yield from _pooled(proof, figures, case.limits)
        if figures.book.words >= case.limits.shortest_graded:
            yield from _of_book(proof, figures.book, case.limits, is_spanish=is_spanish)


def _spanish(page: Page, counts: Counts, limits: Limits) -> Found:
    if counts.inflesz < limits.inflesz:
        figure = told(counts.inflesz, limits.inflesz, 1)
        message = f"INFLESZ {figure}; the least is {limits.inflesz:g}."
        yield INFLESZ.broken(page.file, 0, message, measured=(counts.inflesz, limits.inflesz))


def _english(page: Page, counts: Counts, limits: Limits) -> Found:
    if counts.grade > limits.grade_warning:
        grade = told(counts.grade, limits.grade_warning, 1)
        message = (
            f"Flesch-Kincaid grade {grade} (names out {counts.grade_names_out:.1f});"
            f" the limit is {limits.grade_warning:g}."
        )
        severity = worse_if(counts.grade > limits.grade_section)
        yield GRADE.broken(
            page.file, 0, message, severity, measured=(counts.grade, limits.grade_warning)
        )
    yield from _smog(page.file, "", counts, limits)
    if counts.ease < limits.ease_section:
        figure = told(counts.ease, limits.ease_section)
        message = f"Flesch reading ease {figure}; the least is {limits.ease_section:g}."
        yield EASE.broken(page.file, 0, message, measured=(counts.ease, limits.ease_section))


def _smog(file: Path, of: str, counts: Counts, limits: Limits) -> Found:
    if counts.sentences >= limits.smog_sentences and counts.smog > limits.smog_warning:
        grade = told(counts.smog, limits.smog_warning, 1)
        message = (
            f"{of}SMOG grade {grade} (explained words out {counts.smog_explained:.1f});"
            f" the limit is {limits.smog_warning:g}."
        )
        severity = worse_if(counts.smog > limits.smog_section)
        yield SMOG.broken(file, 0, message, severity, measured=(counts.smog, limits.smog_warning))


def _pooled(proof: Proof, figures: Figures, limits: Limits) -> Found:
    """Yield the chapters whose sections of too few sentences for SMOG are too hard together."""
    for title, ids in proof.chapters.items():
        short = [
            figures.sections[id]
            for id in ids
            if id in figures.sections and figures.sections[id].sentences < limits.smog_sentences
        ]
        of = f"The {len(short)} short sections of “{title}” together: "
        yield from _smog(proof.edition.folder / SUMMARY, of, total(short), limits)


def _sentences(page: Page, counts: Counts, limits: Limits, *, is_spanish: bool) -> Found:
    mean = counts.mean_sentence
    if mean > limits.sentence_mean_warning:
        figure = told(mean, limits.sentence_mean_warning, 1)
        message = f"{figure} words a sentence; the limit is {limits.sentence_mean_warning:g}."
        yield MEAN.broken(
            page.file,
            0,
            message,
            worse_if(mean > limits.sentence_mean),
            measured=(mean, limits.sentence_mean_warning),
        )
    is_low = not is_spanish and counts.grade < limits.chopped_grade
    if mean < limits.chopped_mean or is_low:
        figure = f"{mean:.1f} words a sentence"
        figure += "" if is_spanish else f", grade {counts.grade:.1f}"
        yield CHOPPED.broken(page.file, 0, f"The text is chopped: {figure}.")
    if counts.passive_share > limits.passive_warning and counts.passive > 2:
        share = told(counts.passive_share, limits.passive_warning)
        message = f"{share} % of the sentences are passive; the limit is"
        yield PASSIVE.broken(
            page.file,
            0,
            f"{message} {limits.passive_warning:g} %.",
            worse_if(counts.passive_share > limits.passive),
            measured=(counts.passive_share, limits.passive_warning),
        )


def _of_book(proof: Proof, counts: Counts, limits: Limits, *, is_spanish: bool) -> Found:
    file = proof.edition.folder
    if is_spanish:
        if counts.inflesz < limits.inflesz:
            figure = told(counts.inflesz, limits.inflesz, 1)
            message = f"The whole book: INFLESZ {figure}; the least is"
            yield INFLESZ.broken(
                file, 0, f"{message} {limits.inflesz:g}.", measured=(counts.inflesz, limits.inflesz)
            )
        return
    if counts.grade > limits.grade_book:
        figure = told(counts.grade, limits.grade_book, 1)
        message = f"The whole book: grade {figure}; the limit is {limits.grade_book:g}."
        yield GRADE_BOOK.broken(file, 0, message, measured=(counts.grade, limits.grade_book))
    if counts.sentences >= limits.smog_sentences and counts.smog > limits.smog_book:
        figure = told(counts.smog, limits.smog_book, 1)
        message = f"The whole book: SMOG {figure}; the limit is {limits.smog_book:g}."
        yield SMOG.broken(file, 0, message, measured=(counts.smog, limits.smog_book))
    if counts.ease < limits.ease_book:
        figure = told(counts.ease, limits.ease_book)
        message = f"The whole book: ease {figure}; the least is {limits.ease_book:g}."
        yield EASE.broken(file, 0, message, measured=(counts.ease, limits.ease_book))
