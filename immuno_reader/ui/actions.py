"""Everything the menus, the toolbar and the keyboard can do: one table, and what is made of it."""

from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

    from immuno_reader.ui.theme import Icons


class Act(Enum):
    """What a person can do; the value names the action in tests and in accessibility."""

    PRIVATE = "private"
    CLEAR_HISTORY = "clear-history"
    CLOSE = "close"
    QUIT = "quit"
    UNDO = "undo"
    REDO = "redo"
    COPY = "copy"
    SELECT_ALL = "select-all"
    LOOK_UP = "look-up"
    ASK = "ask"
    SEARCH = "search"
    FIND = "find"
    FIND_NEXT = "find-next"
    FIND_PREVIOUS = "find-previous"
    SIDEBAR = "sidebar"
    CONTENTS = "contents"
    HEADINGS = "headings"
    BOOKMARKS = "bookmarks"
    QUESTIONS = "questions"
    GLOSSARY = "glossary"
    LARGER = "larger"
    SMALLER = "smaller"
    ACTUAL_SIZE = "actual-size"
    THEME_SYSTEM = "theme-system"
    THEME_LIGHT = "theme-light"
    THEME_SEPIA = "theme-sepia"
    THEME_DARK = "theme-dark"
    THEME_CONTRAST = "theme-contrast"
    MARK_FIRST = "mark-first"
    MARK_EVERY = "mark-every"
    MARK_NEVER = "mark-never"
    HOVER_300 = "hover-300"
    HOVER_500 = "hover-500"
    HOVER_1000 = "hover-1000"
    HOVER_OFF = "hover-0"
    CARET = "caret"
    FULL_SCREEN = "full-screen"
    BACK = "back"
    FORWARD = "forward"
    HOME = "home"
    PREVIOUS = "previous"
    NEXT = "next"
    PREVIOUS_HEADING = "previous-heading"
    NEXT_HEADING = "next-heading"
    OTHER_PART = "other-part"
    BOOKMARK = "bookmark"
    HIGHLIGHT = "highlight"
    NOTE = "note"
    EXPORT = "export"
    IMPORT = "import"
    SHORTCUTS = "shortcuts"
    BOOK_ABOUT = "book-about"
    ABOUT = "about"


def _n(text: str) -> str:
    """Mark a text for the translator; it is translated where it is shown."""
    return text


class ActionRow(NamedTuple):
    """One action."""

    act: Act
    text: str
    menu: str
    """``File``, or ``View/Theme`` for a menu inside another."""
    keys: tuple[str, ...] = ()
    """Shortcuts in Qt's portable form; the first is the one that menus show."""
    icon: str = ""
    """For the toolbar; menus show words only."""
    is_checkable: bool = False
    sets: tuple[str, object] | None = None
    """The setting that it chooses, and to what; one of the choices of its menu."""
    is_parted: bool = False
    """Whether a line parts it from what stands above."""


