"""Enum classes made quickly while the window starts.

Before the first page is painted PySide makes some 330 enum classes with 4,700 members, and the
machinery of Python's ``enum`` takes about 30 microseconds for each member: a third of the start.
What it makes of the plain lists of names and numbers that PySide gives it can be imitated at a
tenth of that cost; and since five of six such classes are never asked for anything before that
page is painted, their members are made only when they are, or when the start is over.

Nothing is assumed about the machinery, which differs from one Python to the next. It is asked for
samples, and one of them serves as the mould. Where an imitation differs from its sample in
anything, and for every enum that is no plain list, the machinery itself is used.
"""

import enum
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from typing import Any, TypeAlias

_Member = tuple[str, int]
_Enum: TypeAlias = Any
"""An enum class, whose inner parts no type tells of."""
_Create = Callable[..., _Enum]
_SAMPLES: Sequence[list[_Member]] = (
    [],
    [("Two", 2), ("One", 1), ("Both", 3), ("Again", 1), ("None_", 0), ("All", 255), ("Below", -1)],
)


@contextmanager
def quick_enums() -> Iterator[None]:
    """Make enum classes quickly until the end of the block."""
    metaclass: _Enum = enum.EnumType
    pythons_own = metaclass._create_
    moulds: dict[tuple[type, object], _Mould | None] = {}
    waiting: list[_Enum] = []

    def create(cls: _Enum, class_name: str, names: _Enum, **options: _Enum) -> _Enum:
        if options.get("module") is None:  # it is found two frames up, and this is one of them
            options["module"] = sys._getframe(2).f_globals.get("__name__")  # noqa: SLF001
        if _is_plain(names, options):
            key = cls, options.get("boundary")
            if key not in moulds:
                moulds[key] = _mould(pythons_own, *key)
            mould = moulds[key]
            if mould and mould.taken.isdisjoint(dict(names)):
                waiting.append(mould.cast(class_name, names, options["module"]))
                return waiting[-1]
        return pythons_own(cls, class_name, names, **options)

    metaclass._create_ = create
    try:
        yield
    finally:
        metaclass._create_ = pythons_own
        for cls in waiting:
            _fill(cls)


def _is_plain(names: object, options: dict[str, Any]) -> bool:
    """Tell whether this lists different public names with whole numbers, and no more."""
    if type(names) is not list or not names or not options.keys() <= _OPTIONS:
        return False
    if options.get("qualname") is not None or options.get("type") is not None:
        return False
    if {*map(type, names)} - {tuple} or {*map(len, names)} - {2}:
        return False
    numbers = dict(names)
    if {*map(type, numbers)} - {str} or {*map(type, numbers.values())} - {int}:
        return False
    return len(numbers) == len(names) and "\n_" not in "\n".join(("", *numbers))


_OPTIONS = {"module", "qualname", "type", "start", "boundary"}


class _Mould:
    """What all enum classes of one base have alike.

    Args:
        base: what they derive from, such as ``enum.IntFlag``.
        empty: such a class without members.
    """

    def __init__(self, base: _Enum, empty: _Enum) -> None:
        given = {key: value for key, value in vars(empty).items() if key not in _EACH_ITS_OWN}
        self._base = base
        self._shared = given
        self._stores = [key for key, value in given.items() if isinstance(value, dict | list)]
        self._is_flag = issubclass(empty, enum.Flag)
        self._is_number = empty._member_type_ is int
        self.taken = frozenset(("", "mro")).union(*map(vars, (enum.EnumType, *base.__mro__)))
        """Names that mean something else in such a class; a member so named needs more care."""

    def cast(self, name: str, members: Sequence[_Member], module: str) -> _Enum:
        """Return a class with these members, which are made when somebody asks for them."""
        own = {**self._shared, "__module__": module}
        for key in self._stores:
            own[key] = self._shared[key].copy()
        # type would make a static method of it.
        new = own.pop("__new__")
        cls: _Enum = type.__new__(_Waiting, name, (self._base,), own)
        type.__setattr__(cls, "__new__", new)
        _fillings[cls] = partial(self._fill, cls, own, members)
        return cls

    def _fill(self, cls: _Enum, own: dict[str, Any], members: Sequence[_Member]) -> None:
        put = type.__setattr__
        names, by_name, by_value = (own[key] for key in _ROLLS)
        hashable = own.get("_hashable_values_", [])
        mask = singles = 0
        for member, value in members:
            one = by_value.get(value)
            is_single = value > 0 and not value & (value - 1)
            mask |= value
            if one is None:
                one = int.__new__(cls, value) if self._is_number else object.__new__(cls)
                one._value_ = value
                one._name_ = member
                one.__objclass__ = cls
                one._sort_order_ = len(names)
                by_value[value] = one
                hashable.append(value)
                if is_single or not self._is_flag:
                    names.append(member)
                if is_single:
                    singles |= value
            by_name[member] = one
            put(cls, member, one)
        if self._is_flag:
            put(cls, "_flag_mask_", mask)
            put(cls, "_singles_mask_", singles)
            put(cls, "_all_bits_", 2 ** mask.bit_length() - 1)
            values = [by_name[member]._value_ for member in names]
            if values != sorted(values):
                put(cls, "_iter_member_", cls._iter_member_by_def_)


class _Waiting(enum.EnumType):
    """The type of an enum class until somebody asks it for something."""

    def __getattribute__(cls, name: str) -> object:
        _fill(cls)
        return type.__getattribute__(cls, name)

    def __setattr__(cls, name: str, value: object) -> None:
        if name.startswith("__"):  # PySide tells each class its qualified name
            type.__setattr__(cls, name, value)
        else:
            _fill(cls)
            setattr(cls, name, value)


def _fill(cls: _Enum) -> None:
    if filling := _fillings.pop(cls, None):
        type.__setattr__(cls, "__class__", enum.EnumType)
        filling()


_fillings: dict[_Enum, Callable[[], None]] = {}
"""What makes the members of each class that waits."""
_ROLLS = ("_member_names_", "_member_map_", "_value2member_map_")
_EACH_ITS_OWN = {"__module__", "__dict__", "__weakref__"}


def _mould(pythons_own: _Create, base: _Enum, boundary: object) -> _Mould | None:
    """Return a mould for enum classes of a base, or None where they cannot be imitated."""
    samples = [
        pythons_own(base, "Sample", members, module=__name__, boundary=boundary)
        for members in _SAMPLES
    ]
    try:
        mould = _Mould(base, samples[0])
        casts = [mould.cast("Sample", members, __name__) for members in _SAMPLES]
    except (AttributeError, KeyError, TypeError):
        return None
    return mould if [*map(_anatomy, casts)] == [*map(_anatomy, samples)] else None


def _anatomy(cls: _Enum) -> dict[str, object]:
    """Return all that a class and its members have, without their identity."""

    def plain(value: object) -> object:
        if isinstance(value, cls):
            return sorted((key, str(part)) for key, part in vars(value).items())
        if isinstance(value, dict):
            return [(key, plain(one)) for key, one in value.items()]
        return getattr(value, "__func__", value)

    parts = {key: plain(value) for key, value in vars(cls).items() if key not in _EACH_ITS_OWN}
    return {**parts, "type": type(cls)}
