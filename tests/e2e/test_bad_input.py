"""Bad input gets one clear sentence or a quiet right answer, and nothing is lost."""

from __future__ import annotations

import base64
import fcntl
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from tests.e2e.conftest import COMMAND, Workbench, checked

TROOPS = "will keep 7,600 troops"


def cache_of(folder: Path) -> Path:
    [cache] = (folder / ".workbench" / "cache").iterdir()
    return cache


def annotations_of(folder: Path) -> dict[Path, bytes]:
    files = (folder / ".workbench" / "annotations").rglob("*.json")
    return {file: file.read_bytes() for file in files}


# -- folders


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("missing", "There is no folder missing."),
        ("dispatch.txt", "dispatch.txt is a file; the workbench opens folders."),
        ("dispatch.txt/below", "There is no folder dispatch.txt/below."),
        ("loop", "There is no folder loop."),
        ("\x1b]0;x\x07", "There is no folder ␛]0;x␇."),
    ],
)
@pytest.mark.parametrize("command", [["documents"], ["index"]])
def test_a_folder_that_is_none(
    workbench: Workbench, folder: Path, name: str, sentence: str, command: list[str]
) -> None:
    (folder / "loop").symlink_to("loop")
    assert workbench(*command, "-C", name) == (2, "", [sentence])


def test_a_name_that_is_too_long(workbench: Workbench) -> None:
    ran = workbench("documents", "-C", "x" * 5000)
    assert ran.code == 1
    assert ran.complaints[0].endswith("cannot be read: file name too long.")


def test_an_empty_folder(workbench: Workbench, tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    assert workbench("documents", at=empty) == (1, "The folder holds no documents.\n", [])
    assert workbench("documents", "--json", at=empty).json == []
    assert workbench("index", at=empty).code == 1
    assert workbench("search", "x", "--json", at=empty).json["total"] == 0


def test_a_current_directory_that_is_gone(folder: Path) -> None:
    gone = folder / "gone"
    gone.mkdir()
    script = 'rmdir "$PWD" && exec "$@"'
    ran = subprocess.run(
        ["sh", "-c", script, "sh", *COMMAND, "documents"],
        cwd=gone,
        capture_output=True,
        check=False,
    )
    assert checked(ran.returncode, ran.stdout, ran.stderr) == (
        2,
        "",
        ["The current directory is not there any more."],
    )


@pytest.mark.parametrize("mode", [0o000, 0o444, 0o111])
def test_a_folder_that_cannot_be_read(
    workbench: Workbench, folder: Path, unprivileged: Sequence[str], mode: int
) -> None:
    closed = folder / "quay"
    closed.chmod(mode)
    ran = workbench("documents", "-C", "quay", before=unprivileged)
    closed.chmod(0o755)
    assert ran == (1, "", ["The folder quay cannot be read: permission denied."])


def test_a_read_only_folder_has_its_project_in_the_users_data(
    workbench: Workbench, folder: Path, home: Path, unprivileged: Sequence[str]
) -> None:
    before = sorted(folder.rglob("*"))
    folder.chmod(0o555)
    made = workbench(
        "annotate", "dispatch.txt", "--quote", TROOPS, "--tag", "t", before=unprivileged
    )
    listed = workbench("annotations", "--json", before=unprivileged)
    folder.chmod(0o755)
    [notice] = made.complaints
    assert made.code == 0
    assert notice.startswith("The folder is read-only: notes and index are kept in ")
    assert str(home / ".local/share/workbench/projects") in notice
    assert len(listed.json) == 1
    assert sorted(folder.rglob("*")) == before


def test_notes_that_cannot_be_written_are_not_hidden_in_silence(
    workbench: Workbench, folder: Path, unprivileged: Sequence[str]
) -> None:
    workbench("annotate", "dispatch.txt", "--quote", TROOPS, "--tag", "t")
    own = folder / ".workbench"
    own.chmod(0o555)
    ran = workbench("annotations", before=unprivileged)
    own.chmod(0o700)
    assert ran.complaints[0].endswith("; those in .workbench are not shown.")
    assert len(annotations_of(folder)) == 1


# -- files


def test_files_that_are_no_text_are_listed_with_their_reason(
    workbench: Workbench, folder: Path, unprivileged: Sequence[str]
) -> None:
    (folder / "zero.txt").touch()
    (folder / "junk.txt").write_bytes(bytes(range(256)) * 100)
    (folder / "closed.txt").write_text("Closed.")
    (folder / "closed.txt").chmod(0)
    (folder / "link.txt").symlink_to("/etc/passwd")
    (folder / "away.txt").symlink_to("nowhere")
    os.mkfifo(folder / "pipe.txt")
    report = workbench("index", "--json", before=unprivileged).json
    reasons = {
        file["path"]: file["reason"] for file in report["files"] if file["outcome"] == "skipped"
    }
    assert reasons == {
        "zero.txt": "is empty",
        "junk.txt": "is binary",
        "noise.bin": "has no reader for .bin",
        "closed.txt": "cannot be read: permission denied",
        "link.txt": "is a symbolic link, which is not followed",
        "away.txt": "is a symbolic link, which is not followed",
        "pipe.txt": "is a named pipe, not a file",
    }


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("The café quay.".encode("utf-16"), "The café quay."),
        ("The café quay.".encode("utf-16-be"), "The café quay."),
        ("The café quay.".encode("utf-8-sig"), "The café quay."),
        ("The “café” quay.".encode("cp1252"), "The “café” quay."),
        ("The café ".encode() * 9 + b"\xff quay.", "The café " * 9 + "\ufffd quay."),
        (b"The \x1b]0;x\x07 quay.", "The ␛]0;x␇ quay."),
    ],
)
def test_every_encoding_is_read_as_what_it_says(
    workbench: Workbench, folder: Path, content: bytes, words: str
) -> None:
    (folder / "odd.txt").write_bytes(content)
    assert workbench("show", "odd.txt", "--json").json["text"] == words
    assert workbench("search", "quay path:odd.txt", "--json").json["total"] == 1


