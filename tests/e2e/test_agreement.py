"""Two analysts at one collection, and how far they agree."""

from __future__ import annotations

from pathlib import Path

from tests.e2e.conftest import Workbench


def tag(workbench: Workbench, analyst: str, folder: Path, quote: str, name: str) -> None:
    settings = folder / ".workbench" / "project.toml"
    settings.parent.mkdir(exist_ok=True)
    settings.write_text(f'analyst = "{analyst}"\n', encoding="utf-8")
    ran = workbench("annotate", "dispatch.txt", "--quote", quote, "--tag", name)
    assert ran.code == 0


def test_agreement_is_told_by_tag(workbench: Workbench, folder: Path) -> None:
    tag(workbench, "Ann", folder, "Defence Minister Anatoly Serdyukov", "people")
    tag(workbench, "Ann", folder, "Java and Tskhinvali", "places")
    assert workbench("agreement").code == 1
    assert workbench("agreement", "--json").json == []
    tag(workbench, "Ben", folder, "President Dmitry Medvedev", "people")
    ran = workbench("agreement", "--json")
    assert ran.code == 0
    people, places = ran.json
    assert people == {
        "tag": "people",
        "units": 4,
        "kappa": 1.0,
        "alpha": 1.0,
        "analysts": ["Ann", "Ben"],
        "disagreements": [],
    }
    assert (places["tag"], places["kappa"]) == ("places", 0.0)
    (disagreement,) = places["disagreements"]
    text = workbench("show", "dispatch.txt", "--json").json["text"]
    assert text[disagreement["start"] : disagreement["end"]].endswith("Java and Tskhinvali.")
    assert (disagreement["tagged"], disagreement["untagged"]) == (["Ann"], ["Ben"])
    assert [one["tag"] for one in workbench("agreement", "--tag", "places", "--json").json] == [
        "places"
    ]
    assert workbench("agreement", "--analyst", "Ann", "--json").json == []
    lines = workbench("agreement").out.splitlines()
    assert lines[1].split() == ["people", "4", "1.00", "1.00", "0"]
    assert lines[-1] == "2 analysts: Ann, Ben"
