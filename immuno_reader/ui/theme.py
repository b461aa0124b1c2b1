"""The look: colours, type and spacing as named roles, and what Qt needs made from them."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

from PySide6.QtCore import QByteArray, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QIcon, QPalette, QPixmap

from immuno_reader.assets import resource

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

ThemeName = Literal["light", "sepia", "dark", "contrast"]
THEME_NAMES: tuple[ThemeName, ...] = ("light", "sepia", "dark", "contrast")

FAMILY = "Atkinson Hyperlegible"
BODY_PX = 19
"""Body text at 100 %: 14 points, the size that the RNIB's Clear Print advises."""
CHROME_PX = 15
"""Text of the tree, buttons and menus at 100 %."""
CHROME_GROWTH = 0.5
"""How much of the text size the chrome takes on: at 300 % the page must keep most of the window."""
SPACE_GROWTH = 0.25
"""How much of it the space in the chrome takes on, for the same reason."""
HEADING_SHRINK = 2.0
"""How fast headings come closer to the body with its size: at 300 % the body is large enough."""
CARD_GROWTH = 0.6
MEASURE_EM = 31.5
"""Column width; with this typeface about 68 characters a line."""
QUOTE_INDENT_EM = 1.2
LEADING = 1.55


class Theme(NamedTuple):
    """The colours of one theme by role, as ``#rrggbb``, read from ``resources/themes``."""

    name: str
    is_dark: bool
    paper: str
    panel: str
    card: str
    ink: str
    quiet: str
    rule: str
    edge: str
    accent: str
    accent_soft: str
    on_accent: str
    mark_yellow: str
    mark_yellow_edge: str
    mark_green: str
    mark_green_edge: str
    mark_blue: str
    mark_blue_edge: str
    mark_pink: str
    mark_pink_edge: str
    found: str
    found_now: str
    found_edge: str
    focus: str
    note: str
    note_soft: str
    warning: str
    warning_soft: str
    danger: str
    danger_soft: str
    diagram: "Mapping[str, str]"
    """What each colour of the diagram palette becomes."""

    @classmethod
    def load(cls, name: ThemeName) -> "Theme":
        """Read a theme by name."""
        raw = json.loads(resource("themes", f"{name}.json").read_text(encoding="utf-8"))
        return cls(**{name: raw[name] for name in cls._fields})


DIAGRAM_PALETTE: "Mapping[str, str]" = {
    "ink": "#22303c",
    "quiet": "#5b6b78",
    "line": "#8a98a3",
    "paper": "#ffffff",
    "accent": "#0b5c7a",
    "accent_soft": "#d6e8ef",
    "warm": "#a8481a",
    "warm_soft": "#f8e3d4",
    "good": "#2c6e49",
    "good_soft": "#d9ecdf",
}
"""The colours in which a pack's diagrams are drawn, so that a theme can replace each."""


class Look(NamedTuple):
    """A theme at a text size: all that a part of the window needs to draw itself."""

    theme: Theme
    percent: int = 100

    @property
    def body_px(self) -> int:
        """Height of body text in device-independent pixels."""
        return round(BODY_PX * self.percent / 100)

    @property
    def card_px(self) -> int:
        """Height of text in the glossary card."""
        return round((BODY_PX - 2) * self._grown(CARD_GROWTH))

    @property
    def chrome_px(self) -> int:
        """Height of text in the tree, the menus and on buttons."""
        return round(CHROME_PX * self._grown(CHROME_GROWTH))

    @property
    def icon_px(self) -> int:
        """Side of an icon beside chrome text."""
        return round(20 * self._grown(CHROME_GROWTH))

    @property
    def column_px(self) -> int:
        """The widest that a line of body text may be."""
        return round(MEASURE_EM * self.body_px)

    def space(self, units: float) -> int:
        """Return a distance in the chrome, one unit being 4 pixels at 100 %."""
        return round(4 * units * self._grown(SPACE_GROWTH))

    def _grown(self, share: float) -> float:
        return 1 + (self.percent / 100 - 1) * share

    def font(self, px: int, *, bold: bool = False) -> QFont:
        """Return the reader's typeface at a size."""
        font = QFont(FAMILY)
        font.setPixelSize(px)
        font.setBold(bold)
        return font


UPRIGHT, SLANTED = ("Regular", "Bold"), ("Italic", "BoldItalic")
"""The faces of the typeface; Qt takes three milliseconds to read each."""