ROWS: tuple[ActionRow, ...] = (
    ActionRow(Act.PRIVATE, _n("&Private use: keep no history"), "File", is_checkable=True),
    ActionRow(Act.CLEAR_HISTORY, _n("Clear &history"), "File"),
    ActionRow(Act.CLOSE, _n("&Close window"), "File", ("Ctrl+W",), is_parted=True),
    ActionRow(Act.QUIT, _n("&Quit"), "File", ("Ctrl+Q",), is_parted=True),
    ActionRow(Act.UNDO, _n("&Undo"), "Edit", ("Ctrl+Z",)),
    ActionRow(Act.REDO, _n("&Redo"), "Edit", ("Ctrl+Shift+Z", "Ctrl+Y")),
    ActionRow(Act.COPY, _n("&Copy"), "Edit", ("Ctrl+C",), is_parted=True),
    ActionRow(Act.SELECT_ALL, _n("Select &all"), "Edit", ("Ctrl+A",)),
    ActionRow(
        Act.SEARCH,
        _n("&Search the book"),
        "Edit",
        ("Ctrl+K", "Ctrl+Shift+F", "/"),
        is_parted=True,
    ),
    ActionRow(Act.LOOK_UP, _n("&Look up the selected words"), "Edit", ("Ctrl+L",), is_parted=True),
    ActionRow(Act.ASK, _n("Add to my &questions"), "Edit", ("Shift+F4",)),
    ActionRow(Act.FIND, _n("&Find on this page"), "Edit", ("Ctrl+F",)),
    ActionRow(Act.FIND_NEXT, _n("Find &next"), "Edit", ("F3", "Ctrl+G")),
    ActionRow(Act.FIND_PREVIOUS, _n("Find &previous"), "Edit", ("Shift+F3", "Ctrl+Shift+G")),
    ActionRow(Act.SIDEBAR, _n("&Sidebar"), "View", ("F9",), "sidebar", is_checkable=True),
    ActionRow(Act.CONTENTS, _n("&Contents"), "View", ("Ctrl+T",)),
    ActionRow(Act.HEADINGS, _n("On this &page"), "View", ("Ctrl+Shift+T",)),
    ActionRow(Act.BOOKMARKS, _n("&Bookmarks"), "View", ("Ctrl+B",)),
    ActionRow(Act.QUESTIONS, _n("My &questions"), "View", ("F4",)),
    ActionRow(Act.GLOSSARY, _n("&Glossary"), "View", ("F8",)),
    ActionRow(
        Act.LARGER, _n("&Larger text"), "View", ("Ctrl++", "Ctrl+="), "larger", is_parted=True
    ),
    ActionRow(Act.SMALLER, _n("S&maller text"), "View", ("Ctrl+-",), "smaller"),
    ActionRow(Act.ACTUAL_SIZE, _n("Actual si&ze"), "View", ("Ctrl+0",)),
    ActionRow(Act.THEME_SYSTEM, _n("&Follow the system"), "View/Theme", sets=("theme", "system")),
    ActionRow(Act.THEME_LIGHT, _n("&Light"), "View/Theme", sets=("theme", "light")),
    ActionRow(Act.THEME_SEPIA, _n("&Sepia"), "View/Theme", sets=("theme", "sepia")),
    ActionRow(Act.THEME_DARK, _n("&Dark"), "View/Theme", sets=("theme", "dark")),
    ActionRow(Act.THEME_CONTRAST, _n("&High contrast"), "View/Theme", sets=("theme", "contrast")),
    ActionRow(
        Act.MARK_FIRST, _n("The &first time on a page"), "View/Words", sets=("mark_terms", "first")
    ),
    ActionRow(Act.MARK_EVERY, _n("&Every time"), "View/Words", sets=("mark_terms", "every")),
    ActionRow(Act.MARK_NEVER, _n("&Never"), "View/Words", sets=("mark_terms", "never")),
    ActionRow(Act.HOVER_300, _n("After a &short rest"), "View/Hover", sets=("hover_ms", 300)),
    ActionRow(Act.HOVER_500, _n("After &half a second"), "View/Hover", sets=("hover_ms", 500)),
    ActionRow(Act.HOVER_1000, _n("After a &full second"), "View/Hover", sets=("hover_ms", 1000)),
    ActionRow(Act.HOVER_OFF, _n("&Only when clicked"), "View/Hover", sets=("hover_ms", 0)),
    ActionRow(
        Act.CARET,
        _n("Select with the &keyboard"),
        "View",
        ("F7",),
        is_checkable=True,
        is_parted=True,
    ),
    ActionRow(Act.FULL_SCREEN, _n("F&ull screen"), "View", ("F11",), is_checkable=True),
    ActionRow(Act.BACK, _n("&Back"), "Go", ("Alt+Left",), "back"),
    ActionRow(Act.FORWARD, _n("&Forward"), "Go", ("Alt+Right",), "forward"),
    ActionRow(Act.HOME, _n("F&irst section"), "Go", ("Alt+Home",)),
    ActionRow(Act.PREVIOUS, _n("&Previous section"), "Go", ("Ctrl+PgUp",), is_parted=True),
    ActionRow(Act.NEXT, _n("&Next section"), "Go", ("Ctrl+PgDown",)),
    # Alt+Up and Alt+Down move bookmarks, and with Ctrl they are the desktop's on many systems.
    ActionRow(Act.PREVIOUS_HEADING, _n("Previous &heading"), "Go", ("Alt+PgUp",)),
    ActionRow(Act.NEXT_HEADING, _n("N&ext heading"), "Go", ("Alt+PgDown",)),
    ActionRow(
        Act.OTHER_PART,
        _n("&Switch between sidebar and page"),
        "Go",
        ("F6", "Shift+F6"),
        is_parted=True,
    ),
    ActionRow(Act.BOOKMARK, _n("&Bookmark this section"), "Bookmarks", ("Ctrl+D",), "star"),
    ActionRow(Act.HIGHLIGHT, _n("&Highlight the selected words"), "Bookmarks", ("Ctrl+H",)),
    ActionRow(Act.NOTE, _n("Write a &note"), "Bookmarks", ("Ctrl+M",)),
    ActionRow(Act.EXPORT, _n("&Export what I keep"), "Bookmarks", is_parted=True),
    ActionRow(Act.IMPORT, _n("&Import from another computer"), "Bookmarks"),
    ActionRow(Act.SHORTCUTS, _n("&Keyboard shortcuts"), "Help", ("F1", "?")),
    ActionRow(Act.BOOK_ABOUT, _n("About this &book"), "Help", is_parted=True),
    ActionRow(Act.ABOUT, _n("&About Immuno Reader"), "Help"),
)

