"""What stands above the list: what is to be shown of it, and in which order."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLabel,
    QMenu,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from immuno_reader.ui.mark_colours import colour_name
from immuno_reader.ui.sidebar.bookmarks.arranging import ARRANGEMENTS
from immuno_reader.ui.sidebar.bookmarks.filter_popover import FilterPopover
from immuno_reader.ui.sidebar.bookmarks.filtering import Filter
from immuno_reader.ui.sidebar.bookmarks.flow import FlowLayout
from immuno_reader.ui.sidebar.bookmarks.words import arrangement_text, kinds_text, shown_text
from immuno_reader.ui.sidebar.filter_field import FilterField

if TYPE_CHECKING:
    from collections.abc import Sequence

    from immuno_reader.ui.sidebar.bookmarks.arranging import Arrangement
    from immuno_reader.ui.sidebar.bookmarks.filtering import Facet
    from immuno_reader.ui.theme import Icons, Look


class FilterBar(QWidget):
    """A field, a button for kinds, colours and labels, what is asked for, and the order.

    Signals:
        filter_changed: something else is to be shown: the filter.
        arrangement_chosen: it is to be shown in another order.
        left_downwards: the cursor is to go to the list.
    """

    filter_changed = Signal(object)
    arrangement_chosen = Signal(str)
    left_downwards = Signal()

    def __init__(self, look: "Look", icons: "Icons", parent: QWidget | None = None) -> None:
        """Let everything through."""
        super().__init__(parent)
        self._look, self._icons = look, icons
        self._filter = Filter()
        self._labels: Sequence[str] = ()
        self._field = FilterField(self.tr("Filter bookmarks"))
        self._button = QToolButton()
        self._button.setText(self.tr("Filter"))
        self._button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._button.setToolTip(self.tr("Show only some kinds, colours or labels"))
        self._popover = FilterPopover(self)
        self._chips = QWidget()
        self._flow = FlowLayout(self._chips)
        self._count = QLabel()
        self._count.setObjectName("quiet")
        self._order = QToolButton()
        self._order.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._order.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._order.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self._order.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._order.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._orders = QMenu(self._order)
        self._order.setMenu(self._orders)
        self._top, self._below = QHBoxLayout(), QHBoxLayout()
        self._top.addWidget(self._field, 1)
        self._top.addWidget(self._button)
        self._below.addWidget(self._count, 1)
        self._below.addWidget(self._order)
        self._column = QVBoxLayout(self)
        self._column.addLayout(self._top)
        self._column.addWidget(self._chips)
        self._column.addLayout(self._below)
        self.setFocusProxy(self._field)
        self._connect()
        self.show_arrangement("place")
        self.set_look(look, icons)
        self._show_chips()

    def _connect(self) -> None:
        self._field.textChanged.connect(lambda text: self._want(self._filter._replace(text=text)))
        self._field.left_downwards.connect(self.left_downwards)
        self._field.returnPressed.connect(self.left_downwards)
        self._button.clicked.connect(self._open)
        self._popover.changed.connect(self._want)

    @property
    def filter(self) -> Filter:
        """What is asked for."""
        return self._filter

    def clear(self) -> None:
        """Let everything through."""
        self._field.clear()
        self._want(Filter())

    def show_count(self, count: int, of: int) -> None:
        """Say how many of all are shown."""
        self._count.setText(shown_text(count, of))

    @property
    def count_text(self) -> str:
        """How many of all are shown, in words."""
        return self._count.text()

    def offer_labels(self, labels: "Sequence[str]") -> bool:
        """Let these labels be asked for; tell whether one that was is no longer."""
        self._labels = labels
        asked = self._filter.labels & frozenset(labels)
        is_other = asked != self._filter.labels
        self._want(self._filter._replace(labels=asked))
        return is_other

    def show_arrangement(self, chosen: "Arrangement") -> None:
        """Say in which order things are shown, and let others be chosen."""
        text = arrangement_text(chosen)
        self._order.setText(text)
        self._order.setAccessibleName(self.tr("Order: {0}").format(text))
        self._orders.clear()
        for arrangement in ARRANGEMENTS:
            action = self._orders.addAction(arrangement_text(arrangement))
            action.setCheckable(True)
            action.setChecked(arrangement == chosen)
            action.triggered.connect(partial(self.arrangement_chosen.emit, arrangement))

    def set_look(self, look: "Look", icons: "Icons") -> None:
        """Take the colours and sizes of a look."""
        self._look, self._icons = look, icons
        self._field.set_look(look, icons)
        plain, small = look.font(look.chrome_px), look.font(round(look.chrome_px * 0.9))
        self._button.setFont(plain)
        for part in (self._count, self._order):
            part.setFont(small)
        side = round(look.icon_px * 0.8)
        for button in (self._button, self._order):
            button.setIcon(icons.pixmap("expanded", side, look.theme.quiet))
            button.setIconSize(QSize(side, side))
        self._button.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self._field.setFixedHeight(max(look.space(9), self._field.sizeHint().height()))
        pad, gap = look.space(3), look.space(1)
        self._column.setContentsMargins(pad, pad, pad, gap)
        self._column.setSpacing(gap)
        self._top.setSpacing(gap)
        self._flow.setSpacing(gap)
        self._show_chips()

    def _open(self) -> None:
        at = self._button.mapToGlobal(QPoint(0, self._button.height() + 2))
        self._popover.open(self._filter, self._labels, self._look, self._icons, at)

    def _want(self, wanted: Filter) -> None:
        if wanted != self._filter:
            self._filter = wanted
            self._show_chips()
            self.filter_changed.emit(wanted)

    # What is asked for, each with a way to ask for it no longer

    def _show_chips(self) -> None:
        focused = QApplication.focusWidget()
        had_focus = focused is not None and self._chips.isAncestorOf(focused)
        while (item := self._flow.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        chips = [self._chip(*each) for each in _asked_for(self._filter)]
        for chip in chips:
            self._flow.addWidget(chip)
            chip.show()
        self._chips.setVisible(bool(chips))
        self._chips.updateGeometry()
        if had_focus:
            (chips[-1] if chips else self._button).setFocus()

    def _chip(self, facet: "Facet", value: str) -> QToolButton:
        look = self._look
        text = _chip_text(facet, value)
        chip = QToolButton()
        chip.setObjectName("chip")
        chip.setText(text.replace("&", "&&"))
        chip.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        chip.setAccessibleName(self.tr("Do not filter by {0}").format(text))
        chip.setToolTip(chip.accessibleName())
        chip.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        chip.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        chip.setFont(look.font(round(look.chrome_px * 0.9)))
        side = round(look.icon_px * 0.7)
        chip.setIcon(self._icons.pixmap("close", side, look.theme.ink))
        chip.setIconSize(QSize(side, side))
        chip.clicked.connect(partial(self._drop, facet, value))
        return chip

    def _drop(self, facet: "Facet", value: str) -> None:
        self._want(self._filter.asking(facet, value, is_on=False))


def _asked_for(wanted: Filter) -> "list[tuple[Facet, str]]":
    facets: tuple[tuple[Facet, frozenset[str]], ...] = (
        ("kinds", frozenset(wanted.kinds)),
        ("colours", wanted.colours),
        ("labels", wanted.labels),
    )
    return [(facet, value) for facet, values in facets for value in sorted(values)]


def _chip_text(facet: "Facet", value: str) -> str:
    match facet, value:
        case "kinds", "bookmark" | "highlight" | "note":
            return kinds_text(value)
        case "colours", _:
            return colour_name(value).capitalize()
        case _:
            return value