def load_fonts(folder: Path, faces: "Iterable[str]" = (*UPRIGHT, *SLANTED)) -> None:
    """Make the typeface known to Qt.

    A missing face leaves Qt's fallback, so it is not an error.
    """
    for face in faces:
        QFontDatabase.addApplicationFont(str(folder / f"AtkinsonHyperlegible-{face}.ttf"))


def system_theme() -> ThemeName:
    """Return the theme that the system asks for now."""
    hints = QGuiApplication.styleHints()
    accessibility = hints.accessibility()  # lives only as long as ``hints`` is held
    if accessibility.contrastPreference() == Qt.ContrastPreference.HighContrast:
        return "contrast"
    return "dark" if hints.colorScheme() == Qt.ColorScheme.Dark else "light"


def palette(theme: Theme) -> QPalette:
    """Return the Qt palette of a theme, text and background always set together."""
    roles = QPalette.ColorRole
    colours = {
        roles.Window: theme.panel,
        roles.WindowText: theme.ink,
        roles.Base: theme.paper,
        roles.AlternateBase: theme.panel,
        roles.Text: theme.ink,
        roles.PlaceholderText: theme.quiet,
        roles.Button: theme.panel,
        roles.ButtonText: theme.ink,
        roles.BrightText: theme.danger,
        roles.Highlight: theme.accent,
        roles.HighlightedText: theme.on_accent,
        roles.Link: theme.accent,
        roles.LinkVisited: theme.accent,
        roles.ToolTipBase: theme.card,
        roles.ToolTipText: theme.ink,
        roles.Light: theme.card,
        roles.Midlight: theme.panel,
        roles.Mid: theme.rule,
        roles.Dark: theme.edge,
        roles.Shadow: theme.edge,
        roles.Accent: theme.accent,
    }
    made = QPalette()
    for role, colour in colours.items():
        made.setColor(role, QColor(colour))
    for role in (roles.WindowText, roles.Text, roles.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, role, _between(theme.quiet, theme.panel, 0.45))
    return made


def _between(one: str, other: str, share: float) -> QColor:
    first, second = QColor(one), QColor(other)
    return QColor.fromRgbF(
        first.redF() + (second.redF() - first.redF()) * share,
        first.greenF() + (second.greenF() - first.greenF()) * share,
        first.blueF() + (second.blueF() - first.blueF()) * share,
    )


def document_css(look: Look, px: int) -> str:
    """Return the style sheet of a page whose body text is ``px`` high.

    Qt's rich text takes only a subset of CSS and sizes in ``px``; a page is laid anew when the
    text size changes, so fixed sizes are right here.
    """
    theme = look.theme

    def em(share: float) -> str:
        return f"{round(px * share)}px"

    closer = min(1.0, (100 / look.percent) ** HEADING_SHRINK)

    def heading(tag: str, size: float, above: float, below: float) -> str:
        shown = em(1 + (size - 1) * closer)
        return (
            f"{tag} {{ font-size: {shown}; font-weight: 700; line-height: 105%;"
            f" margin-top: {em(above)}; margin-bottom: {em(below)}; }}"
        )

    leading, quote = _line_height_percent(look, px), em(QUOTE_INDENT_EM)
    return "\n".join(
        (
            f"body, td, th, li, dt, dd {{ font-size: {px}px; color: {theme.ink}; }}",
            f"p, li, dt, dd, td, th {{ line-height: {leading}%; }}",
            f"p {{ margin-top: 0; margin-bottom: {em(0.8)}; }}",
            f"ul, ol {{ margin-top: 0; margin-bottom: {em(0.8)}; }}",
            # Qt's own bullets are large, and stand against the text.
            "ul { list-style-type: none; }",
            f"li {{ margin-top: 0; margin-bottom: {em(0.35)}; }}",
            heading("h1", 1.8, 0.1, 0.5),
            heading("h2", 1.32, 1.35, 0.4),
            heading("h3", 1.1, 1.0, 0.25),
            heading("h4", 1.0, 0.8, 0.2),
            heading("h5", 1.0, 0.8, 0.2),
            heading("h6", 1.0, 0.8, 0.2),
            f"a {{ color: {theme.accent}; text-decoration: underline; }}",
            f"a.term {{ color: {theme.ink}; text-decoration: none; }}",
            f"p.callout-title {{ font-weight: 700; margin-bottom: {em(0.3)}; }}",
            f"p.caption, p.quiet {{ color: {theme.quiet}; font-size: {em(0.84)}; }}",
            f"p.standing-title {{ color: {theme.quiet}; font-size: {em(0.84)}; }}",
            f"p.standing-title {{ font-weight: 700; margin-bottom: {em(0.2)}; }}",
            f"p.standing, ul.standing li {{ color: {theme.quiet}; font-size: {em(0.84)}; }}",
            f"p.stack-head {{ color: {theme.quiet}; margin-bottom: {em(0.1)}; }}",
            f"p.stack-first {{ font-weight: 700; margin-top: {em(0.7)}; margin-bottom: 0; }}",
            f"p.stack {{ margin-bottom: {em(0.15)}; }}",
            f"span.missing-image {{ color: {theme.quiet}; font-style: italic; }}",
            f"div.footnote {{ font-size: {em(0.84)}; color: {theme.quiet}; }}",
            f"dt {{ font-weight: 700; }} dd {{ margin-bottom: {em(0.5)}; }}",
            f"pre, code {{ font-family: monospace; font-size: {em(0.88)}; }}",
            f"blockquote {{ margin-left: {quote}; margin-right: {quote}; }}",
            "th { font-weight: 700; text-align: left; }",
            f"p.label {{ color: {theme.quiet}; font-size: {em(0.84)}; margin-bottom: {em(0.1)}; }}",
            f"p.term-name {{ font-size: {em(1.22)}; font-weight: 700; margin-bottom: {em(0.1)}; }}",
        )
    )


