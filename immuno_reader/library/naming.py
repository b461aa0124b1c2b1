"""How names are compared: without case, accents or the many shapes of a dash."""

from collections.abc import Mapping

_ALIKE = 0.75
"""How alike two names must be for one to be a slip for the other: letters in common, of all.

"lymfocyte" and "lymphocyte" are 0.84 alike, "nausea" and "anus" 0.6.
"""
_LONG_ENOUGH = 3
"""Letters with which a word of a name can be told to begin."""
_LOOKALIKES = str.maketrans(
    {
        "\u2019": "'",
        "\u2018": "'",
        "\u02bc": "'",
        "\u2010": "-",
        "\u2011": "-",
        "\u2012": "-",
        "\u2013": "-",
        "\u00ad": None,
    }
)


def fold(text: str) -> str:
    """Return a name as it is sorted and looked up.

    Case, accents, runs of spaces and typographic dashes and apostrophes make no difference.
    """
    if text.isascii():
        return " ".join(text.lower().split())
    from unicodedata import category, normalize

    plain = normalize("NFKD", text.translate(_LOOKALIKES).casefold())
    plain = "".join(letter for letter in plain if category(letter) != "Mn")
    return " ".join(plain.casefold().split())


def nearest(wanted: str, names: Mapping[str, str], limit: int = 5) -> tuple[str, ...]:
    """Return what lies close to a name that was not found, closest first.

    That is what is spelled much like it, and what has a word that begins with it; nothing when
    no name is so close.

    Args:
        wanted: what was asked for.
        names: folded name to what to offer for it; several names may offer the same.
        limit: how many to offer at most.
    """
    import re

    from rapidfuzz.distance import Indel
    from rapidfuzz.process import extract

    folded = fold(wanted)[:100]
    alike = extract(
        folded,
        list(names),
        scorer=Indel.normalized_similarity,
        score_cutoff=_ALIKE,
        limit=4 * limit,
    )
    close = [name for name, _, _ in alike]
    if len(folded) >= _LONG_ENOUGH:
        begins = re.compile(rf"\b{re.escape(folded)}")
        close += sorted(filter(begins.search, names), key=len)[: 4 * limit]
    return tuple(dict.fromkeys(names[name] for name in close))[:limit]
