"""A phrase from the command line, all start-up included, against ripgrep over the same files.

Run `python -m benchmarks.commandline FOLDER [DATA]` from a checkout, with `rg` on the path (Debian
and PyPI have it as `ripgrep`) and a folder that `benchmarks.engines` has measured. The budget: the
workbench answers sooner. The best of some rounds, with the files in memory.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from collections.abc import Sequence

PHRASES = ("prime minister", "Secretary General", "out of memory", "structure of the", "of the")
ROUNDS = 5


def spent(command: Sequence[str]) -> tuple[float, float]:
    """Seconds of the wall and of the CPU that a command takes."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    started = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, check=False)
    wall = time.perf_counter() - started
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main(folder: str, data: Sequence[str]) -> None:
    """Measure and print."""
    own = [sys.executable, "-m", "workbench", "search", "-C", folder, *data]
    for phrase in PHRASES:
        commands = {
            "rg -F": ["rg", "-F", "--", phrase, folder],
            "rg -F -i": ["rg", "-F", "-i", "--", phrase, folder],
            "workbench": [*own, f'"{phrase}"'],
        }
        rounds = {
            name: [spent(command) for _ in range(ROUNDS)] for name, command in commands.items()
        }
        least = {name: tuple(map(min, zip(*times, strict=True))) for name, times in rounds.items()}
        shown = (f"{name} {wall:.2f} s (CPU {cpu:.2f})" for name, (wall, cpu) in least.items())
        print(f"{phrase}: {', '.join(shown)}")


if __name__ == "__main__":
    main(sys.argv[1], ["--data", sys.argv[2]] if len(sys.argv) > 2 else [])
