"""The style sheet of what stands around the list of bookmarks."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from immuno_reader.ui.theme import Look


def panel_css(look: "Look") -> str:
    """Return the style sheet of the panel in a look."""
    theme, unit = look.theme, look.space(1)
    thin = 2 if theme.name == "High contrast" else 1
    return f"""
#bookmarks QLabel {{ color: {theme.ink}; background: transparent; }}
#bookmarks QLabel#quiet {{ color: {theme.quiet}; }}
#bookmarks QToolButton {{ color: {theme.ink}; background: transparent;
    border: {thin}px solid transparent; border-radius: {1.5 * unit:.0f}px;
    padding: {unit}px {1.5 * unit:.0f}px; }}
#bookmarks QToolButton:hover {{ background: {theme.accent_soft}; }}
#bookmarks QToolButton:focus {{ border: 2px solid {theme.focus};
    padding: {unit - 2 + thin}px {round(1.5 * unit) - 2 + thin}px; }}
#bookmarks QToolButton::menu-indicator {{ image: none; width: 0; }}
#bookmarks QToolButton#chip {{ background: {theme.accent_soft}; border-color: {theme.accent};
    padding: {0.5 * unit:.0f}px {1.5 * unit:.0f}px; }}
#bookmarks QToolButton#chip:focus {{ border: 2px solid {theme.focus}; }}
#bookmarks QToolButton#deed {{ background: {theme.card}; border-color: {theme.edge}; }}
#bookmarks QToolButton#deed:hover {{ background: {theme.accent_soft}; }}
#bookmarks QToolButton#deed:focus {{ border: 2px solid {theme.focus}; }}
#bookmarks #chosen {{ background: {theme.panel}; border: 0;
    border-top: {thin}px solid {theme.rule}; }}
#popover {{ background: {theme.card}; border: 1px solid {theme.edge}; }}
#popover QScrollArea, #popover QScrollArea > QWidget > QWidget {{ background: {theme.card}; }}
#popover QLabel {{ color: {theme.ink}; }}
#popover QLabel#quiet {{ color: {theme.quiet}; }}
#popover QCheckBox {{ color: {theme.ink}; border: 2px solid transparent; border-radius: 6px;
    padding: {unit}px; spacing: {unit}px; }}
#popover QCheckBox:hover {{ background: {theme.accent_soft}; }}
#popover QCheckBox:focus {{ border-color: {theme.focus}; }}
#popover QCheckBox::indicator {{ width: 0; height: 0; border: 0; background: transparent; }}
"""
