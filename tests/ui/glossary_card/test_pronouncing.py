import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot

from immuno_reader.ui.glossary_card.pronouncing import Pronouncer

# The silent test engine comes with Qt everywhere, and is a real engine in all but sound.
quiet_log = pytest.mark.qt_log_ignore("pipewire", "(?i)text-to-speech plug-in", extend=True)
pytestmark = [quiet_log, pytest.mark.usefixtures("qapp")]
REAL = ("winrt", "sapi", "darwin", "macos", "android", "speechd", "flite")


@pytest.fixture
def broken_engine(tmp_path: Path, qapp: QCoreApplication) -> Iterator[str]:
    """Put an engine among Qt's plug-ins that cannot be loaded."""
    folder = tmp_path / "texttospeech"
    folder.mkdir()
    (folder / "libqtexttospeech_flite.so").write_bytes(b"not a library")
    qapp.addLibraryPath(str(tmp_path))
    yield "flite"
    qapp.removeLibraryPath(str(tmp_path))


def test_the_test_engine_alone_is_no_voice() -> None:
    assert not Pronouncer(not_real=(*REAL, "mock")).can_say("en")


def test_a_term_is_said(qtbot: QtBot) -> None:
    pronouncer = Pronouncer(not_real=REAL)
    assert pronouncer.can_say("en")
    with qtbot.assertNotEmitted(pronouncer.availability_changed):
        pronouncer.say("antibody", "en")
        pronouncer.say("antigen", "en")
        pronouncer.stop()
    assert pronouncer.can_say("en")


def test_a_language_without_a_voice_is_found_out_and_said_in_no_other(qtbot: QtBot) -> None:
    pronouncer = Pronouncer(not_real=REAL)
    assert pronouncer.can_say("cy")
    with qtbot.waitSignal(pronouncer.availability_changed):
        pronouncer.say("gwrthgorff", "cy")
    assert not pronouncer.can_say("cy")
    assert pronouncer.can_say("en")


def test_an_engine_that_does_not_work_is_given_up(broken_engine: str, qtbot: QtBot) -> None:
    real = tuple(name for name in (*REAL, "mock") if name != broken_engine)
    pronouncer = Pronouncer(not_real=real)
    assert pronouncer.can_say("en")
    with qtbot.waitSignal(pronouncer.availability_changed):
        pronouncer.say("antibody", "en")
    assert not pronouncer.can_say("en")
    pronouncer.say("antibody", "en")
    pronouncer.stop()


def test_a_working_engine_takes_the_place_of_a_broken_one(broken_engine: str, qtbot: QtBot) -> None:
    pronouncer = Pronouncer(not_real=tuple(name for name in REAL if name != broken_engine))
    with qtbot.assertNotEmitted(pronouncer.availability_changed):
        pronouncer.say("antibody", "en")
    assert pronouncer.can_say("en")


def test_speech_is_not_loaded_to_learn_whether_there_is_any() -> None:
    program = (
        "import sys\n"
        "from PySide6.QtCore import QCoreApplication\n"
        "from immuno_reader.ui.glossary_card.pronouncing import Pronouncer\n"
        "application = QCoreApplication([])\n"
        "Pronouncer(not_real=()).can_say('en')\n"
        "print([name for name in sys.modules if 'Speech' in name or 'Multimedia' in name])\n"
    )
    result = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert result.stdout.strip() == "[]"
