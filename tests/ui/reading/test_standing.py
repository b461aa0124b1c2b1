import pytest
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QApplication

from immuno_reader.library.book import Source
from immuno_reader.ui.reading.standing import shown_date, standing_html
from tests.ui.reading.conftest import section_of

SOURCE = Source("acs", "A & B Society", "Living <well>", "2026-03-09", "2026-11")


def words(html: str) -> str:
    document = QTextDocument()
    document.setHtml(html)
    return document.toPlainText()


@pytest.mark.parametrize(
    ("iso", "shown"),
    [
        ("2026-11-24", "24 November 2026"),
        ("2026-11-04T10:00:00Z", "4 November 2026"),
        ("undated", "undated"),
        ("2026", "2026"),
        ("2026-13-45", "2026-13-45"),
        ("", ""),
    ],
)
def test_a_date_is_shown_as_a_person_reads_it(iso: str, shown: str) -> None:
    assert shown_date(iso) == shown


def test_a_book_without_sources_says_nothing(qapp: QApplication) -> None:
    assert standing_html(section_of("<p>Words.</p>")) == ""


def test_a_page_says_what_is_true_of_it(qapp: QApplication) -> None:
    section = section_of("<p>Words.</p>", checked="2026-11-24", sources=(SOURCE,))
    said = words(standing_html(section._replace(due="2027-11-24")))
    assert "Where this page comes from" in said
    assert "Checked against its sources on 24 November 2026." in said
    assert "To be checked again by 24 November 2027." in said
    assert "No clinician has reviewed this page yet." in said
    assert "It informs; it is not medical advice." in said
    assert "A & B Society: Living <well> (dated 9 March 2026, read November 2026)" in said


def test_a_review_takes_the_place_of_the_warning(qapp: QApplication) -> None:
    section = section_of("<p>Words.</p>", checked="2026-11-24")
    said = words(standing_html(section._replace(clinical_review="N. N., the <clinic>")))
    assert "Reviewed by N. N., the <clinic>." in said
    assert "No clinician" not in said


def test_a_source_says_only_what_is_known_of_it(qapp: QApplication) -> None:
    bare = Source("x", "Somebody", "Something", "undated", "")
    said = words(standing_html(section_of("<p>Words.</p>", sources=(bare,))))
    assert said.endswith("Somebody: Something")
    assert "Checked" not in said


def test_what_a_page_says_of_itself_is_no_part_of_its_text() -> None:
    section = section_of("<p>Words.</p>", checked="2026-11-24", sources=(SOURCE,))
    assert "data-block" not in standing_html(section)
