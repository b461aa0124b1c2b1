"""An enum class that was made quickly is the one that Python would have made."""

import enum
import json
import operator
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeAlias

import pytest
from hypothesis import given
from hypothesis import strategies as st

from immuno_reader.ui.quick_enums import quick_enums

ROOT = Path(__file__).parents[2]
BASES = (enum.Enum, enum.IntEnum, enum.Flag, enum.IntFlag)
NAMES = st.from_regex(r"[A-Za-z][A-Za-z0-9_]{0,6}", fullmatch=True)
AWKWARD = st.sampled_from(["name", "value", "mro", "_x", "__x__", "real", "_ignore_", "None", ""])
VALUES = st.integers(-3, 40) | st.integers(-(2**33), 2**33)
MEMBERS = st.lists(st.tuples(NAMES | AWKWARD, VALUES), max_size=12)

Made: TypeAlias = Any
"""An enum class, or what making it raised."""
PYTHONS: Any = enum.EnumType


def made(base: Made, members: list[tuple[str, int]], boundary: enum.FlagBoundary | None) -> Made:
    try:
        return base("Kind", list(members), module=__name__, boundary=boundary)
    except (TypeError, ValueError, AttributeError) as error:
        return type(error)


def answer(ask: Callable[..., object], *arguments: object) -> object:
    """Return what something says, or which error it raises."""
    try:
        return str(ask(*arguments))
    except (AttributeError, KeyError, ValueError, TypeError) as error:
        return type(error).__name__


def behaviour(cls: Made) -> object:
    """Return all that a user of an enum class can find out about it."""
    if not issubclass(cls, enum.Enum):
        return cls
    members = list(cls.__members__.values())
    found: list[object] = [
        list(cls.__members__),
        [member.name for member in cls],
        [(repr(member), str(member), member.name, member.value) for member in members],
        [(cls[name].name, cls[name] is getattr(cls, name, None)) for name in cls.__members__],
        [answer(cls, value) for value in range(-4, 45)],
        [answer(cls, member.value) for member in members],
        [member in cls for member in members],
        [hash(member) == hash(cls(member.value)) for member in members if member.value >= 0],
        [format(member, "") for member in members],
        [answer(member.__reduce_ex__, 2) for member in members],
        answer(cls, "nothing"),
        answer(cls.__getitem__, "nothing"),
        len(cls),
        cls.__doc__,
    ]
    if issubclass(cls, enum.Flag):
        for one in members[:4]:
            found += [answer(operator.invert, one), answer(list, one), bool(one)]
            for way in (operator.or_, operator.and_, operator.xor, operator.contains):
                found += [answer(way, one, other) for other in members[:4]]
    return found


@given(
    base=st.sampled_from(BASES),
    members=MEMBERS,
    boundary=st.sampled_from([None, enum.KEEP, enum.STRICT]),
)
def test_it_behaves_as_pythons_own(
    base: Made, members: list[tuple[str, int]], boundary: enum.FlagBoundary | None
) -> None:
    with quick_enums():
        quick = made(base, members, boundary)
    assert behaviour(quick) == behaviour(made(base, members, boundary))


FIRST_QUESTIONS: dict[str, Callable[[Made], object]] = {
    "attribute": lambda cls: cls.Two.value,
    "item": lambda cls: cls["Two"].value,
    "number": lambda cls: cls(2).name,
    "iteration": lambda cls: [member.name for member in cls],
    "length": len,
    "members": lambda cls: list(cls.__members__),
    "map": lambda cls: list(cls._member_map_),
    "names": lambda cls: cls._member_names_,
    "dir": dir,
    "vars": lambda cls: sorted(vars(cls)),
    "repr": repr,
    "truth": bool,
    "no member": lambda cls: 2.5 in list(cls),
    "no attribute": lambda cls: getattr(cls, "Three", None),
    "own attribute": lambda cls: setattr(cls, "extra", 1),
    "member set": lambda cls: answer(setattr, cls, "Two", 1),
    "derived": lambda cls: answer(derived, cls),
}


