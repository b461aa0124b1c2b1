"""How long the reader takes to its painted window, and what it holds, against the floor.

Usage: start.py [--runs N] [--pack PATH]

Both programs start in turn on the same screen (``QT_QPA_PLATFORM``; offscreen when there is
none), from a warm cache, showing the same section. Printed are medians, the spread, and the
ratio that the design's budget limits: 1.25 times the floor, and the floor and 30 MiB.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent
SECTION = "what-immunotherapy-is"
TIME_BUDGET, MEMORY_BUDGET_MIB = 1.25, 30


class Start(NamedTuple):
    """One start of one program."""

    painted_ms: float
    pss_mib: float


def start(environment: dict[str, str], *arguments: str) -> Start:
    """Start a program under the probe."""
    clock = {"PROBE_START": str(time.monotonic_ns())}
    command = [sys.executable, str(HERE / "probe.py"), *arguments]
    done = subprocess.run(
        command, env=environment | clock, capture_output=True, text=True, check=True
    )
    return Start(**json.loads(done.stdout.strip().splitlines()[-1]))


def middle(starts: list[Start]) -> Start:
    """Return the medians of time and memory."""
    return Start(
        statistics.median(one.painted_ms for one in starts),
        statistics.median(one.pss_mib for one in starts),
    )


def main() -> int:
    """Measure and print; exit code 1 when a budget is missed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--pack", action="append", default=[])
    options = parser.parse_args()
    packs = [part for pack in options.pack for part in ("--pack", pack)]
    section = [] if options.pack else ["--section", SECTION]
    with tempfile.TemporaryDirectory() as folder:
        environment = dict(os.environ)
        # A warm start finds its modules compiled, as after any first start.
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        if not environment.get("DISPLAY"):
            environment.setdefault("QT_QPA_PLATFORM", "offscreen")
        environment["IMMUNO_READER_PROFILE"] = f"{folder}/profile"
        environment["IMMUNO_READER_CACHE"] = f"{folder}/cache"
        page = Path(folder) / "page.html"
        read = [sys.executable, "-m", "immuno_reader", "section", SECTION, "--html"]
        page.write_bytes(
            subprocess.run(read, env=environment, capture_output=True, check=True).stdout
        )
        if packs:  # a warm start is one whose library is compiled
            compile_ = [sys.executable, "-m", "immuno_reader", "compile", *packs]
            subprocess.run(compile_, env=environment, capture_output=True, check=True)
        starts: dict[str, list[Start]] = {"floor": [], "reader": []}
        for turn in range(options.runs + 1):
            floor = start(environment, "floor", str(page))
            reader = start(environment, "reader", *packs, *section)
            if turn:  # the first of each fills the caches
                starts["floor"].append(floor)
                starts["reader"].append(reader)
    floor, reader = middle(starts["floor"]), middle(starts["reader"])
    for name, many in starts.items():
        times = [one.painted_ms for one in many]
        one = middle(many)
        print(
            f"{name:8} painted {one.painted_ms:7.1f} ms ({min(times):.1f} to {max(times):.1f})"
            f"   PSS {one.pss_mib:6.1f} MiB"
        )
    ratio, more = reader.painted_ms / floor.painted_ms, reader.pss_mib - floor.pss_mib
    print(
        f"ratio    painted x{ratio:.2f} (budget x{TIME_BUDGET})   PSS {more:+.1f} MiB"
        f" (budget +{MEMORY_BUDGET_MIB})"
    )
    return int(ratio > TIME_BUDGET or more > MEMORY_BUDGET_MIB)


if __name__ == "__main__":
    sys.exit(main())