@pytest.mark.parametrize("unit", ["word quay ", "x"])
def test_one_line_of_a_megabyte(workbench: Workbench, folder: Path, unit: str) -> None:
    (folder / "long.txt").write_text(unit * (2**20 // len(unit)))
    assert workbench("index").code == 0
    assert workbench("search", "7600 troops", "--json").json["total"] == 1
    shown = workbench("search", "word", "--limit", "1")
    assert max(map(len, shown.out.splitlines())) < 1000
    assert len(workbench("show", "long.txt", "--json").json["text"]) > 1_000_000


@pytest.mark.parametrize(
    "name",
    [
        b"caf\xe9.txt",
        b"\x1b]0;OWNED\x07.txt",
        "\u202etxt.exe.txt".encode(),
        b"new\nline.txt",
        b"-rf.txt",
        b"[red]x[/].txt".replace(b"/", b"|"),
        b"d\xff\x9b/in.txt",
    ],
)
def test_every_name_is_shown_safely_and_found_by_its_own_bytes(
    workbench: Workbench, folder: Path, name: bytes
) -> None:
    path = folder / os.fsdecode(name)
    path.parent.mkdir(exist_ok=True)
    path.write_text("The mole.\n")
    files = workbench("index", "--json").json["files"]
    [file] = [file for file in files if base64.b64decode(file["path_b64"]) == name]
    assert file["path"].isprintable()
    assert workbench("show", "--json", "--", name).json["id"] == file["documents"][0]
    for command in (["documents"], ["search", "mole"], ["show", file["documents"][0]], ["index"]):
        assert workbench(*command).code == 0


# -- queries


@pytest.mark.parametrize(
    "query",
    [
        "((", '"', "*", "**", "", " ", "\\", "NOT", "NOT NOT x", "x^0", "~", "[a TO]", "tag:",
        'person:"', "date:[abc TO def]", "x" * 50_000, "(" * 3_000, "a OR " * 5_000, "\x1b[2J",
        "\u202e", b"\xff\xfe", "*:*", "“",
    ],
)  # fmt: skip
def test_every_query_gets_an_answer(workbench: Workbench, query: str | bytes) -> None:
    ran = workbench("search", "--json", "--", query)
    assert ran.code == (0 if ran.json["total"] else 1)
    if isinstance(query, str):
        assert ran.json["query"] == query


# -- what the analyst made


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "it is not valid JSON"),
        (b"{", "it is not valid JSON"),
        (b"\xff\xfe\x00", "it is not valid JSON"),
        (b"[]", "it does not hold a JSON object"),
        (b"[" * 100_000, "it is not valid JSON"),
        (b'{"workbench:schema": 99}', "it was written by a newer version of the workbench"),
    ],
)
def test_an_annotation_file_that_cannot_be_read_is_listed_and_left_alone(
    workbench: Workbench, folder: Path, content: bytes, reason: str
) -> None:
    workbench("annotate", "dispatch.txt", "--quote", TROOPS, "--tag", "kept")
    workbench("annotate", "dispatch.txt", "--quote", "Medvedev", "--tag", "broken")
    [broken] = [file for file, text in annotations_of(folder).items() if b"broken" in text]
    broken.write_bytes(content)
    listed = workbench("annotations", "--json")
    assert [one["body"][0]["value"] for one in listed.json] == ["kept"]
    assert listed.code == 1
    [complaint] = listed.complaints
    assert broken.name in complaint
    assert complaint.endswith(f"is left untouched: {reason}.")
    checks = {check["name"]: check for check in workbench("doctor", "--json").json["checks"]}
    assert (checks["notes"]["ok"], checks["notes"]["seen"]) == (False, complaint)
    workbench("annotate", "dispatch.txt", "--quote", "Tskhinvali", "--tag", "new")
    workbench("index", "--rebuild")
    assert broken.read_bytes() == content
    assert len(annotations_of(folder)) == 3


