"""The shortcuts sheet and the About page: texts on their own, read and closed."""

import platform
from html import escape
from typing import TYPE_CHECKING

import PySide6
from PySide6.QtCore import QCoreApplication, QPoint, Qt, qVersion
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from immuno_reader import __version__
from immuno_reader.ui.actions import MENUS, OTHER_KEYS, ROWS, translated
from immuno_reader.ui.linked_text import LinkedText
from immuno_reader.ui.page_words import ENGLISH

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from immuno_reader.library.book import Pack
    from immuno_reader.ui.theme import Look


class Sheet(QDialog):
    """A titled text in a window of its own; Escape closes it."""

    def __init__(self, title: str, html: str, look: "Look", parent: QWidget) -> None:
        """Show a text in the look of the page."""
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._text = _Text(html, look)
        self._text.setAccessibleName(title)
        close = QPushButton(self.tr("Close"))
        close.setDefault(True)
        close.clicked.connect(self.close)
        column, self._row = QVBoxLayout(self), QHBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._text, 1)
        self._row.addStretch(1)
        self._row.addWidget(close)
        column.addLayout(self._row)
        self.set_look(look)
        area = parent.screen().availableGeometry()
        self.resize(
            min(round(look.card_px * 38), area.width() - 40),
            min(round(look.card_px * 40), area.height() - 60),
        )
        self._text.setFocus()

    def set_look(self, look: "Look", *_: object) -> None:
        """Take the colours and sizes of a look, at the same line of the text."""
        side = look.space(4)
        self._row.setContentsMargins(side, 0, side, side)
        self._text.set_look(look)

    def come_forward(self) -> None:
        """Stand before the other windows, with the keyboard, from wherever it is."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.raise_()
        self.activateWindow()


class _Text(LinkedText):
    """The text of a sheet."""

    def __init__(self, html: str, look: "Look") -> None:
        super().__init__(look, look.card_px)
        self._html = html

    def set_look(self, look: "Look") -> None:
        top = self.cursorForPosition(QPoint(2 * look.space(6), self._px // 2)).position()
        self._look, self._px = look, look.card_px
        self.set_html(self._html)
        self.document().setDocumentMargin(look.space(6))
        cursor = self.textCursor()
        cursor.setPosition(top)
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + self.cursorRect(cursor).top() if top else 0)


def shortcuts_html() -> str:
    """Return all keys, by menu."""
    names = dict(MENUS)
    groups: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
    for action in ROWS:
        if action.keys:
            groups.setdefault(action.menu.partition("/")[0], []).append((action.text, action.keys))
    parts = [f"<h1>{escape(_tr('Keyboard shortcuts'))}</h1>"]
    for menu, rows in groups.items():
        parts.append(_key_table(_bare(translated(names[menu])), rows))
    parts.append(_key_table(_tr("On the page and in lists"), OTHER_KEYS))
    return "".join(parts)


def _key_table(title: str, rows: "Iterable[tuple[str, tuple[str, ...]]]") -> str:
    lines = "".join(
        f'<tr><td width="58%">{escape(_bare(translated(text)))}</td><td>{_keys(keys)}</td></tr>'
        for text, keys in rows
    )
    return f'<h2>{escape(title)}</h2><table width="100%" cellpadding="3">{lines}</table>'


def _keys(keys: "Iterable[str]") -> str:
    native = QKeySequence.SequenceFormat.NativeText
    shown = [escape(QKeySequence(key).toString(native)) for key in keys]
    return _tr("{0} or {1}").format(*shown) if len(shown) == 2 else ", ".join(shown)


def _bare(text: str) -> str:
    return text.replace("&", "")


def about_html(packs: "Iterable[Pack]", profile: "Path") -> str:
    """Return what the program and its books say of themselves."""
    parts = [
        f"<h1>{escape(_tr('Immuno Reader'))}</h1>",
        _p(_tr("This program informs. It is not medical advice. Ask your care team.")),
        _p(_tr("It works without the internet and sends nothing anywhere.")),
    ]
    for pack in packs:
        parts.append(f"<h2>{escape(pack.title)}</h2>")
        said = [_tr("Version {0}.").format(pack.version)] if pack.version else []
        if pack.checked:
            said.append(
                _tr("Checked against its sources on {0}.").format(ENGLISH.shown_day(pack.checked))
            )
        if pack.publisher:
            said.append(_tr("Published by {0}.").format(pack.publisher.rstrip(".")))
        if pack.licence:
            said.append(_tr("Licence: {0}.").format(pack.licence))
        parts.append(_p(" ".join(said)))
        parts.append(
            _p(
                _tr(
                    "No clinician has reviewed this book as a whole. "
                    "Each page says at its end whether one has reviewed it."
                )
            )
        )
    parts += [
        f"<h2>{escape(_tr('Versions and licences'))}</h2>",
        _p(_tr("Immuno Reader {0}, MIT licence.").format(__version__)),
        _p(
            _tr("Qt {0} and PySide {1}, LGPL version 3. Python {2}, PSF licence.").format(
                qVersion(), PySide6.__version__, platform.python_version()
            )
        ),
        _p(
            _tr(
                "Typeface: Atkinson Hyperlegible by the Braille Institute, "
                "SIL Open Font Licence 1.1."
            )
        ),
        _p(_tr("Python-Markdown, BSD licence. nh3, PyYAML and platformdirs, MIT licence.")),
        _p(_tr("pyahocorasick, BSD licence.")),
        f"<h2>{escape(_tr('Where your bookmarks are'))}</h2>",
        _p(str(profile)),
    ]
    return "".join(parts)


def _p(text: str) -> str:
    return f"<p>{escape(text)}</p>"


def _tr(text: str) -> str:
    return QCoreApplication.translate("Sheets", text)
