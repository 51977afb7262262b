"""The search log, the method record that it makes, and what of a collection was looked at."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.homes import made_home
from workbench.library.safe import safe
from workbench.model import WorkbenchError
from workbench.search.memory import Opened, Ran, Read, SearchLog, coverage, record_of
from workbench.search.memory.entries import LogEntry, entry_of, line_of

LATER = "2026-11-21T10:{:02}:00Z"


def ran(number: int, query: str = "rent", total: int = 5, minute: int | None = None) -> Ran:
    at = LATER.format(number if minute is None else minute)
    return Ran(f"s{number}", at, query, query, total)


def opened(search: int, document: str, *passed: str, minute: int = 30) -> Opened:
    return Opened(LATER.format(minute), document, f"s{search}", len(passed) + 1, passed)


def read(search: int, document: str, seconds: int, share: float = 0.5, minute: int = 31) -> Read:
    return Read(LATER.format(minute), document, seconds, share, f"s{search}")


@pytest.fixture
def log(tmp_path: Path, clock: Callable[[], datetime]) -> SearchLog:
    return SearchLog(tmp_path, "A. Analyst", clock=clock)


# -- the file


def test_each_analyst_has_a_file_of_lines(tmp_path: Path, log: SearchLog) -> None:
    log.append(Ran("s1", log.now(), 'rent "a b"', "rent", 3))
    SearchLog(tmp_path).append(Opened(log.now(), "doc"))
    names = sorted(path.name for path in (tmp_path / "log").iterdir())
    assert names[0].startswith("a-analyst-")
    assert names[1] == "anonymous.jsonl"
    [line] = (tmp_path / "log" / names[0]).read_text(encoding="utf-8").splitlines()
    assert json.loads(line) == {
        "at": "2026-11-21T10:15:00Z",
        "by": "A. Analyst",
        "id": "s1",
        "kind": "search",
        "query": 'rent "a b"',
        "read": "rent",
        "sort": "relevance",
        "through": "screen",
        "total": 3,
    }
    assert (tmp_path / "log" / names[0]).stat().st_mode & 0o777 == 0o600


texts = st.text(max_size=30)
words = texts.filter(lambda text: text.strip() != "")
entries = st.one_of(
    st.builds(
        Ran,
        words,
        words,
        words,
        texts,
        st.integers(0, 10**7),
        st.sampled_from(("relevance", "date", "path")),
        st.sampled_from(("screen", "command")),
        texts,
    ),
    st.builds(Opened, words, words, texts, st.integers(0, 500), st.tuples(texts, texts), texts),
    st.builds(Read, words, words, st.integers(0, 10**5), st.floats(0, 1), texts, texts),
)


@given(entries)
def test_a_line_holds_its_entry_and_nothing_that_acts_as_control(entry: LogEntry) -> None:
    line = line_of(entry)
    assert line.endswith(b"\n")
    assert line.count(b"\n") == 1
    assert safe(line.decode()) == line.decode()
    kept = entry_of(line)
    assert kept is not None
    # Written again it is the same line: what was not safe has become its stand-in.
    assert line_of(kept) == line


@given(st.binary(max_size=60) | st.text(max_size=60).map(str.encode))
def test_no_line_breaks_the_reader(line: bytes) -> None:
    assert entry_of(line) is None or json.loads(line)


def test_broken_lines_are_passed_over_and_counted(tmp_path: Path, log: SearchLog) -> None:
    log.append(ran(1))
    [path] = (tmp_path / "log").iterdir()
    with path.open("ab") as file:
        file.write(b'<<<<<<< HEAD\n{"kind":"search"}\n\n{"kind":"dreamt","at":"x"}\n{"torn":')
    log.append(ran(2))
    fresh = SearchLog(tmp_path)
    assert [entry.id for entry in fresh.entries() if isinstance(entry, Ran)] == ["s1", "s2"]
    assert fresh.broken() == 4


def test_what_others_add_or_take_away_is_seen(tmp_path: Path, log: SearchLog) -> None:
    assert log.record().asked == ()
    log.append(ran(1))
    other = SearchLog(tmp_path, "B. Reader")
    assert len(other.record().asked) == 1
    other.append(ran(2, "lease"))
    assert {one.query for one in log.record().asked} == {"rent", "lease"}
    assert {by for one in log.record().asked for by in one.by} == {"A. Analyst", "B. Reader"}
    other._own.unlink()
    assert [one.query for one in log.record().asked] == ["rent"]


def test_a_line_that_is_still_being_written_is_read_when_it_is_whole(
    tmp_path: Path, log: SearchLog
) -> None:
    log.append(ran(1))
    line = line_of(ran(2))
    with log._own.open("ab", buffering=0) as file:
        file.write(line[:20])
        assert len(log.entries()) == 1
        file.write(line[20:])
        assert len(log.entries()) == 2
    assert log.broken() == 0


def test_nothing_is_written_where_no_log_is_wanted(tmp_path: Path) -> None:
    SearchLog(tmp_path, kept=False).append(ran(1))
    assert list(tmp_path.iterdir()) == []


def test_a_log_that_cannot_be_written_is_told_in_a_sentence(tmp_path: Path, log: SearchLog) -> None:
    (tmp_path / "log").mkdir()
    log._own.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(WorkbenchError, match=r"^The search was not logged: .+\.$"):
        log.append(ran(1))
    assert not (tmp_path / "elsewhere").exists()
    log._own.unlink()
    os.mkfifo(log._own)
    with pytest.raises(WorkbenchError):
        log.append(ran(1))
    assert log.entries() == []


def test_git_joins_two_branches_of_a_log(tmp_path: Path) -> None:
    home = made_home(tmp_path / ".workbench")

    def git(*arguments: str) -> None:
        config = ("-c", "user.name=x", "-c", "user.email=x@example.org")
        subprocess.run(["git", *config, *arguments], cwd=tmp_path, check=True, capture_output=True)

    log = SearchLog(home, "A. Analyst")
    log.append(ran(0))
    git("init", "-q", "-b", "main")
    git("add", "-A")
    git("commit", "-qm", "base")
    git("checkout", "-qb", "other")
    log.append(ran(1))
    git("commit", "-qam", "one")
    git("checkout", "-q", "main")
    log.append(ran(2))
    git("commit", "-qam", "two")
    git("merge", "-q", "other", "-m", "both")
    fresh = SearchLog(home)
    assert {entry.id for entry in fresh.entries() if isinstance(entry, Ran)} == {"s0", "s1", "s2"}
    assert fresh.broken() == 0


# -- what it makes


def test_a_query_is_recorded_over_all_its_runs() -> None:
    record = record_of(
        [
            ran(3, "rent", total=7, minute=20),
            opened(1, "d"),
            ran(1, "rent", total=5, minute=2),
            ran(2, " lease ", total=1, minute=9),
        ]
    )
    assert [(one.query, one.runs, one.total) for one in record.asked] == [
        ("rent", 2, 7),
        ("lease", 1, 1),
    ]
    rent, _ = record.asked
    assert (rent.first, rent.last) == (LATER.format(2), LATER.format(20))
    assert rent.opened == ("d",)
    assert rent.never_opened == 6


def test_dismissed_is_what_was_passed_by_or_opened_for_less_than_five_seconds() -> None:
    record = record_of(
        [
            ran(1),
            opened(1, "c", "a", "b", minute=30),
            read(1, "c", 3, minute=31),
            read(1, "c", 2, minute=32),
            opened(1, "e", "d", minute=33),
            read(1, "e", 4, minute=34),
            opened(1, "a", minute=35),
            read(1, "a", 40, minute=36),
            opened(1, "f", minute=37),
        ]
    )
    [asked] = record.asked
    assert asked.opened == ("c", "e", "a", "f")
    assert asked.read == ("c", "a")
    assert asked.dismissed == ("b", "d", "e")
    assert record.read == {"a", "c"}
    assert record.readings["c"].seconds == 5


def test_what_counts_as_read_is_the_same_as_in_the_record(tmp_path: Path, log: SearchLog) -> None:
    other = SearchLog(tmp_path)
    assert log.read() == frozenset()
    log.append(ran(1), opened(1, "a"), read(1, "a", 3), read(1, "b", 9))
    other.append(read(1, "a", 2), read(1, "c", 4))
    assert log.read() == log.record().read == {"a", "b"}
    other.append(read(1, "c", 1))
    assert log.read() == log.record().read == {"a", "b", "c"}
    next((tmp_path / "log").glob("anonymous.jsonl")).write_text("")
    assert log.read() == log.record().read == {"b"}


@given(st.permutations([ran(1), ran(2, "lease"), opened(1, "a"), read(1, "a", 9), read(2, "b", 1)]))
def test_the_order_of_the_lines_does_not_matter(shuffled: list[LogEntry]) -> None:
    assert record_of(shuffled) == record_of(sorted(shuffled, key=lambda one: one.at))


def test_coverage_tells_what_nobody_found_and_what_nobody_opened() -> None:
    record = record_of(
        [
            ran(1, "rent"),
            ran(2, "lease"),
            opened(1, "a"),
            read(1, "a", 60),
            opened(1, "b"),
            Opened(LATER.format(3), "c"),
        ]
    )
    asked: list[str] = []

    def unfound(queries: Sequence[str]) -> set[str]:
        asked.extend(queries)
        return {"f", "c", "came-later"}

    covered = coverage(record, ["f", "a", "e", "d", "c", "b"], unfound)
    assert asked == ["lease", "rent"]
    assert covered.apart == ("f",)
    assert covered.unopened == ("e", "d")
    assert covered.glanced == ("c", "b")
    assert covered.read == ("a",)
    assert covered.unfound == ("f", "c")
    assert (covered.documents, covered.queries, covered.left_out) == (6, 2, 0)
