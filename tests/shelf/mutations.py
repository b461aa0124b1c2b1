"""Files of bookmarks to which something has happened, the same ones every time."""

import json
import random
from collections.abc import Callable, Iterator
from copy import deepcopy
from typing import Any
from zlib import crc32

Mutation = Callable[[bytes, random.Random], bytes]

WRONG: tuple[Any, ...] = (
    None, True, 0, -1, 1.5, 10**400, "", "x", "\ud800", "\x00", [], [None], {}, {"id": "a"},
    [[[]]], "\u202e\U0001f321", 2**63, float("1e308"),
)  # fmt: skip


def prefixes(whole: bytes) -> Iterator[bytes]:
    """Yield the file cut at every byte."""
    for length in range(len(whole)):
        yield whole[:length]


def mutated(whole: bytes, count: int, seed: int) -> Iterator[bytes]:
    """Yield so many mutations of a file, of every sort in turn."""
    draw = random.Random(seed)
    for number in range(count):
        yield SORTS[number % len(SORTS)](whole, draw)


def flipped_bits(data: bytes, draw: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(draw.choice((1, 1, 1, 2, 8, 64))):
        changed[draw.randrange(len(changed))] ^= 1 << draw.randrange(8)
    return bytes(changed)


def other_bytes(data: bytes, draw: random.Random) -> bytes:
    start, length = _part(data, draw)
    junk = draw.choice((bytes(length), b"\xff" * length, draw.randbytes(length)))
    return data[:start] + junk + data[start + length :]


def lost_bytes(data: bytes, draw: random.Random) -> bytes:
    start, length = _part(data, draw)
    return data[:start] + data[start + length :]


def repeated_bytes(data: bytes, draw: random.Random) -> bytes:
    start, length = _part(data, draw)
    end = start + length
    return data[:end] + data[start:end] + data[end:]


def swapped_bytes(data: bytes, draw: random.Random) -> bytes:
    start, length = _part(data, draw)
    cut = start + length // 2
    return data[:start] + data[cut : start + length] + data[start:cut] + data[start + length :]


def other_end(data: bytes, draw: random.Random) -> bytes:
    """What a power cut leaves: the end never came, or is of another file."""
    start, _ = _part(data, draw)
    return data[:start] + draw.choice((bytes(len(data) - start), b"{}\n", data, b"\x1a"))


def other_values(data: bytes, draw: random.Random) -> bytes:
    """Other types, keys and ids, in whatever dress JSON comes in."""
    whole = json.loads(data)
    for _ in range(draw.choice((1, 1, 2, 5))):
        _change(whole, draw)
    return _dressed(whole, draw)


def other_values_with_a_checksum(data: bytes, draw: random.Random) -> bytes:
    """As another program would write it that knows our checksum."""
    whole = json.loads(data)
    _change(whole, draw)
    whole = {"format": "immuno-reader/bookmarks", "version": 1, "checksum": "", **whole}
    whole["checksum"] = "crc32:00000000"
    return with_checksum(json.dumps(whole, indent=2).encode())


def with_checksum(data: bytes) -> bytes:
    """Return a file with the checksum that our own program would have written."""
    head, mark, tail = data.partition(b'"checksum": "crc32:')
    digits = b"%08x" % crc32(tail[8:], crc32(head + mark))
    return head + mark + digits + tail[8:]


SORTS: tuple[Mutation, ...] = (
    flipped_bits,
    flipped_bits,
    other_bytes,
    lost_bytes,
    repeated_bytes,
    swapped_bytes,
    other_end,
    other_values,
    other_values,
    other_values_with_a_checksum,
)


def _part(data: bytes, draw: random.Random) -> tuple[int, int]:
    length = min(draw.choice((1, 2, 4, 16, 64, 512)), len(data))
    return draw.randrange(len(data) - length + 1), length


def _change(whole: Any, draw: random.Random) -> None:  # noqa: ANN401  any JSON
    """Change one member somewhere in it."""
    places = list(_places(whole))
    holder, key = draw.choice(places)
    deed = draw.randrange(4)
    if deed == 0:
        del holder[key]
    elif deed == 1:
        other, its_key = draw.choice(places)
        holder[key] = deepcopy(other[its_key])  # ids too, so that there are twins
    else:
        holder[key] = deepcopy(draw.choice(WRONG))


def _places(value: Any) -> Iterator[tuple[Any, Any]]:  # noqa: ANN401
    members = value.items() if isinstance(value, dict) else enumerate(value)
    for key, member in members:
        yield value, key
        if isinstance(member, dict | list):
            yield from _places(member)


def _dressed(whole: object, draw: random.Random) -> bytes:
    text = json.dumps(whole, indent=draw.choice((None, 1, 8)))
    data = text.encode(draw.choice(("utf-8", "utf-8", "utf-8-sig", "utf-16", "utf-16-le")))
    return data.replace(b"\n", b"\r\n") if draw.randrange(4) == 0 else data
