"""What a page says of itself: its sources, when it was checked, and who has reviewed it."""

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QDate, QLocale

if TYPE_CHECKING:
    from immuno_reader.library.book import Section, Source


def shown_date(iso: str) -> str:
    """Return an ISO date as a person reads it; what is no date as it is."""
    date = QDate.fromString(iso[:10], "yyyy-MM-dd")
    english = QLocale(QLocale.Language.English)
    return english.toString(date, "d MMMM yyyy") if date.isValid() else iso


def standing_html(section: "Section") -> str:
    """Return the end of a page; empty for a book that says nothing of its sources."""
    if not (section.sources or section.checked):
        return ""
    parts = [f'<p class="standing-title">{_tr("Where this page comes from")}</p>']
    parts.append(f'<p class="standing">{escape(" ".join(_sentences(section)))}</p>')
    if section.sources:
        rows = "".join(f"<li>{_source(source)}</li>" for source in section.sources)
        parts.append(f'<ul class="standing">{rows}</ul>')
    return "<hr>" + "".join(parts)


def _sentences(section: "Section") -> list[str]:
    said = []
    if section.checked:
        said.append(_tr("Checked against its sources on {0}.").format(shown_date(section.checked)))
    if section.due:
        said.append(_tr("To be checked again by {0}.").format(shown_date(section.due)))
    if section.clinical_review:
        said.append(_tr("Reviewed by {0}.").format(section.clinical_review))
    else:
        said.append(_tr("No clinician has reviewed this page yet."))
    said.append(_tr("It informs; it is not medical advice."))
    return said


def _source(source: "Source") -> str:
    notes = []
    if source.date and source.date != "undated":
        notes.append(_tr("dated {0}").format(shown_date(source.date)))
    if source.seen:
        notes.append(_tr("read {0}").format(_month(source.seen)))
    end = f" ({', '.join(notes)})" if notes else ""
    return escape(f"{source.publisher}: {source.title}{end}")


def _month(text: str) -> str:
    date = QDate.fromString(text[:7] + "-01", "yyyy-MM-dd")
    english = QLocale(QLocale.Language.English)
    return english.toString(date, "MMMM yyyy") if date.isValid() else text


def _tr(text: str) -> str:
    return QCoreApplication.translate("Standing", text)
