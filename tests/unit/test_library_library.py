"""The library follows its folder: what is read, what is skipped and why, and what stays."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from workbench.library import Library
from workbench.library.files import LARGEST
from workbench.library.identity import LEDGER
from workbench.library.intake import FileStat
from workbench.library.planning import Plan
from workbench.model import FileOutcome, WorkbenchError

LONG_AGO = 1_000_000_000_000_000_000
SECOND = 1_000_000_000
TEXT = "The quay\n\n9 September 2008\n\nIt is 164 metres long.\n"


class Collection:
    """A folder, and a library over it whose clock the test turns."""

    def __init__(self, room: Path) -> None:
        self.folder = room / "documents"
        self.home = room / "home"
        self.now = LONG_AGO
        self.folder.mkdir()
        self.library = self.opened()

    def opened(self) -> Library:
        return Library(self.folder, self.home, self.home / "cache", lambda: self.now)

    def write(self, name: str | bytes, content: str | bytes = TEXT, age: int = 60) -> Path:
        path = self.folder / os.fsdecode(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        os.utime(path, ns=(0, self.now - age * SECOND))
        return path

    def update(self, *, rebuild: bool = False) -> Plan:
        plan = self.library.plan(rebuild=rebuild)
        self.library.forget(plan.removed)
        self.lost: list[str] = []
        for file in plan.to_read:
            self.lost += self.library.record(self.library.read(file))
        self.library.commit()
        return plan

    def outcome(self, name: str | bytes) -> FileOutcome:
        raw_path = os.fsencode(name)
        path = self.folder / os.fsdecode(raw_path)
        size = path.lstat().st_size if os.path.lexists(path) else 0
        return self.library.read(FileStat(raw_path, size, self.now, raw_path))

    def paths(self) -> list[str]:
        return [info.path for info in self.library.documents()]


@pytest.fixture
def collection(tmp_path: Path) -> Iterator[Collection]:
    made = Collection(tmp_path)
    yield made
    made.library.close()


@pytest.fixture
def unprivileged() -> Iterator[Path]:
    """A room where permissions count, even for tests that the superuser runs."""
    room = Path(tempfile.mkdtemp())
    superuser = os.geteuid() == 0
    if superuser:
        os.chown(room, 65534, 65534)
        os.seteuid(65534)
    yield room
    if superuser:
        os.seteuid(0)
    for path in [room, *room.rglob("*")]:
        path.chmod(0o700)
    shutil.rmtree(room)


def test_a_document_is_known_after_the_commit(collection: Collection) -> None:
    collection.write("b/quay.txt")
    collection.write("a.md", "---\ntitle: A\n---\nText")
    plan = collection.update()
    assert [file.raw_path for file in plan.to_read] == [b"a.md", b"b/quay.txt"]
    library = collection.opened()
    assert library.count() == 2
    first, second = library.documents()
    assert (first.path, second.path) == ("a.md", "b/quay.txt")
    assert (second.title, second.metadata.date, second.words) == ("The quay", "2008-09-09", 10)
    document = library.document(second.id)
    assert document.text == library.text(second.id) == TEXT
    assert document.info == library.info(second.id) == second
    assert [TEXT[start:end] for start, end in document.paragraphs][2] == "It is 164 metres long."
    library.close()


def test_nothing_counts_before_the_commit(collection: Collection) -> None:
    collection.write("a.txt")
    for file in collection.library.plan().to_read:
        collection.library.record(collection.library.read(file))
    other = collection.opened()
    assert other.count() == 0
    other.close()


def test_an_unchanged_folder_has_nothing_to_read(collection: Collection) -> None:
    collection.write("a.txt")
    collection.write("junk.bin")
    collection.update()
    plan = collection.update()
    assert (plan.to_read, plan.unchanged, plan.removed) == ((), 1, ())
    assert [(outcome.path, outcome.reason) for outcome in plan.skipped] == [
        ("junk.bin", "has no reader for .bin")
    ]


def test_a_rebuild_reads_everything(collection: Collection) -> None:
    collection.write("a.txt")
    collection.write("junk.bin")
    collection.update()
    plan = collection.update(rebuild=True)
    assert len(plan.to_read) == 2
    assert (plan.unchanged, plan.skipped) == (0, ())


def test_what_changed_is_read_again_under_its_id(collection: Collection) -> None:
    collection.write("a.txt")
    collection.write("b.txt")
    collection.update()
    [before] = [info for info in collection.library.documents() if info.path == "a.txt"]
    collection.write("a.txt", "Shorter.", age=30)
    assert collection.library.changed_on_disk(before.id) == "changed"
    plan = collection.update()
    assert [file.raw_path for file in plan.to_read] == [b"a.txt"]
    assert collection.library.text(before.id) == "Shorter."
    assert collection.library.info(before.id).sha256 != before.sha256
    assert collection.library.changed_on_disk(before.id) == ""


def test_what_is_gone_is_removed_and_comes_back_under_its_id(collection: Collection) -> None:
    path = collection.write("a.txt")
    collection.update()
    [info] = collection.library.documents()
    path.unlink()
    assert collection.library.changed_on_disk(info.id) == "gone"
    assert collection.update().removed == (info.id,)
    assert collection.library.outcomes() == []
    with pytest.raises(WorkbenchError, match="no document"):
        collection.library.text(info.id)
    collection.write("a.txt", "Something else.")
    collection.update()
    assert [info.id for info in collection.library.documents()] == [info.id]


def test_a_file_that_holds_no_document_any_more_says_which_it_lost(collection: Collection) -> None:
    collection.write("a.txt")
    collection.update()
    [info] = collection.library.documents()
    collection.write("a.txt", b"", age=30)
    assert collection.update().removed == ()
    assert collection.lost == [info.id]
    assert collection.library.documents() == []
    assert [outcome.reason for outcome in collection.library.skipped()] == ["is empty"]


@pytest.mark.parametrize("cache_lost", [False, True])
def test_a_renamed_file_keeps_its_id(collection: Collection, cache_lost: bool) -> None:
    path = collection.write("a.txt", "Mine.\n")
    collection.write("other.txt", "Twin.\n")
    collection.update()
    ids = {info.path: info.id for info in collection.library.documents()}
    (collection.folder / "sub").mkdir()
    path.rename(collection.folder / "sub" / "renamed.txt")
    collection.write("twin.txt", "Twin.\n")
    if cache_lost:
        collection.library.close()
        shutil.rmtree(collection.home / "cache")
        collection.library = collection.opened()
    plan = collection.update()
    assert (plan.removed, collection.lost) == ((), [])
    now = {info.path: info.id for info in collection.library.documents()}
    assert now["sub/renamed.txt"] == ids["a.txt"]
    assert now["other.txt"] == ids["other.txt"] != now["twin.txt"]
    collection.write("a.txt", "A new file in the old place.")
    collection.update()
    now = {info.path: info.id for info in collection.library.documents()}
    assert len(set(now.values())) == 4
    assert now["sub/renamed.txt"] == ids["a.txt"]


def test_copies_in_a_renamed_directory_keep_their_ids(collection: Collection) -> None:
    for name in "abc":
        collection.write(f"old/{name}.txt", "A copy.")
    collection.update()
    ids = [info.id for info in collection.library.documents()]
    (collection.folder / "old").rename(collection.folder / "new")
    assert collection.update().removed == ()
    assert collection.paths() == ["new/a.txt", "new/b.txt", "new/c.txt"]
    assert [info.id for info in collection.library.documents()] == ids


def test_a_file_changed_and_then_renamed_keeps_its_id(collection: Collection) -> None:
    collection.write("a.txt", "First.")
    collection.update()
    [info] = collection.library.documents()
    path = collection.write("a.txt", "Second.", age=30)
    collection.update()
    path.rename(collection.folder / "b.txt")
    collection.update()
    assert [(now.path, now.id) for now in collection.library.documents()] == [("b.txt", info.id)]


def test_an_interrupted_update_goes_on(collection: Collection) -> None:
    path = collection.write("a.txt")
    collection.update()
    [info] = collection.library.documents()
    path.rename(collection.folder / "b.txt")
    plan = collection.library.plan()
    collection.library.forget(plan.removed)
    collection.library.commit()  # and the process ends before the file is read
    collection.library.close()
    collection.library = collection.opened()
    collection.update()
    assert [(now.path, now.id) for now in collection.library.documents()] == [("b.txt", info.id)]


def test_a_young_file_is_compared_by_its_bytes(collection: Collection) -> None:
    path = collection.write("a.txt", "Before", age=1)
    collection.update()
    assert collection.library.plan().unchanged == 1
    stamp = path.stat().st_mtime_ns
    path.write_text("Behind")
    os.utime(path, ns=(0, stamp))
    assert [file.raw_path for file in collection.update().to_read] == [b"a.txt"]
    collection.now += 60 * SECOND
    assert collection.update().unchanged == 1
    path.write_text("Beside")
    os.utime(path, ns=(0, stamp))
    assert collection.update().unchanged == 1, "a settled file is not opened again"


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("empty.txt", b"", "is empty"),
        ("blank.txt", b" \n\t\n", "holds no text"),
        ("blank.html", b"<script>x</script>", "holds no text"),
        ("junk.txt", bytes(range(256)) * 16, "is binary"),
        ("scan.txt", b"%PDF-1.4\n", "is a PDF document, not text"),
        ("table.xyz", b"text", "has no reader for .xyz"),
        ("odd.x\x1b[2J", b"text", "has no reader for .x␛[2j"),
    ],
)
def test_a_file_without_documents_has_a_reason(
    collection: Collection, name: str, content: bytes, reason: str
) -> None:
    collection.write(name, content)
    outcome = collection.outcome(name)
    assert (outcome.outcome, outcome.reason) == ("skipped", reason)
    assert outcome.documents == ()


@pytest.mark.parametrize(
    ("content", "reason", "text"),
    [
        (b"A\x1b[2Jbell\x07 and text", "control characters were replaced", "A␛[2Jbell␇ and text"),
        ("Käthe, Müller\n".encode() + b"\xff", "bytes that are not text were replaced", None),
        ("a \u202edesrever".encode(), "control characters were replaced", "a \ufffddesrever"),
    ],
)
def test_a_sanitised_document_says_so(
    collection: Collection, content: bytes, reason: str, text: str | None
) -> None:
    collection.write("a.txt", content)
    outcome = collection.outcome("a.txt")
    assert (outcome.outcome, outcome.reason) == ("indexed-sanitised", reason)
    assert text is None or outcome.documents[0].text == text


def test_metadata_is_safe_and_short(collection: Collection) -> None:
    collection.write("a.md", f'---\ntitle: "A\x1b]0;x\x07 [b]\u202e{"x" * 900}"\n---\nText')
    title = collection.outcome("a.md").documents[0].info.title
    assert title.startswith("A␛]0;x␇ [b]\ufffdx")
    assert len(title) == 500


@pytest.mark.parametrize("name", [b"caf\xe9.txt", b"two\nlines.txt", b"\x1b[2J.txt", "été.txt"])
def test_names_of_any_kind_are_read_shown_and_found(
    collection: Collection, name: bytes | str
) -> None:
    collection.write(name)
    collection.update()
    [info] = collection.library.documents()
    assert info.raw_path == os.fsencode(name)
    assert info.path.isprintable() or "\ufffd" in info.path
    for wanted in (info.id, info.path, os.fsdecode(name)):
        assert collection.library.find(wanted) == info


def test_a_document_is_found_by_any_path_to_it(collection: Collection) -> None:
    path = collection.write("sub/a.txt")
    collection.update()
    for wanted in ("sub/a.txt", "./sub/a.txt", "sub/../sub/a.txt", str(path)):
        assert collection.library.find(wanted).path == "sub/a.txt"
    for wanted in ("", "a.txt", "/etc/passwd", "\udcff", "sub"):
        with pytest.raises(WorkbenchError, match="no document"):
            collection.library.find(wanted)


def test_names_that_differ_in_case_are_two_documents(collection: Collection) -> None:
    collection.write("A.txt", "One.")
    collection.write("a.txt", "Two.")
    collection.update()
    assert len({info.id for info in collection.library.documents()}) == len(collection.paths())


def test_what_vanishes_or_turns_into_something_else_is_skipped(collection: Collection) -> None:
    assert collection.outcome("never.txt").reason == "vanished before it was read"
    os.mkfifo(collection.folder / "pipe.txt")
    assert "not a regular file" in collection.outcome("pipe.txt").reason
    (collection.folder / "link.txt").symlink_to("/etc/passwd")
    assert collection.outcome("link.txt").outcome == "skipped"


def test_a_file_that_is_too_large_is_not_read(collection: Collection) -> None:
    with (collection.folder / "large.txt").open("wb") as sparse:
        sparse.truncate(LARGEST + 1)
    assert collection.outcome("large.txt").reason == "is larger than 128 MB"


def test_what_is_no_file_is_listed_with_the_others(collection: Collection) -> None:
    collection.write("a.txt")
    os.mkfifo(collection.folder / "pipe.txt")
    (collection.folder / "loop").symlink_to(".")
    for _ in range(2):
        plan = collection.update()
        assert {outcome.path for outcome in plan.skipped} == {"pipe.txt", "loop"}
        assert {outcome.path for outcome in collection.library.skipped()} == {"pipe.txt", "loop"}
    (collection.folder / "pipe.txt").unlink()
    collection.update()
    assert [outcome.path for outcome in collection.library.outcomes()] == ["a.txt", "loop"]


def test_a_document_replaced_by_a_link_is_removed(collection: Collection) -> None:
    path = collection.write("a.txt")
    collection.update()
    [info] = collection.library.documents()
    path.unlink()
    path.symlink_to("elsewhere")
    assert collection.update().removed == (info.id,)
    assert [outcome.path for outcome in collection.library.skipped()] == ["a.txt"]


def test_the_projects_own_files_are_no_documents(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Text")
    home = tmp_path / "own"
    library = Library(tmp_path, home, home / "cache")
    for file in library.plan().to_read:
        library.record(library.read(file))
    library.commit()
    assert (home / LEDGER).is_file()
    assert library.plan().unchanged == 1
    library.close()


def test_what_may_not_be_read_is_told_and_tried_again(unprivileged: Path) -> None:
    collection = Collection(unprivileged)
    file = collection.write("a.txt")
    collection.write("closed/b.txt")
    file.chmod(0)
    (collection.folder / "closed").chmod(0)
    collection.update()
    assert {outcome.path: outcome.reason for outcome in collection.library.skipped()} == {
        "a.txt": "cannot be read: permission denied",
        "closed": "cannot be read: permission denied",
    }
    file.chmod(0o600)
    (collection.folder / "closed").chmod(0o700)
    collection.update()
    assert collection.paths() == ["a.txt", "closed/b.txt"]
    assert collection.library.skipped() == []
    collection.library.close()


def test_a_folder_that_may_not_be_written_is_read(unprivileged: Path) -> None:
    collection = Collection(unprivileged)
    collection.write("a.txt")
    collection.folder.chmod(0o500)
    collection.update()
    assert collection.paths() == ["a.txt"]
    collection.library.close()


def test_a_folder_that_is_gone_removes_nothing(collection: Collection) -> None:
    collection.write("a.txt")
    collection.update()
    shutil.rmtree(collection.folder)
    with pytest.raises(WorkbenchError, match="cannot be read"):
        collection.library.plan()
    assert collection.paths() == ["a.txt"]


def test_a_damaged_catalogue_is_made_anew(collection: Collection) -> None:
    collection.write("a.txt")
    collection.update()
    [info] = collection.library.documents()
    collection.library.close()
    catalogue = collection.home / "cache" / "catalogue.sqlite"
    content = bytearray(catalogue.read_bytes())
    content[4096:] = bytes(len(content) - 4096)
    catalogue.write_bytes(content)
    collection.library = collection.opened()
    collection.update()
    assert "made anew" in collection.library.notice
    assert [now.id for now in collection.library.documents()] == [info.id]


def test_a_line_of_a_megabyte_is_read(collection: Collection) -> None:
    line = "word " * 200_000
    collection.write("a.txt", line)
    [document] = collection.outcome("a.txt").documents
    assert document.info.words == 200_000
    assert document.info.paragraphs == 1
