"""What a program cannot judge: that somebody who did not write this very text has rated it."""

from immuno_reader.publishing.checking.case import Case
from immuno_reader.publishing.checking.rule import Found, Rule
from immuno_reader.publishing.ratings import INSTRUMENTS, RATINGS
from immuno_reader.publishing.source import Rating

MISSING = Rule(
    "rating-missing",
    "warning",
    "Every chapter has been rated by PEMAT-P and the CDC index, once a pack keeps ratings.",
    "People score what no program can: purpose, order, pictures that help, tone.",
    "Let somebody who did not write it score it item by item, and add the result to ratings.yaml.",
)
STALE = Rule(
    "rating-stale",
    "warning",
    "A rating is of the text as it stands.",
    "A change may have undone what was rated; the fingerprint tells.",
    "Rate the chapter again, and write the new fingerprint into ratings.yaml.",
)
LOW = Rule(
    "rating-low",
    "warning",
    "A chapter scores 90 or more by PEMAT-P and by the CDC index.",
    "90 passes the CDC index; 70 is what studies ask of PEMAT, and a book made new can do better.",
    "Mend the items that failed.",
)
INCOMPLETE = Rule(
    "rating-incomplete",
    "error",
    "A rating names its chapter, who rated, when, and the three scores in per cent.",
    "Nothing is invented: a score without a rater and a day is none.",
    "Fill in the fields.",
    may_be_silenced=False,
)

RULES = (MISSING, STALE, LOW, INCOMPLETE)


def check(case: Case) -> Found:
    """Yield what is wrong with the ratings of a pack."""
    file = case.manuscript.source.folder / RATINGS
    ratings = case.manuscript.source.ratings
    if ratings is None:
        return
    rated = {(rating.language, rating.chapter): rating for rating in ratings}
    for rating in ratings:
        yield from _of_rating(rating, case)
    for proof in case.proofs:
        for title in proof.chapters:
            text = proof.fingerprint(title)
            rating_of = rated.pop((proof.language, title), None)
            if rating_of is None:
                message = f"“{title}” ({proof.language}) is not rated; its fingerprint is {text}."
                yield MISSING.broken(file, 0, message)
            elif rating_of.text != text:
                message = f"“{title}” ({proof.language}) has changed; its fingerprint is {text}."
                yield STALE.broken(file, rating_of.line, message)
    for rating in rated.values():
        message = f"There is no chapter “{rating.chapter}” in “{rating.language}”."
        yield INCOMPLETE.broken(file, rating.line, message)


def _of_rating(rating: Rating, case: Case) -> Found:
    file = case.manuscript.source.folder / RATINGS
    missing = [name for name in ("chapter", "rater", "date") if not getattr(rating, name)]
    missing += [name for name in INSTRUMENTS if name not in rating.scores]
    if missing:
        message = f"“{rating.chapter}”: no {', no '.join(missing)}."
        yield INCOMPLETE.broken(file, rating.line, message)
    for name, text in rating.scores.items():
        score = int(text) if text.isdecimal() else -1
        if not 0 <= score <= 100:
            message = f"“{rating.chapter}”: {name} “{text}” is no per cent."
            yield INCOMPLETE.broken(file, rating.line, message)
        elif score < case.limits.rating:
            message = f"“{rating.chapter}”: {name} {score}; the least is {case.limits.rating:g}."
            yield LOW.broken(file, rating.line, message)
