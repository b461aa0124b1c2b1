import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from immuno_reader.shelf.settings import Settings
from immuno_reader.ui.preferences import TEXT_SIZES, Preferences
from immuno_reader.ui.theme import THEME_NAMES, Look, Theme, ThemeName


@pytest.fixture
def preferences(qtbot: QtBot) -> Preferences:
    return Preferences(Settings(theme="light"))


def test_the_text_steps_through_its_sizes_and_stops_at_the_ends(preferences: Preferences) -> None:
    for _ in range(20):
        preferences.step_size(-1)
    sizes = [preferences.settings.text_percent]
    for _ in range(20):
        preferences.step_size(1)
        sizes.append(preferences.settings.text_percent)
    assert tuple(dict.fromkeys(sizes)) == TEXT_SIZES
    assert sizes[0] == 80
    assert sizes[-1] == 300
    preferences.step_size(0)
    assert preferences.settings.text_percent == 100


@pytest.mark.parametrize(
    ("now", "smaller", "larger"), [(83, 80, 90), (100, 90, 110), (299, 250, 300)]
)
def test_a_size_between_the_steps_goes_to_the_next(
    qtbot: QtBot, now: int, smaller: int, larger: int
) -> None:
    for step, wanted in ((-1, smaller), (1, larger)):
        preferences = Preferences(Settings(theme="light", text_percent=now))
        preferences.step_size(step)
        assert preferences.settings.text_percent == wanted


def test_at_the_largest_size_nothing_changes_any_more(
    preferences: Preferences, qtbot: QtBot
) -> None:
    preferences.change(text_percent=300)
    with (
        qtbot.assertNotEmitted(preferences.changed),
        qtbot.assertNotEmitted(preferences.look_changed),
    ):
        preferences.step_size(1)


def test_a_change_tells_what_was_and_what_is(preferences: Preferences) -> None:
    told: list[tuple[Settings, Settings]] = []
    preferences.changed.connect(lambda before, after: told.append((before, after)))
    before = preferences.settings
    preferences.change(mark_terms="never")
    assert told == [(before, preferences.settings)]
    assert preferences.settings.mark_terms == "never"
    assert before.mark_terms == "first"


def test_only_what_is_to_be_seen_makes_another_look(preferences: Preferences, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(preferences.look_changed):
        preferences.change(mark_terms="every", hover_ms=0)
    with qtbot.waitSignal(preferences.look_changed) as changed:
        preferences.change(theme="dark")
    look, icons = changed.args
    assert look.theme.name == "Dark"
    assert icons is preferences.icons
    with qtbot.waitSignal(preferences.look_changed) as changed:
        preferences.step_size(1)
    assert changed.args[0].percent == 110
    assert changed.args[0] == preferences.look


def test_the_look_is_new_before_the_change_is_told(preferences: Preferences) -> None:
    seen: list[Look] = []
    preferences.changed.connect(lambda *_: seen.append(preferences.look))
    preferences.change(theme="sepia", text_percent=150)
    assert [(look.theme.name, look.percent) for look in seen] == [("Sepia", 150)]


def test_the_same_choice_again_is_no_change(preferences: Preferences, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(preferences.changed):
        preferences.change(theme="light")


def test_what_is_no_choice_is_refused_and_changes_nothing(preferences: Preferences) -> None:
    before = preferences.settings
    with pytest.raises(ValueError, match="theme"):
        preferences.change(theme="pink")
    assert preferences.settings == before


class System:
    """The computer's own appearance, which the offscreen platform does not have."""

    def __init__(self) -> None:
        self.theme: ThemeName = "light"

    def change(self, theme: ThemeName) -> None:
        self.theme = theme
        QGuiApplication.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Unknown)


@pytest.fixture
def system(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> System:
    made = System()
    monkeypatch.setattr("immuno_reader.ui.preferences.system_theme", lambda: made.theme)
    return made


def test_the_system_s_theme_is_followed_while_reading(system: System, qtbot: QtBot) -> None:
    preferences = Preferences(Settings(theme="system", text_percent=150))
    assert preferences.look == Look(Theme.load("light"), 150)
    with qtbot.waitSignal(preferences.look_changed) as changed:
        system.change("dark")
    assert changed.args[0] == preferences.look == Look(Theme.load("dark"), 150)
    system.change("contrast")
    assert preferences.look.theme.name == "High contrast"
    assert preferences.settings.theme == "system", "it is still the reader's choice"


@pytest.mark.parametrize("theme", THEME_NAMES)
def test_a_theme_that_is_chosen_stays_whatever_the_system_does(
    system: System, qtbot: QtBot, theme: ThemeName
) -> None:
    preferences = Preferences(Settings(theme=theme))
    with qtbot.assertNotEmitted(preferences.look_changed):
        for name in THEME_NAMES:
            system.change(name)
    assert preferences.look == Look(Theme.load(theme))


def test_going_back_to_the_system_takes_its_theme_of_now(system: System) -> None:
    preferences = Preferences(Settings(theme="sepia"))
    system.change("dark")
    preferences.change(theme="system")
    assert preferences.look.theme.name == "Dark"
