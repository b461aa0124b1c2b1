"""A glossary entry as HTML, for the card and for the glossary panel."""

import re
from html import escape
from typing import TYPE_CHECKING

from immuno_reader.library.naming import fold
from immuno_reader.ui.page_words import page_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from immuno_reader.library.book import Term

_STARTS_WITH_BLOCK = re.compile(r"\s*<(p|ul|ol|dl|div|table|blockquote|h[1-6])\b", re.IGNORECASE)


def term_html(term: "Term", *, heading: bool = True) -> str:
    """Return a term's page; what the glossary does not give leaves no empty label.

    Args:
        term: the entry.
        heading: whether the page begins with the term's name.
    """
    parts, words = [], page_words(term.language)
    if heading:
        parts.append(f'<p class="term-name">{escape(term.name)}</p>')
    if term.say:
        said = words.say_it.format(escape(term.say))
        parts.append(f'<p class="quiet">{said}</p>')
    if _STARTS_WITH_BLOCK.match(term.definition_html):
        parts.append(term.definition_html)
    elif term.definition_html.strip():
        parts.append(f"<p>{term.definition_html}</p>")
    parts += _labelled(words.also_called, (escape(name) for name in _other_names(term)))
    parts += _labelled(words.related, (_link("term", see.ref, see.name) for see in term.see))
    parts += _labelled(
        words.explained_in,
        (_link("section", entry.ref, entry.title) for entry in term.explained_in if entry.ref),
    )
    return "".join(parts)


def _other_names(term: "Term") -> list[str]:
    """Return what else a term is called, each way of writing it once."""
    names = {fold(term.name): ""}
    for name in (term.abbreviation, *term.aliases):
        names.setdefault(fold(name), name)
    return [name for name in names.values() if name]


def _labelled(label: str, items: "Iterable[str]") -> list[str]:
    shown = list(items)
    if not shown:
        return []
    # A middle dot keeps apart names that have commas of their own.
    return [f'<p class="label">{escape(label)}</p>', f"<p>{' &middot; '.join(shown)}</p>"]


def _link(scheme: str, ref: object, text: str) -> str:
    return f'<a class="{scheme}" href="{scheme}:{escape(str(ref))}">{escape(text)}</a>'
