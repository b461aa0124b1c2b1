"""All that a reader keeps, connected: called once there is something to read."""

from typing import TYPE_CHECKING

from immuno_reader.ui.wiring.bookmarks import connect_bookmarks
from immuno_reader.ui.wiring.exchanging import connect_exchanging
from immuno_reader.ui.wiring.notes import connect_notes
from immuno_reader.ui.wiring.passages import connect_passages
from immuno_reader.ui.wiring.questions import connect_questions
from immuno_reader.ui.wiring.saving import connect_saving
from immuno_reader.ui.wiring.undoing import connect_undoing

if TYPE_CHECKING:
    from immuno_reader.ui.desk import Desk


def connect_keeping(desk: "Desk") -> None:
    """Connect the shelf with everything that shows and changes it."""
    desk.shelf().listen(desk.shelf_news.tell)
    passages = connect_passages(desk)
    connect_bookmarks(desk, passages)
    connect_notes(desk, passages)
    connect_questions(desk)
    connect_exchanging(desk)
    connect_undoing(desk)
    connect_saving(desk)