@pytest.mark.parametrize("content", [b"garbage{", b"\xff\xfe", b'engine = ["x"]', b"= " * 9])
def test_settings_that_cannot_be_used_are_said_and_left_alone(
    workbench: Workbench, folder: Path, content: bytes
) -> None:
    workbench("index")
    settings = folder / ".workbench" / "project.toml"
    settings.write_bytes(content)
    ran = workbench("documents", "--json")
    assert (ran.code, len(ran.json)) == (0, 3)
    assert all(line.startswith("project.toml") for line in ran.complaints)
    assert ran.complaints
    assert settings.read_bytes() == content


def test_a_disk_that_takes_nothing_more_loses_nothing(workbench: Workbench, folder: Path) -> None:
    workbench("annotate", "dispatch.txt", "--quote", TROOPS, "--tag", "kept")
    before = annotations_of(folder)
    refused = workbench(
        "annotate", "dispatch.txt", "--quote", "Medvedev", "--tag", "lost", largest_file=0
    )
    assert refused.code == 1
    assert len(refused.complaints) == 1
    assert annotations_of(folder) == before
    assert not list((folder / ".workbench").rglob("*.tmp"))
    again = workbench("annotate", "dispatch.txt", "--quote", "Medvedev", "--tag", "kept")
    assert (again.code, again.complaints) == (0, [])


# -- what can be made again


def emptied(file: Path) -> None:
    file.write_bytes(b"")