def _line_height_percent(look: Look, px: int) -> int:
    # Qt's proportional line height is a share of the font's own, not of its size.
    from PySide6.QtGui import QFontMetricsF

    natural = QFontMetricsF(look.font(px)).height() or px * 1.2
    return round(100 * LEADING * px / natural)


def recoloured(svg: bytes, changes: "Iterable[tuple[str, str]]") -> bytes:
    """Return a drawing with each colour replaced by another, all at once."""
    table = {one.lower(): other for one, other in changes}
    text = svg.decode("utf-8", errors="replace")
    parts = text.split("#")
    made = [parts[0]]
    for part in parts[1:]:
        colour = "#" + part[:6].lower()
        made.append(table.get(colour, "#" + part[:6]) + part[6:])
    return "".join(made).encode("utf-8")


class Icons:
    """The reader's own icons in the colours of a theme, drawn when first asked for."""

    def __init__(self, theme: Theme, side_px: int = 20) -> None:
        self._theme = theme
        self._side_px = side_px
        self._drawn: dict[tuple[str, int, str], QPixmap] = {}
        self._made: dict[tuple[str, str], QIcon] = {}

    def icon(self, name: str, colour: str | None = None) -> QIcon:
        """Return an icon by file name, in ``colour`` or the ink; faded when disabled."""
        key = name, colour or self._theme.ink
        if key not in self._made:
            drawn = self.pixmap(name, self._side_px, key[1])
            made = self._made[key] = QIcon(drawn)
            made.addPixmap(_faded(drawn), QIcon.Mode.Disabled)
        return self._made[key]

    def pixmap(self, name: str, side_px: int, colour: str) -> QPixmap:
        """Return an icon drawn at a size, sharp on dense screens."""
        key = (name, side_px, colour)
        if key not in self._drawn:
            self._drawn[key] = self._draw(*key)
        return self._drawn[key]

    def _draw(self, name: str, side_px: int, colour: str) -> QPixmap:
        from PySide6.QtGui import QPainter
        from PySide6.QtSvg import QSvgRenderer

        drawing = recoloured(resource("icons", f"{name}.svg").read_bytes(), [("#000000", colour)])
        ratio = QGuiApplication.primaryScreen().devicePixelRatio()
        made = QPixmap(QSize(side_px, side_px) * ratio)
        made.setDevicePixelRatio(ratio)
        made.fill(Qt.GlobalColor.transparent)
        painter = QPainter(made)
        QSvgRenderer(QByteArray(drawing)).render(painter)
        painter.end()
        return made


def _faded(drawn: QPixmap) -> QPixmap:
    # The style's own grey is hardly another colour on a dark ground.
    from PySide6.QtGui import QPainter

    made = QPixmap(drawn.size())
    made.setDevicePixelRatio(drawn.devicePixelRatio())
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setOpacity(0.4)
    painter.drawPixmap(0, 0, drawn)
    painter.end()
    return made
