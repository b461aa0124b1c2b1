"""The window: where its parts stand. What they do to each other is in ``wiring``."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QEvent, QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QContextMenuEvent, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QMainWindow,
    QMenu,
    QSizePolicy,
    QSplitter,
    QToolBar,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from immuno_reader.ui.actions import Act, Actions
from immuno_reader.ui.notice import NoticeBar
from immuno_reader.ui.reading.breadcrumb import Breadcrumb
from immuno_reader.ui.reading.pane import Pane
from immuno_reader.ui.reading.turner import Turner
from immuno_reader.ui.sidebar.contents import ContentsView
from immuno_reader.ui.sidebar.search.field import SearchField
from immuno_reader.ui.sidebar.sidebar import Sidebar

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from immuno_reader.ui.reading.pictures import Pictures
    from immuno_reader.ui.theme import Icons, Look

_SIZE = QSize(1180, 800)
_LEAST = QSize(560, 420)
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_LEAST_PANE_PX = 24
"""So little of the page may be left where the largest text says something in a small window."""
_FRAME_MS = 17
"""After so long also that is drawn which the first drawing asked for."""
_SIDEBAR_SHARE = 0.3
_SIDEBAR_EM = 12
"""Least width of the sidebar: a long word of the contents fits."""
_SIDEBAR_MOST = 0.36
"""The share of a small window that this may take."""


class MainWindow(QMainWindow):
    """Places the sidebar, the page and what surrounds it.

    Signals:
        leaving: somebody wants to close the window: what is being typed is to be told now.
        closing: the window is about to close.
        escaped: Escape was pressed and nothing inside wanted it.
        shape_changed: the window or its parts have other sizes.
        painted: the window has been drawn for the first time.
        language_chosen: the book is to be read in a language: its code.
        note_wanted: something that is kept is to be written about: its id.
        export_wanted: some of what is kept is to be exported: its ids.
    """

    leaving = Signal()
    closing = Signal()
    escaped = Signal()
    shape_changed = Signal()
    painted = Signal()
    language_chosen = Signal(str)
    note_wanted = Signal(str)
    export_wanted = Signal(list)

    def __init__(
        self,
        look: "Look",
        icons: "Icons",
        pictures: "Pictures",
        contents: ContentsView,
        panels: "Mapping[str, Callable[[], QWidget]]",
    ) -> None:
        """Build an empty window.

        Args:
            look: the theme and text size.
            icons: icons in the colours of the theme.
            pictures: draws the pictures of the page.
            contents: the contents tree, which is there from the start.
            panels: makes the other panels of the sidebar, each when first shown.
        """
        super().__init__()
        self._may_close: Callable[[], bool] | None = None
        self.setWindowTitle(self.tr("Immuno Reader"))
        self.setMinimumSize(_LEAST)
        self.resize(_SIZE)
        self.actions_ = Actions(self)
        self.menus = self.actions_.fill(self.menuBar())
        self.contents = contents
        self.search_field = SearchField(look, icons)
        self.sidebar = Sidebar(
            self.search_field, {"contents": lambda: contents, **panels}, look, icons
        )
        self.breadcrumb = Breadcrumb(look)
        self.pane = Pane(look, icons, pictures)
        self.turner = Turner(look, icons)
        self.notice = NoticeBar(look, icons)
        self._tools = self._tool_bar(self.menus["View/Theme"])
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.addWidget(self.sidebar)
        self._reading = self._reading_column()
        self._splitter.addWidget(self._reading)
        self._splitter.setStretchFactor(1, 1)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.splitterMoved.connect(self.shape_changed)
        self.setCentralWidget(_column(self._splitter, self.notice))
        self._sidebar_px = 0
        self._is_painted = False
        self._take_look(look, icons)

    def _reading_column(self) -> QWidget:
        self.pane.setMinimumHeight(_LEAST_PANE_PX)
        column = _column(self.breadcrumb, self.pane, self.turner)
        column.setObjectName("reading")
        return column

    def place_below_page(self, part: QWidget) -> None:
        """Give a part that comes later its place between the page and Previous and Next."""
        layout = self._reading.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.insertWidget(layout.indexOf(self.turner), part)
        before: QWidget = self.pane
        for stop in part.findChildren(QWidget):
            if stop.focusPolicy() & Qt.FocusPolicy.TabFocus:
                self.setTabOrder(before, stop)
                before = stop

    def _tool_bar(self, themes: QMenu) -> QToolBar:
        bar = QToolBar(self.tr("Tools"))
        bar.setObjectName("tools")
        bar.setMovable(False)
        bar.toggleViewAction().setEnabled(False)
        bar.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        for act in (Act.SIDEBAR, Act.BACK, Act.FORWARD):
            bar.addAction(self.actions_[act])
        gap = QWidget()
        gap.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        bar.addWidget(gap)
        for act in (Act.SMALLER, Act.LARGER):
            bar.addAction(self.actions_[act])
        self.theme_button = QToolButton()
        self.theme_button.setToolTip(self.tr("Theme"))
        self.theme_button.setAccessibleName(self.tr("Theme"))
        self.theme_button.setMenu(themes)
        self.theme_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._language_button = QToolButton()
        self._language_button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._language_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._language_menu = QMenu(self.tr("&Language"), self)
        self._language_button.setMenu(self._language_menu)
        self.menus["View"].insertMenu(self.menus["View/Words"].menuAction(), self._language_menu)
        self._language_place = bar.addWidget(self._language_button)
        self.offer_languages({}, "")
        bar.addWidget(self.theme_button)
        bar.addAction(self.actions_[Act.BOOKMARK])
        for button in bar.findChildren(QToolButton):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.addToolBar(bar)
        return bar

    def tool_rect(self, act: Act) -> QRect | None:
        """Return where the toolbar shows an action, in global coordinates; None without room."""
        button = self._tools.widgetForAction(self.actions_[act])
        if not button.isVisible():
            return None
        return QRect(button.mapToGlobal(QPoint(0, 0)), button.size())

    def offer_languages(self, names: "Mapping[str, str]", shown: str) -> None:
        """Let the reader choose among languages; with fewer than two there is nothing to choose.

        Args:
            names: what each is called in itself, by its code.
            shown: the code of the one that is shown now.
        """
        is_choice = len(names) > 1
        self._language_menu.menuAction().setVisible(is_choice)
        self._language_place.setVisible(is_choice)
        self._language_menu.clear()
        for code, name in names.items():
            action = self._language_menu.addAction(name)
            action.setCheckable(True)
            action.setChecked(code == shown)
            action.triggered.connect(partial(self.language_chosen.emit, code))
        name = names.get(shown, "")
        self._language_button.setText(name)
        said = self.tr("Language of the book: {0}").format(name)
        self._language_button.setToolTip(said)
        self._language_button.setAccessibleName(said)

    def set_look(self, look: "Look", icons: "Icons") -> None:
        """Grow with the text and take the colours of a theme, with all parts."""
        self._take_look(look, icons)
        self.search_field.set_look(look, icons)
        self.sidebar.set_look(look, icons)
        self.breadcrumb.set_look(look)
        self.turner.set_look(look, icons)
        self.notice.set_look(look, icons)
        self.pane.set_look(look, icons)

    def _take_look(self, look: "Look", icons: "Icons") -> None:
        self.actions_.set_icons(icons)
        self.theme_button.setIcon(icons.icon("theme"))
        self._language_button.setIcon(icons.icon("language"))
        self._tools.setIconSize(QSize(look.icon_px, look.icon_px))
        self._splitter.setHandleWidth(max(4, look.space(1)))
        self._sidebar_px = round(look.chrome_px * _SIDEBAR_EM)
        self._fit_sidebar()
        for act in Act:
            action = self.actions_[act]
            keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            text = action.text().replace("&", "")
            action.setToolTip(f"{text} ({keys})" if keys else text)

    @property
    def shape(self) -> tuple[str, tuple[int, ...]]:
        """The window's geometry in base64, and the widths of sidebar and page."""
        geometry = self.saveGeometry().toBase64().toStdString()
        return geometry, tuple(self._splitter.sizes())

    def set_shape(self, geometry: str, widths: "tuple[int, ...]") -> None:
        """Take on the shape of an earlier session; a sensible one without."""
        if geometry:
            self.restoreGeometry(QByteArray.fromBase64(geometry.encode()))
        if len(widths) != 2 or not all(widths):
            side = round(self.width() * _SIDEBAR_SHARE)
            widths = (side, self.width() - side)
        self._splitter.setSizes(list(widths))

    def _fit_sidebar(self) -> None:
        most = round(self.width() * _SIDEBAR_MOST)
        self.sidebar.setMinimumWidth(min(self._sidebar_px, most))

    def event(self, event: QEvent) -> bool:
        """Note when the window is first drawn, moved, maximised or restored."""
        kind, is_heard = event.type(), super().event(event)
        if kind in (QEvent.Type.Move, QEvent.Type.WindowStateChange):
            self.shape_changed.emit()
        elif kind == QEvent.Type.Paint and not self._is_painted:
            self._is_painted = True
            QTimer.singleShot(0, lambda: QTimer.singleShot(_FRAME_MS, self.painted.emit))
        return is_heard

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Note the new size."""
        self._fit_sidebar()
        super().resizeEvent(event)
        self.notice.fit()
        self.shape_changed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Give Escape to whoever can use it, and open a menu where no key of its own does."""
        if event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        elif event.key() == Qt.Key.Key_F10 and event.modifiers() == _SHIFT:
            _ask_for_menu()
        else:
            super().keyPressEvent(event)
            return
        event.accept()

    def ask_before_closing(self, may_close: "Callable[[], bool]") -> None:
        """Have it asked, each time somebody closes the window, whether that may be."""
        self._may_close = may_close

    def close_unasked(self) -> None:
        """Close, as the system wants it: there may be nobody to ask."""
        self._may_close = None
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Let what is unsaved be saved first."""
        self.leaving.emit()
        if self._may_close is not None and not self._may_close():
            event.ignore()
            return
        self.closing.emit()
        super().closeEvent(event)


def _ask_for_menu() -> None:
    """Ask for the menu of what has the keyboard; on Linux Qt knows the menu key alone."""
    focus = QApplication.focusWidget()
    if focus is not None:
        at = focus.rect().center()
        reason = QContextMenuEvent.Reason.Keyboard
        QApplication.sendEvent(focus, QContextMenuEvent(reason, at, focus.mapToGlobal(at)))


def _column(*parts: QWidget) -> QWidget:
    """Return a widget with parts one below the other, without a gap."""
    column = QWidget()
    layout = QVBoxLayout(column)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(0)
    for part in parts:
        layout.addWidget(part)
    return column