MENUS: tuple[tuple[str, str], ...] = (
    ("File", _n("&File")),
    ("Edit", _n("&Edit")),
    ("View", _n("&View")),
    ("View/Theme", _n("&Theme")),
    ("View/Words", _n("Mark &words that are explained")),
    ("View/Hover", _n("E&xplain when the pointer rests")),
    ("Go", _n("&Go")),
    ("Bookmarks", _n("&Bookmarks")),
    ("Help", _n("&Help")),
)

OTHER_KEYS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (_n("Next or previous explained word, link or highlight"), ("Tab", "Shift+Tab")),
    (_n("Open the word, link or highlight"), ("Return",)),
    (_n("Keep the explanation open"), ("Ctrl+Return",)),
    (_n("Close the explanation or the find bar"), ("Esc",)),
    (_n("Back to the explanation before"), ("Backspace",)),
    (_n("Next or previous match, from the find bar"), ("Return", "Shift+Return")),
    (_n("A page down or up"), ("Space", "Shift+Space")),
    (_n("In the search field: look at what was found"), ("Down", "Up")),
    (_n("In the search field: a command of the menus"), (">",)),
    (_n("In the search field: a heading of the page"), ("@",)),
    (_n("Rename a bookmark, or change a question"), ("F2",)),
    (_n("Remove a bookmark, a question or a word of your own"), ("Del",)),
    (_n("Choose several bookmarks"), ("Shift+Up", "Shift+Down")),
    (_n("Move a bookmark or a question up or down"), ("Alt+Up", "Alt+Down")),
    (_n("In my questions: tick off what you have asked"), ("Space",)),
    (_n("In my questions: write the answer, and be finished"), ("Return", "Ctrl+Return")),
)
"""Keys that work where the keyboard is, and so are no actions of the menus."""


def translated(text: str) -> str:
    """Return a text of the tables in the language of the interface."""
    return QCoreApplication.translate("Actions", text)


class Actions:
    """The actions of one window, by what they do."""

    def __init__(self, window: "QWidget") -> None:
        """Make them all, and let the window hear their keys."""
        self._made: dict[Act, QAction] = {}
        for row in ROWS:
            action = QAction(translated(row.text), window)
            action.setObjectName(row.act.value)
            action.setShortcuts([QKeySequence(key) for key in row.keys])
            action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
            action.setCheckable(row.is_checkable or row.sets is not None)
            action.setIconVisibleInMenu(False)
            self._made[row.act] = action
            window.addAction(action)
        groups: dict[str, QActionGroup] = {}
        for row in ROWS:
            if row.sets:
                group = groups.setdefault(row.sets[0], QActionGroup(window))
                group.addAction(self._made[row.act])

    def __getitem__(self, act: Act) -> QAction:
        """Return an action."""
        return self._made[act]

    def fill(self, bar: "QMenuBar") -> "dict[str, QMenu]":
        """Make the menus in a menu bar, and return them by name."""
        menus: dict[str, QMenu] = {}
        for name, text in MENUS:
            parent = name.rpartition("/")[0]
            if not parent:
                menus[name] = bar.addMenu(translated(text))
        placed: set[str] = set()
        for row in ROWS:
            top = row.menu.partition("/")[0]
            if row.is_parted:
                menus[top].addSeparator()
            if row.menu not in menus:
                text = dict(MENUS)[row.menu]
                if top not in placed:
                    menus[top].addSeparator()
                    placed.add(top)
                menus[row.menu] = menus[top].addMenu(translated(text))
            menus[row.menu].addAction(self._made[row.act])
        return menus

    def set_icons(self, icons: "Icons") -> None:
        """Draw the icons in the colours of a theme."""
        for row in ROWS:
            if row.icon:
                self._made[row.act].setIcon(icons.icon(row.icon))
