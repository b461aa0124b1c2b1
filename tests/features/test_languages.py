"""Reading in another language: the same page, at the same line."""

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.features.desk import Reader

PAGES = {
    "en": {
        "welcome": ("Welcome", "Cells are small. " * 4),
        "long": ("A long page", "\n\n".join(f"Paragraph {number}. " * 30 for number in range(40))),
        "only": ("Only in English", "Nobody has written this in Spanish."),
    },
    "es": {
        "welcome": ("Bienvenida", "Las c\u00e9lulas son peque\u00f1as. " * 4),
        "long": (
            "Una p\u00e1gina larga",
            "\n\n".join(f"P\u00e1rrafo {n}. " * 30 for n in range(40)),
        ),
    },
}
GLOSSARY = {
    "en": "- id: cell\n  term: cell\n  definition: A small part of the body.\n",
    "es": "- id: cell\n  term: c\u00e9lula\n  definition: Una parte peque\u00f1a del cuerpo.\n",
}


@pytest.fixture
def pack(tmp_path: "Path") -> "Path":
    """Return a book in two languages, a page of which only one has."""
    folder = tmp_path / "book"
    for language, pages in PAGES.items():
        (folder / language).mkdir(parents=True)
        rows = []
        for id, (title, text) in pages.items():
            page = f"---\nid: {id}\nchecked: 2026-11-28\n---\n# {title}\n\n{text}\n"
            (folder / language / f"{id}.md").write_text(page, encoding="utf-8")
            rows.append(f"- [{title}]({id}.md)")
        (folder / language / "SUMMARY.md").write_text("\n".join(rows), encoding="utf-8")
        (folder / language / "glossary.yaml").write_text(GLOSSARY[language], encoding="utf-8")
    manifest = "id: book\ntitle: A book\nlanguages: [en, es]\ndefault_language: en\n"
    (folder / "pack.yaml").write_text(manifest, encoding="utf-8")
    return folder


def test_another_language_keeps_the_page_and_the_line(
    start: "Callable[..., Reader]", pack: "Path"
) -> None:
    reader = start(pack)
    reader.open_from_contents("A long page")
    for _ in range(6):
        reader.press(Qt.Key.Key_PageDown)
    before = reader.place
    assert before.block
    reader.choose("Espa\u00f1ol")
    assert reader.title == "Una p\u00e1gina larga"
    assert reader.place.block == before.block
    assert reader.top_paragraph.startswith("P\u00e1rrafo ")
    reader.choose("English")
    assert reader.title == "A long page"
    assert reader.place.block == before.block


def test_words_are_explained_in_the_language_of_the_page(
    start: "Callable[..., Reader]", pack: "Path"
) -> None:
    reader = start(pack)
    reader.choose("Espa\u00f1ol")
    reader.click_word("c\u00e9lulas")
    assert "Una parte peque\u00f1a del cuerpo." in reader.card_text()
    assert "Ning\u00fan profesional cl\u00ednico" in reader.page_text


def test_the_language_is_there_again_next_time(
    start: "Callable[..., Reader]", pack: "Path"
) -> None:
    reader = start(pack)
    reader.choose("Espa\u00f1ol")
    reader.quit()
    again = start(pack)
    assert again.title == "Bienvenida"
    shown = again.named(QToolButton, "Language of the book: Espa\u00f1ol")
    assert shown.text() == "Espa\u00f1ol"
    assert again.action("Espa\u00f1ol").isChecked()
    assert not again.action("English").isChecked()


def test_what_a_language_lacks_is_shown_in_another_and_said(
    start: "Callable[..., Reader]", pack: "Path"
) -> None:
    reader = start(pack)
    reader.choose("Espa\u00f1ol")
    assert "español" not in reader.notice
    reader.open_from_contents("Only in English")
    assert "Nobody has written this" in reader.page_text
    assert "todav\u00eda no est\u00e1 en espa\u00f1ol" in reader.notice
    assert "English" in reader.notice


def test_a_book_in_one_language_offers_no_choice(
    start: "Callable[..., Reader]", pack: "Path"
) -> None:
    (pack / "pack.yaml").write_text(
        "id: book\ntitle: A book\nlanguages: [en]\ndefault_language: en\n", encoding="utf-8"
    )
    reader = start(pack)
    buttons = reader.window.findChildren(QToolButton)
    assert not [b for b in buttons if b.isVisible() and "Language" in b.accessibleName()]
