"""What a page says of itself: its sources, when it was checked, and who has reviewed it."""

from html import escape
from typing import TYPE_CHECKING

from immuno_reader.ui.page_words import PageWords, page_words

if TYPE_CHECKING:
    from immuno_reader.library.book import Section, Source


def standing_html(section: "Section") -> str:
    """Return the end of a page; empty for a book that says nothing of its sources."""
    if not (section.sources or section.checked):
        return ""
    words = page_words(section.language)
    parts = [f'<p class="standing-title">{words.where_from}</p>']
    parts.append(f'<p class="standing">{escape(" ".join(_sentences(section, words)))}</p>')
    if section.sources:
        rows = "".join(f"<li>{_source(source, words)}</li>" for source in section.sources)
        parts.append(f'<ul class="standing">{rows}</ul>')
    return "<hr>" + "".join(parts)


def _sentences(section: "Section", words: PageWords) -> list[str]:
    said = []
    if section.checked:
        said.append(words.checked.format(words.shown_day(section.checked)))
    if section.due:
        said.append(words.due.format(words.shown_day(section.due)))
    if section.clinical_review:
        said.append(words.reviewed.format(section.clinical_review))
    else:
        said.append(words.not_reviewed)
    said.append(words.informs)
    return said


def _source(source: "Source", words: PageWords) -> str:
    notes = []
    if source.date and source.date != "undated":
        notes.append(words.dated.format(words.shown_day(source.date)))
    if source.seen:
        notes.append(words.read.format(words.shown_month(source.seen)))
    if source.second_hand:
        notes.append(words.second_hand)
    end = f" ({', '.join(notes)})" if notes else ""
    return escape(f"{source.publisher}: {source.title}{end}")
