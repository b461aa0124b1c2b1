"""What a program cannot judge: that somebody who did not write this very text has rated it."""

from collections.abc import Iterator

from immuno_reader.publishing.checking.case import Case
from immuno_reader.publishing.checking.manuscript import Proof
from immuno_reader.publishing.checking.rule import Found, Rule
from immuno_reader.publishing.ratings import RATINGS
from immuno_reader.publishing.source import Rating, Score

MISSING = Rule(
    "rating-missing",
    "warning",
    "Every section of the default language, and of any other that is rated, is on a sheet.",
    "People score by PEMAT-P and the CDC index what no program can: purpose, order, tone, pictures "
    "that help.",
    "Let somebody who did not write it score it item by item, in a sheet of the folder ratings.",
)
UNBOUND = Rule(
    "rating-unbound",
    "info",
    "A sheet names the fingerprint of the text that was rated.",
    "Without it nobody can tell whether the text has changed since.",
    "Whoever rated the text as it stands writes `text:` with the fingerprint of the message.",
)
STALE = Rule(
    "rating-stale",
    "warning",
    "A rating is of the text as it stands, in every release (`--strict`).",
    "A change may have undone what was rated; the fingerprint tells.",
    "Rate the changed pages again, and write the fingerprint of the message into the sheet.",
)
LOW = Rule(
    "rating-low",
    "warning",
    "A text scores 90 or more by PEMAT-P and by the CDC index.",
    "90 passes the CDC index; 70 is what studies ask of PEMAT, and a book made new can do better.",
    "Mend the items that failed.",
)
INCOMPLETE = Rule(
    "rating-incomplete",
    "error",
    "A sheet names its sections, who rated, when, an answer to every item, and scores that follow.",
    "Nothing is invented: a score without a rater, a day and its items is none.",
    "Fill in the fields.",
    may_be_silenced=False,
)

RULES = (MISSING, UNBOUND, STALE, LOW, INCOMPLETE)

_LISTED = 6


def check(case: Case) -> Found:
    """Yield what is wrong with the ratings of a pack."""
    source = case.manuscript.source
    for rating in source.ratings:
        yield from _sheet(rating, case)
        for score in rating.scores:
            yield from _score(rating, score, case)
    for proof in case.proofs:
        rated = {
            id for one in source.ratings if one.language == proof.language for id in one.sections
        }
        missing = [id for id in proof.edition.sections if id not in rated]
        if missing and (rated or proof is case.manuscript.default):
            more = f" and {len(missing) - _LISTED} more" if len(missing) > _LISTED else ""
            message = f"{len(missing)} of {len(proof.pages)} sections ({proof.language}) are not"
            message = f"{message} rated: {', '.join(missing[:_LISTED])}{more}."
            yield MISSING.broken(source.folder / RATINGS, 0, message)


def _sheet(rating: Rating, case: Case) -> Found:
    proof = case.manuscript.proofs.get(rating.language)
    for fault in _faults(rating, proof):
        yield INCOMPLETE.broken(rating.file, 0, f"“{rating.chapter}”: {fault}.")
    is_of_something = proof and any(id in proof.edition.sections for id in rating.sections)
    text = proof.fingerprint(rating.sections) if proof and is_of_something else ""
    if text and not rating.text:
        message = f"“{rating.chapter}” names no fingerprint; of the text as it stands: {text}"
        yield UNBOUND.broken(rating.file, 0, message)
    elif text and rating.text != text:
        message = f"“{rating.chapter}” has changed since {rating.date}; its fingerprint is {text}"
        yield STALE.broken(rating.file, rating.text_line, message)


def _faults(rating: Rating, proof: Proof | None) -> Iterator[str]:
    missing = [
        name for name in ("chapter", "sections", "rater", "date") if not getattr(rating, name)
    ]
    if missing:
        yield f"no {', no '.join(missing)}"
    if proof is None:
        yield f"the pack has no language “{rating.language}”"
        return
    for id in rating.sections:
        if id not in proof.edition.sections:
            yield f"there is no section “{id}”"


def _score(rating: Rating, score: Score, case: Case) -> Found:
    if score.unanswered:
        message = f"“{rating.chapter}”: {score.name} has no answer to {', '.join(score.unanswered)}"
        yield INCOMPLETE.broken(rating.file, score.line, f"{message}.")
    elif score.per_cent is None:
        message = f"“{rating.chapter}”: no item of {score.name} applies."
        yield INCOMPLETE.broken(rating.file, score.line, message)
    elif score.typed != str(score.per_cent):
        message = f"“{rating.chapter}”: {score.name} says “{score.typed}”, and its items come to"
        yield INCOMPLETE.broken(rating.file, score.line, f"{message} {score.per_cent}.")
    elif score.per_cent < case.limits.rating:
        message = f"“{rating.chapter}”: {score.name} {score.per_cent}; the least is"
        yield LOW.broken(
            rating.file,
            score.line,
            f"{message} {case.limits.rating:g}.",
            measured=(score.per_cent, case.limits.rating),
        )
