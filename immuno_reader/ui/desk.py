"""The parts of one running reader, as ``wiring`` is given them."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from immuno_reader.shelf.profile import Profile
from immuno_reader.shelf.recent_searches import RecentSearches
from immuno_reader.ui.glossary_card.hovering import Hover
from immuno_reader.ui.main_window import MainWindow
from immuno_reader.ui.navigator import Navigator
from immuno_reader.ui.open_library import OpenLibrary
from immuno_reader.ui.preferences import Preferences
from immuno_reader.ui.preparing import Preparing
from immuno_reader.ui.shelf_news import ShelfNews, UndoStack
from immuno_reader.ui.tasks import Tasks

if TYPE_CHECKING:
    from immuno_reader.shelf.bookshelf import Bookshelf
    from immuno_reader.ui.glossary_card.card import GlossaryCard
    from immuno_reader.ui.late import Late
    from immuno_reader.ui.reading.find_bar import FindBar


class Desk(NamedTuple):
    """What belongs to one window; made by ``app`` and by nobody else."""

    window: MainWindow
    card: "Late[GlossaryCard]"
    hover: Hover
    find_bar: "Late[FindBar]"
    navigator: Navigator
    searches: RecentSearches
    library: OpenLibrary
    preferences: Preferences
    shelf: "Late[Bookshelf]"
    shelf_news: ShelfNews
    undo: UndoStack
    profile: Profile
    preparing: Preparing
    tasks: Tasks
    packs: Sequence[Path]