def halved(file: Path) -> None:
    os.truncate(file, file.stat().st_size // 2)


def scribbled(file: Path) -> None:
    file.write_bytes(b"\x5a" * 3000)


@pytest.mark.parametrize(
    ("part", "damage"),
    [
        ("whoosh/*", halved),
        ("whoosh/*", scribbled),
        ("catalogue.sqlite*", halved),
        ("catalogue.sqlite*", scribbled),
        ("entities.sqlite*", halved),
        ("entities.sqlite*", scribbled),
        ("**/*", emptied),
        ("**/*", Path.unlink),
    ],
)
def test_a_damaged_cache_is_made_again(
    workbench: Workbench, folder: Path, part: str, damage: Callable[[Path], None]
) -> None:
    workbench("annotate", "dispatch.txt", "--quote", TROOPS, "--tag", "kept")
    notes = annotations_of(folder)
    for file in cache_of(folder).glob(part):
        if file.is_file():
            damage(file)
    assert workbench("search", "7600 troops", "--json").json["total"] == 1
    entities = workbench("entities", "--document", "dispatch.txt", "--json").json
    assert "Abkhazia" in {entity["entity"] for entity in entities}
    assert workbench("annotations", "--json").json[0]["workbench:status"] == "anchored"
    assert annotations_of(folder) == notes
    after = workbench("doctor", "--json").json["checks"]
    assert [c for c in after if not c["ok"] and c["name"] not in ("pandoc", "terminal")] == []


@pytest.mark.parametrize("damage", [emptied, halved, scribbled])
def test_a_damaged_index_is_said_to_be_rebuilt(
    workbench: Workbench, folder: Path, damage: Callable[[Path], None]
) -> None:
    workbench("index")
    for file in (cache_of(folder) / "whoosh").iterdir():
        damage(file)
    ran = workbench("search", "7600 troops", "--json")
    assert ran.complaints == ["The search index was damaged and is being rebuilt."]
    assert (ran.json["total"], ran.json["notices"]) == (1, [])


def test_another_engine_is_taken_at_once_and_said_once(workbench: Workbench, folder: Path) -> None:
    workbench("index")
    (folder / ".workbench" / "project.toml").write_text('engine = "tantivy"\n')
    assert workbench("index").complaints == ["The collection is now searched with Tantivy."]
    assert workbench("index").complaints == []
    ran = workbench("search", "7600 troops", "--json")
    assert (ran.json["total"], ran.json["notices"], ran.complaints) == (1, [], [])


def test_a_search_does_without_the_list_of_entities(workbench: Workbench, folder: Path) -> None:
    workbench("index")
    entities = cache_of(folder) / "entities.sqlite"
    entities.unlink()
    entities.mkdir()
    ran = workbench("search", "7600 troops", "--json")
    assert (ran.json["total"], ran.complaints) == (1, [])
    ran = workbench("search", "7600 troops -person:nobody", "--json")
    refused = "The list of entities cannot be opened: "
    assert ran.json["total"] == 1
    assert [one.startswith(refused) for one in (*ran.complaints, *ran.json["notices"])] == [
        True
    ] * 2


def test_a_cache_that_is_gone_is_made_again_in_silence(workbench: Workbench, folder: Path) -> None:
    workbench("index")
    shutil.rmtree(folder / ".workbench" / "cache")
    ran = workbench("search", "7600 troops", "--json")
    assert (ran.json["total"], ran.complaints) == (1, [])


# -- more than one at a time


def test_only_one_copy_indexes_and_the_others_say_so(workbench: Workbench, folder: Path) -> None:
    workbench("index")
    with (cache_of(folder) / "indexing.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        refused = workbench("index", "--json")
        sentence = "Another copy of the workbench is indexing this folder."
        assert (refused.code, refused.complaints) == (1, [sentence])
        assert refused.json == {"error": sentence}
        assert workbench("search", "7600 troops").code == 0
        assert workbench("annotate", "dispatch.txt", "--quote", TROOPS, "--tag", "t").code == 0


def test_copies_that_write_at_the_same_time_lose_nothing(
    workbench: Workbench, folder: Path
) -> None:
    workbench("index")
    writers = [
        subprocess.Popen(
            [*COMMAND, "annotate", "dispatch.txt", "--quote", TROOPS, "--tag", f"military/{n}"],
            cwd=folder,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )
        for n in range(6)
    ]
    assert [(writer.communicate()[1], writer.returncode) for writer in writers] == [(b"", 0)] * 6
    tags = {one["body"][0]["value"] for one in workbench("annotations", "--json").json}
    assert tags == {f"military/{n}" for n in range(6)}


# -- the outside world


@pytest.mark.parametrize("closed", ["<&-", "2>&-", "<&- 2>&-"])
def test_closed_streams_are_nobodys_error(folder: Path, closed: str) -> None:
    ran = subprocess.run(
        ["sh", "-c", f'exec "$@" {closed}', "sh", *COMMAND, "documents", "--json"],
        cwd=folder,
        capture_output=True,
        check=False,
    )
    assert len(checked(ran.returncode, ran.stdout, ran.stderr).json) == 3


@pytest.mark.parametrize(
    ("redirected", "sentence"),
    [
        (">&-", "There is no standard output to print to."),
        (">/dev/full", "The output cannot be written: No space left on device."),
    ],
)
@pytest.mark.parametrize("form", ["", "--json"])
def test_an_output_that_cannot_be_written(
    folder: Path, redirected: str, sentence: str, form: str
) -> None:
    ran = subprocess.run(
        ["sh", "-c", f'exec "$@" {form} {redirected}', "sh", *COMMAND, "documents"],
        cwd=folder,
        capture_output=True,
        check=False,
    )
    assert checked(ran.returncode, ran.stdout, ran.stderr) == (1, "", [sentence])


@pytest.mark.parametrize("arguments", [["documents"], ["documents", "--json"], ["--help"]])
def test_a_reader_that_hangs_up_is_nobodys_error(folder: Path, arguments: list[str]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    ran = subprocess.run(
        [*COMMAND, *arguments], cwd=folder, stdout=writing, stderr=subprocess.PIPE, check=False
    )
    os.close(writing)
    assert ran.stderr == b""


def test_without_a_terminal_the_interface_says_what_it_needs(
    workbench: Workbench, folder: Path
) -> None:
    sentence = "The workbench needs a terminal; its commands work without one."
    assert workbench() == (2, "", [sentence])
    assert workbench(".") == (2, "", [sentence])
    assert workbench("frobnicate").complaints == ["There is no folder and no command frobnicate."]


@pytest.mark.parametrize("jobs", ["1", "2"])
@pytest.mark.parametrize(
    ("asked", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)]
)
def test_indexing_can_be_broken_off_and_goes_on_later(
    workbench: Workbench, folder: Path, jobs: str, asked: signal.Signals, code: int
) -> None:
    for number in range(400):
        (folder / f"{number}.txt").write_text(f"The mole of Vennerby, number {number}.\n" * 50)
    indexing = subprocess.Popen(
        [*COMMAND, "index", "--jobs", jobs],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        process_group=0,
    )
    deadline = time.monotonic() + 60
    while not list(folder.glob(".workbench/cache/*/indexing.lock")):
        assert time.monotonic() < deadline
    os.killpg(indexing.pid, asked)
    _, err = indexing.communicate()
    assert err == b""
    assert indexing.returncode in (0, code)
    assert workbench("index").code == 0
    assert workbench("search", "mole", "--json").json["total"] == 400
