"""The look of everything around the page: buttons, menus, scroll bars, lists."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from immuno_reader.ui.theme import Look


def chrome_css(look: "Look") -> str:
    """Return the style sheet of the window in a look."""
    theme, unit = look.theme, look.space(1)
    thin = 2 if theme.name == "High contrast" else 1
    return f"""
QMainWindow, QMenuBar, QToolBar {{ background: {theme.panel}; color: {theme.ink}; }}
QToolBar {{ border: 0; border-bottom: {thin}px solid {theme.rule}; spacing: {unit}px;
    padding: {unit}px {2 * unit}px; }}
QMenuBar {{ padding: 0 {unit}px; border: 0; }}
QMenuBar::item {{ padding: {unit}px {2 * unit}px; background: transparent; border-radius: 4px; }}
QMenuBar::item:selected {{ background: {theme.accent_soft}; color: {theme.ink}; }}
QMenu {{ background: {theme.card}; color: {theme.ink}; border: 1px solid {theme.edge};
    padding: {unit}px; menu-scrollable: 1; }}
QMenu::item {{ padding: {1.5 * unit:.0f}px {6 * unit}px {1.5 * unit:.0f}px {7 * unit}px;
    border-radius: 4px; }}
QMenu::item:selected {{ background: {theme.accent}; color: {theme.on_accent}; }}
QMenu::item:disabled {{ color: {theme.quiet}; }}
QMenu::separator {{ height: 1px; background: {theme.rule}; margin: {unit}px {2 * unit}px; }}
QMenu::indicator {{ left: {2 * unit}px; width: {3 * unit}px; height: {3 * unit}px; }}
QMenu::indicator:checked {{ background: {theme.accent}; border-radius: {1.5 * unit:.0f}px; }}
QMenu::indicator:checked:selected {{ background: {theme.on_accent}; }}
QMenu::icon {{ left: {2 * unit}px; padding: 2px; border: 2px solid transparent; }}
QMenu::icon:checked {{ border-color: {theme.accent}; border-radius: 5px; }}
QMenu::icon:checked:selected {{ border-color: {theme.on_accent}; }}
QToolButton {{ border: {thin}px solid transparent; border-radius: 6px; padding: {unit}px;
    color: {theme.ink}; background: transparent; }}
QToolButton:hover {{ background: {theme.accent_soft}; }}
QToolButton:pressed {{ background: {theme.accent_soft}; border-color: {theme.accent}; }}
QToolButton:focus {{ border: 2px solid {theme.focus}; padding: {unit - 2 + thin}px; }}
QToolButton::menu-indicator {{ image: none; }}
QPushButton {{ background: {theme.card}; color: {theme.ink}; border: 1px solid {theme.edge};
    border-radius: 6px; padding: {1.5 * unit:.0f}px {4 * unit}px; }}
QPushButton:hover {{ background: {theme.accent_soft}; }}
QPushButton:focus {{ border: 2px solid {theme.focus}; }}
QLineEdit {{ background: {theme.paper}; color: {theme.ink}; border: 1px solid {theme.edge};
    border-radius: 6px; padding: {1.5 * unit:.0f}px {2 * unit}px;
    selection-background-color: {theme.accent}; selection-color: {theme.on_accent}; }}
QLineEdit:focus {{ border: 2px solid {theme.focus}; }}
QToolTip {{ background: {theme.card}; color: {theme.ink}; border: 1px solid {theme.edge};
    padding: {unit}px; }}
QSplitter::handle {{ background: {theme.rule}; }}
QScrollBar:vertical {{ background: transparent; width: {max(12, 3 * unit)}px; margin: 0; }}
QScrollBar::handle:vertical {{ background: {theme.edge}; border-radius: 4px;
    min-height: {8 * unit}px; margin: 2px; }}
QScrollBar::handle:vertical:hover {{ background: {theme.accent}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ height: 0; width: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
#card QAbstractScrollArea {{ background: {theme.card}; }}
#card QPlainTextEdit {{ background: {theme.paper}; color: {theme.ink};
    border: 1px solid {theme.edge}; border-radius: 6px; padding: 1px;
    placeholder-text-color: {theme.quiet};
    selection-background-color: {theme.accent}; selection-color: {theme.on_accent}; }}
#card QPlainTextEdit:focus {{ border: 2px solid {theme.focus}; padding: 0; }}
#reading {{ background: {theme.paper}; }}
#breadcrumb {{ background: {theme.paper}; color: {theme.quiet};
    border-bottom: {thin}px solid {theme.rule}; }}
#turner {{ background: {theme.paper}; border-top: {thin}px solid {theme.rule}; }}
#find {{ background: {theme.panel}; border-top: {thin}px solid {theme.rule}; }}
#find QLabel, #find QCheckBox {{ color: {theme.ink}; }}
#find QCheckBox {{ border: 2px solid transparent; border-radius: 6px; padding: {unit}px;
    spacing: {unit}px; }}
#find QCheckBox:hover {{ background: {theme.accent_soft}; }}
#find QCheckBox:focus {{ border-color: {theme.focus}; }}
#find QCheckBox::indicator {{ width: 0; height: 0; border: 0; background: transparent; }}
#notice {{ background: {theme.accent_soft}; border-top: {thin}px solid {theme.accent}; }}
#notice QLabel {{ color: {theme.ink}; }}
"""