def derived(cls: Made) -> object:
    class Derived(cls):  # type: ignore[misc]
        pass

    return list(Derived.__members__), type(Derived)


@pytest.mark.parametrize("base", BASES)
@pytest.mark.parametrize("question", FIRST_QUESTIONS)
def test_whatever_is_asked_first_the_answer_is_pythons(base: Made, question: str) -> None:
    def told(cls: Made) -> object:
        return answer(FIRST_QUESTIONS[question], cls), behaviour(cls), type(cls)

    for members in ([], [("Two", 2), ("One", 1), ("Also", 2)]):
        own = made(base, members, None)
        with quick_enums():
            quick = made(base, members, None)
            assert told(quick) == told(own)


def test_afterwards_nothing_waits() -> None:
    make: Any = enum.Enum
    with quick_enums():
        kind = make("Kind", [("One", 1)])
    assert type(kind) is enum.EnumType
    assert [name for name, _ in kind.__members__.items()] == ["One"]


@pytest.mark.parametrize("base", BASES)
def test_plain_lists_are_made_quickly(base: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    by_python: list[str] = []
    pythons_own = PYTHONS._create_

    def seen(cls: object, class_name: str, *others: object, **options: object) -> object:
        by_python.append(class_name)
        return pythons_own(cls, class_name, *others, **options)

    monkeypatch.setattr(enum.EnumType, "_create_", seen)
    with quick_enums():
        for number in range(3):
            base(f"Kind{number}", [("One", 1), ("Two", 2)], boundary=enum.KEEP)
    assert [name for name in by_python if name.startswith("Kind")] == []


def test_other_ways_to_make_an_enum_stay_pythons() -> None:
    make: Any = enum.Enum
    number: Any = enum.IntEnum
    word: Any = enum.StrEnum
    with quick_enums():
        spaced = make("Spaced", "ONE TWO")
        mapped = number("Mapped", {"ONE": 1})
        words = word("Words", [("ONE", "one")])

        class Written(enum.Flag):
            ONE = enum.auto()
            TWO = enum.auto()

    assert [member.name for member in spaced] == ["ONE", "TWO"]
    assert mapped.ONE == 1
    assert words.ONE == "one"
    assert (Written.ONE | Written.TWO).value == 3


def test_afterwards_python_makes_them_again() -> None:
    before = PYTHONS._create_
    with pytest.raises(KeyError), quick_enums():
        raise KeyError
    assert PYTHONS._create_ is before


EVERY_ENUM_OF_QT = """
import contextlib, enum, json, sys
from immuno_reader.ui.quick_enums import quick_enums

with quick_enums() if sys.argv[1] == "quick" else contextlib.nullcontext():
    from PySide6 import QtCore, QtGui, QtWidgets
    found = {}
    for module in (QtCore, QtGui, QtWidgets):
        for name in dir(module):
            outer = getattr(module, name)
            for inner in [outer, *vars(outer).values()] if isinstance(outer, type) else ():
                if isinstance(inner, enum.EnumType):
                    found[f"{inner.__module__}.{inner.__qualname__}"] = [
                        [str(base) for base in inner.__mro__[1:]],
                        [(n, m.value, repr(m)) for n, m in inner.__members__.items()],
                        [m.name for m in inner],
                    ]
align = QtCore.Qt.AlignmentFlag.AlignLeft | QtCore.Qt.AlignmentFlag.AlignTop
found["together"] = [repr(align), repr(~align & align), QtCore.Qt.Key(65).name]
print(json.dumps(found))
"""


def test_every_enum_of_qt_is_the_same() -> None:
    quick, own = (
        json.loads(
            subprocess.run(
                [sys.executable, "-c", EVERY_ENUM_OF_QT, way],
                cwd=ROOT,
                capture_output=True,
                text=True,
                check=True,
                timeout=120,
            ).stdout
        )
        for way in ("quick", "own")
    )
    assert len(own) > 500
    assert quick == own
