"""Every command prints one JSON value, with exactly the members that its users were promised."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.e2e.conftest import Workbench

NUMBER = (int, float)
SPANS = [[int]]
MENTION = {"document": str, "start": int, "end": int, "text": str}
ENTITY = {"entity": str, "kind": str, "names": [str], "documents": int, "count": int}
QUOTATION = {
    "document": str, "speaker": (str, type(None)), "cue": (str, type(None)), "direct": bool,
    "start": int, "end": int, "text": str, "via": (str, type(None)),
}  # fmt: skip
FOUND = {
    "query": str, "interpreted": str, "notices": [str], "total": int, "partial": bool,
    "seconds": NUMBER,
}  # fmt: skip
HIT = {
    "document": str, "title": str, "date": str, "score": NUMBER, "spans": SPANS, "snippet": str,
}  # fmt: skip
LINE = {"document": str, "start": int, "end": int, "left": str, "match": str, "right": str}
COLLOCATE = {
    "word": str, "count": int, "left": int, "right": int, "documents": int, "frequency": int,
    "expected": NUMBER, "log_likelihood": NUMBER,
}  # fmt: skip
SPREAD = {
    "document": str, "title": str, "date": str, "hits": int, "characters": int, "starts": [int],
}  # fmt: skip
ASKED = {
    "query": str, "interpreted": str, "runs": int, "first": str, "last": str, "by": [str],
    "through": [str], "sort": str, "total": int, "partial": bool, "among": int,
    "opened": [str], "read": [str],
    "dismissed": [str], "never_opened": int,
}  # fmt: skip
SAVED = {"name": str, "query": str, "sort": str, "created": str, "by": str}
FILE = {"path": str, "path_b64": str, "documents": [str], "outcome": str, "reason": str}
TAGGED = {"purpose": str, "type": str, "value": str}
ANNOTATION = {
    "@context": str, "body": [TAGGED], "created": str, "id": str, "modified": str,
    "motivation": str, "target": {"selector": [dict], "source": str}, "type": str,
    "workbench:schema": int, "workbench:sha256": str,
}  # fmt: skip

SHAPES: dict[tuple[str, ...], Any] = {
    ("index",): {
        "documents": int, "indexed": int, "unchanged": int, "removed": int, "skipped": int,
        "seconds": NUMBER, "files": [FILE],
    },
    ("documents",): [
        {
            "id": str, "path": str, "title": str, "date": str, "source": str, "words": int,
            "pages": int, "paragraphs": int, "sha256": str,
        }
    ],
    ("show", "quay/memo.md"): {
        "id": str, "title": str, "text": str, "paragraphs": SPANS,
        "metadata": {
            "title": str, "date": str, "source": str, "authors": [str], "place": str, "url": str,
            "language": str,
        },
    },
    ("search", "troops"): FOUND | {"hits": [HIT]},
    ("search", "troops", "--kwic"): FOUND | {
        "lines_total": int, "documents_by_title": int, "lines": [LINE],
    },
    ("search", "troops", "--explain"): FOUND | {
        "hits": [HIT],
        "explanation": {
            "engine": str, "documents": int,
            "part": {"part": str, "read_as": str, "documents": int, "parts": []},
            "ranking": [
                {
                    "document": str, "score": NUMBER,
                    "parts": [{"part": str, "score": NUMBER, "times": int}],
                }
            ],
        },
    },
    ("searches",): {"searches": [ASKED], "saved": [SAVED], "broken_lines": int},
    ("coverage",): {
        "documents": int, "queries": int, "queries_left_out": int, "read": int,
        "glanced": [str], "never_opened": [str], "never_found": [str],
        "never_found_or_opened": [str],
    },
    ("collocates", "the", "--least", "1"): {
        "query": str, "span": int, "least": int, "lines_total": int, "words_near": int,
        "words": int, "collocates_total": int, "collocates": [COLLOCATE],
    },
    ("dispersion", "troops"): {
        "query": str, "lines_total": int, "documents_total": int, "documents_with_hits": int,
        "deviation_of_proportions": NUMBER, "documents": [SPREAD],
    },
    ("entities",): [ENTITY],
    ("quotes",): [QUOTATION],
    ("quotes", "--document", "dispatch.txt"): [QUOTATION],
    ("entities", "--document", "dispatch.txt"): [ENTITY | {"mentions": [MENTION]}],
    ("annotate", "dispatch.txt", "--quote", "Medvedev", "--tag", "people"): ANNOTATION,
    ("annotations",): [ANNOTATION | {"workbench:status": str}],
    ("cite", "dispatch.txt", "--quote", "Medvedev"): {
        "style": str, "citation": str, "reference": str, "quote": str, "locator": str,
        "grade": type(None), "clipboard": type(None),
    },
    ("doctor",): {"checks": [{"name": str, "ok": bool, "seen": str}]},
}  # fmt: skip


def differences(value: Any, shape: Any, where: str = "") -> list[str]:
    """Where a value is not of a shape: dicts have exactly these members, lists hold one shape."""
    if isinstance(shape, dict):
        if not isinstance(value, dict) or value.keys() != shape.keys():
            return [f"{where}: {value!r}"]
        return [d for key in shape for d in differences(value[key], shape[key], f"{where}.{key}")]
    if isinstance(shape, list):
        if not isinstance(value, list):
            return [f"{where}: {value!r}"]
        return [d for one in value for d in differences(one, shape[0], f"{where}[]")]
    return [] if isinstance(value, shape) else [f"{where}: {value!r}"]


@pytest.mark.parametrize("arguments", SHAPES, ids=" ".join)
def test_the_members_are_these_and_no_others(
    workbench: Workbench, arguments: tuple[str, ...]
) -> None:
    if arguments[0] == "annotations":
        workbench("annotate", "dispatch.txt", "--quote", "Medvedev", "--tag", "people")
    ran = workbench(*arguments, "--json")
    assert differences(ran.json, SHAPES[arguments]) == []
    assert ran.json
    assert workbench("--json", *arguments).json  # before the command as well as after it


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["search", "breakwater"], 1),
        (["annotations"], 1),
        (["entities", "--document", "quay/page.html", "--kind", "quantity", "--limit", "1"], 0),
        (["show", "nothing.txt"], 1),
        (["cite", "dispatch.txt", "--quote", "nowhere in it"], 1),
        (["cite", "dispatch.txt", "--start", "9", "--end", "3"], 2),
        (["cite", "dispatch.txt", "--start", "0", "--end", "999999"], 2),
        (["cite", "dispatch.txt", "--occurrence", "2"], 2),
        (["cite", "dispatch.txt", "--style", "none"], 2),
        (["annotate", "dispatch.txt"], 2),
        (["tag", "Medvedev", "--tag", "t", "--unit", "word"], 2),
        (["tag", "breakwater", "--tag", "t"], 1),
        (["annotate", "dispatch.txt", "--quote", "Medvedev"], 2),
        (["search"], 2),
        (["search", "x", "--limit", "0"], 2),
        (["search", "x", "--csv"], 2),
        (["search", "x", "--kwic", "--sort", "size"], 2),
        (["collocates", "breakwater"], 1),
        (["collocates", "x", "--span", "0"], 2),
        (["dispersion", "breakwater"], 1),
        (["search", "x", "--limit", "9" * 5000], 2),
        (["search", "x", "--lim", "3"], 2),
        (["entities", "--limit", "99999999999999999999"], 2),
        (["index", "--jobs", "none"], 2),
    ],
)
def test_whatever_happens_it_is_one_value_and_a_code(
    workbench: Workbench, arguments: list[str], code: int
) -> None:
    ran = workbench(*arguments, "--json")
    assert (ran.code, type(ran.json) in (dict, list)) == (code, True)
    if isinstance(ran.json, dict) and "error" in ran.json:
        assert ran.complaints == [ran.json["error"]]


def test_a_quote_may_break_its_lines_elsewhere(workbench: Workbench, folder: Path) -> None:
    (folder / "wrapped.txt").write_text("The rent\nof the berth\nwas paid.\n")
    cited = workbench("cite", "wrapped.txt", "--quote", "rent of  the\nberth was", "--json").json
    assert cited["quote"].split() == ["rent", "of", "the", "berth", "was"]


def test_annotations_of_a_document_that_is_gone_are_found_by_its_id(
    workbench: Workbench, folder: Path
) -> None:
    made = workbench("annotate", "dispatch.txt", "--quote", "Medvedev", "--tag", "t", "--json")
    identity = made.json["target"]["source"].rpartition(":")[2]
    (folder / "dispatch.txt").unlink()
    workbench("index")
    [listed] = workbench("annotations", "--document", identity, "--json").json
    assert listed["workbench:status"] == "orphaned"


@pytest.mark.parametrize("before", [["-C", "{}"], ["-C{}"], ["--json", "-C", "{}"]])
def test_the_folder_may_be_given_before_the_command(
    workbench: Workbench, folder: Path, before: list[str]
) -> None:
    before = [argument.format(folder) for argument in before]
    after = [] if "--json" in before else ["--json"]
    assert len(workbench(*before, "documents", *after, at=folder.parent).json) == 3


def test_a_command_wins_over_a_folder_of_its_name(workbench: Workbench, folder: Path) -> None:
    (folder / "documents").mkdir()
    assert len(workbench("documents", "--json").json) == 3
    assert workbench("./documents").complaints == [
        "The workbench needs a terminal; its commands work without one."
    ]


def test_what_could_act_as_control_is_escaped_in_json(workbench: Workbench, folder: Path) -> None:
    query = "mole \x9b31m \u202e \x7f"
    ran = workbench("search", "--json", "--", query)
    assert ran.json["query"] == query
    assert "\\u009b" in ran.out
