"""The sidebar: a field on top, a row of tabs, and under it the panel of one of them."""

from typing import TYPE_CHECKING, Protocol, runtime_checkable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from immuno_reader.ui.sidebar.tabs import Tabs

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from immuno_reader.ui.theme import Icons, Look


@runtime_checkable
class Panel(Protocol):
    """What the sidebar asks of a panel, of which it knows nothing else."""

    def set_look(self, look: "Look", icons: "Icons") -> None:
        """Take the colours and sizes of a look."""


class Sidebar(QWidget):
    """Holds panels and shows one, which is made when it is first shown.

    What the field on top leads to covers the tabs and their panel.

    Signals:
        panel_changed: another panel is shown: its name.
        uncovered: the tabs and their panel are in sight again.
    """

    panel_changed = Signal(str)
    uncovered = Signal()

    def __init__(
        self,
        field: QWidget,
        panels: "Mapping[str, Callable[[], QWidget]]",
        look: "Look",
        icons: "Icons",
        parent: QWidget | None = None,
    ) -> None:
        """Show the first panel.

        Args:
            field: what stands above the tabs.
            panels: what makes each panel, by name; the icon of the tab has the same name.
            look: the theme and text size.
            icons: icons in the colours of the theme.
            parent: the widget it stands in.
        """
        super().__init__(parent)
        self.setObjectName("sidebar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._makers = dict(panels)
        self._made: dict[str, QWidget] = {}
        self._names = list(panels)
        self._tabs = Tabs(look, icons)
        words = {
            "contents": self.tr("Contents"),
            "headings": self.tr("On this page"),
            "bookmarks": self.tr("Bookmarks"),
            "questions": self.tr("My questions"),
            "glossary": self.tr("Glossary"),
        }
        for name in self._names:
            self._tabs.add(words.get(name, name.capitalize()), name)
        self._stack = QStackedWidget()
        self._field = field
        self._cover: QWidget | None = None
        self._top = QHBoxLayout()
        self._top.addWidget(field)
        layout = self._column = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(self._top)
        layout.addWidget(self._tabs)
        layout.addWidget(self._stack, 1)
        self._look: tuple[Look, Icons] | None = None
        self.set_look(look, icons)
        self._show(0)
        self._tabs.currentChanged.connect(self._show)

    @property
    def current(self) -> str:
        """The name of the panel that is shown."""
        return self._names[self._tabs.currentIndex()]

    def show_panel(self, name: str) -> None:
        """Show a panel by name; nothing happens when there is none of that name."""
        if name in self._names:
            self.uncover()
            self._tabs.setCurrentIndex(self._names.index(name))

    @property
    def is_covered(self) -> bool:
        """Whether something else is shown in place of the tabs and their panel."""
        return self._cover is not None

    def cover(self, panel: QWidget) -> None:
        """Show a panel in place of the tabs and theirs; what has the keyboard there loses it."""
        if self._cover is panel:
            return
        self._cover = panel
        if self._column.indexOf(panel) < 0:
            self._column.addWidget(panel, 1)
        self._tabs.hide()
        self._stack.hide()
        panel.show()
        self._column.activate()
        self.setFocusProxy(self._field)

    def uncover(self) -> None:
        """Show the tabs and their panel again."""
        if self._cover is None:
            return
        self._cover.hide()
        self._cover = None
        self._tabs.show()
        self._stack.show()
        self.setFocusProxy(self._made[self.current])
        self.uncovered.emit()

    def set_look(self, look: "Look", icons: "Icons") -> None:
        """Take the colours and sizes of a look, and give them to the panels that are made."""
        if self._look == (look, icons):
            return
        self._look = (look, icons)
        self.setStyleSheet(sidebar_css(look))
        self._top.setContentsMargins(look.space(3), look.space(3), look.space(3), look.space(1))
        self._tabs.set_look(look, icons)
        for panel in self._made.values():
            if isinstance(panel, Panel):
                panel.set_look(look, icons)

    def _show(self, index: int) -> None:
        name = self._names[index]
        if name not in self._made:
            self._made[name] = self._makers[name]()
            self._stack.addWidget(self._made[name])
        self._stack.setCurrentWidget(self._made[name])
        if self._cover is None:
            self.setFocusProxy(self._made[name])
        self.panel_changed.emit(name)


def sidebar_css(look: "Look") -> str:
    """Return the style sheet of the sidebar: what its own drawing does not cover."""
    theme, unit = look.theme, look.space(1)
    return f"""
#sidebar, #sidebar QStackedWidget, #sidebar QAbstractScrollArea {{
    background: {theme.panel}; color: {theme.ink}; border: 0; }}
#sidebar #empty {{ color: {theme.ink}; border: 2px solid transparent; border-radius: 6px; }}
#sidebar #empty:focus {{ border-color: {theme.focus}; }}
#sidebar QLineEdit {{ background: {theme.paper}; color: {theme.ink};
    placeholder-text-color: {theme.quiet};
    border: 1px solid {theme.edge}; border-radius: {1.5 * unit:.0f}px;
    padding: 0 {2 * unit}px;
    selection-background-color: {theme.accent}; selection-color: {theme.on_accent}; }}
#sidebar QLineEdit:focus {{ border: 2px solid {theme.focus}; padding: 0 {2 * unit - 1}px; }}
#sidebar QPlainTextEdit {{ background: {theme.paper}; color: {theme.ink};
    border: 2px solid {theme.focus}; border-radius: {unit}px;
    selection-background-color: {theme.accent}; selection-color: {theme.on_accent}; }}
#sidebar QCheckBox {{ color: {theme.ink}; border: 2px solid transparent; border-radius: 6px;
    padding: {unit}px; spacing: {unit}px; }}
#sidebar QCheckBox:hover {{ background: {theme.accent_soft}; }}
#sidebar QCheckBox:focus {{ border-color: {theme.focus}; }}
#sidebar QCheckBox::indicator {{ width: 0; height: 0; border: 0; background: transparent; }}
#sidebar QRadioButton {{ color: {theme.quiet}; border: 2px solid transparent;
    border-radius: 6px; padding: {0.75 * unit:.0f}px {1.5 * unit:.0f}px; spacing: 0; }}
#sidebar QRadioButton:hover {{ background: {theme.accent_soft}; color: {theme.ink}; }}
#sidebar QRadioButton:checked {{ background: {theme.accent_soft}; color: {theme.ink};
    border-color: {theme.accent_soft}; border-bottom-color: {theme.accent}; }}
#sidebar QRadioButton:focus {{ border-color: {theme.focus}; }}
#sidebar QRadioButton::indicator {{ width: 0; height: 0; border: 0; background: transparent; }}
#sidebar QToolButton {{ border: 0; border-radius: {unit}px; padding: 0; background: transparent; }}
#sidebar QToolButton:hover {{ background: {theme.accent_soft}; }}
#sidebar #back {{ background: {theme.card}; color: {theme.ink}; border: 1px solid {theme.edge};
    border-radius: {1.5 * unit:.0f}px; padding: {unit}px {3 * unit}px {unit}px {2 * unit}px; }}
#sidebar #back:hover {{ background: {theme.accent_soft}; }}
#sidebar #back:focus {{ border: 2px solid {theme.focus};
    padding: {unit - 1}px {3 * unit - 1}px {unit - 1}px {2 * unit - 1}px; }}
"""
