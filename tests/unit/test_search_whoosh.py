"""A damaged, foreign, half-written or locked index is noticed, said, and made anew."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from search_builders import collection, document

from workbench.search.engines.seal import DAMAGED, NAME
from workbench.search.engines.whoosh import WhooshEngine
from workbench.search.tree import Word


def filled(folder: Path, *texts: str) -> WhooshEngine:
    engine = WhooshEngine(folder)
    engine.update(collection(*(texts or ("alpha beta", "beta gamma"))))
    engine.commit()
    return engine


def files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if not path.name.endswith("LOCK"))


def rebuilt(folder: Path) -> None:
    """What an indexing process does with an index that has a problem."""
    engine = WhooshEngine(folder)
    assert engine.problem
    assert engine.count() == 0
    assert engine.search(Word("beta"), 10).total == 0
    engine.update(collection("alpha beta", "beta gamma"))
    engine.commit()
    assert not engine.problem
    assert engine.search(Word("beta"), 10).total == 2
    engine.close()


def test_every_file_matters(tmp_path: Path) -> None:
    filled(tmp_path).close()
    names = [path.name for path in files(tmp_path)]
    assert len(names) > 4
    for number, name in enumerate(names):
        folder = tmp_path / f"copy-{number}"
        filled(folder).close()
        [path] = [path for path in files(folder) if path.suffix == Path(name).suffix][:1]
        path.unlink()
        if path.name == NAME:
            assert WhooshEngine(folder).count() == 0
        else:
            rebuilt(folder)


@given(st.data())
def test_any_change_of_any_byte_is_noticed(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    folder = tmp_path_factory.mktemp("damage")
    filled(folder).close()
    path = data.draw(st.sampled_from([p for p in files(folder) if p.name != NAME]))
    content = bytearray(path.read_bytes())
    kind = data.draw(st.sampled_from(["flip", "cut", "zeroes", "longer"]))
    at = data.draw(st.integers(0, len(content) - 1))
    if kind == "flip":
        content[at] ^= 0x40
    elif kind == "cut":
        del content[at:]
    elif kind == "longer":
        content += b"\0"
    else:
        content[at:] = bytes(len(content) - at)
    if bytes(content) == path.read_bytes():
        return  # there were zeroes already
    path.write_bytes(content)
    engine = WhooshEngine(folder)
    assert engine.problem == DAMAGED
    engine.close()


def test_what_is_not_sealed_is_not_read(tmp_path: Path) -> None:
    """A killed process leaves a later generation behind: the sealed one counts, and goes on."""
    filled(tmp_path).close()
    left = tmp_path / "_MAIN_2.toc"
    left.write_bytes(b"not a pickle")
    engine = WhooshEngine(tmp_path)
    assert engine.search(Word("beta"), 10).total == 2
    engine.update([document("beta", "more")])
    engine.commit()
    assert engine.search(Word("beta"), 10).total == 3
    engine.close()


def test_what_is_deleted_goes_from_the_disk_in_time(tmp_path: Path) -> None:
    engine = WhooshEngine(tmp_path)
    engine.update(document(f"only{number} all", f"doc-{number}") for number in range(64))
    engine.commit()
    engine.remove(f"doc-{number}" for number in range(60))
    engine.commit()
    engine.update([document("new all", "new")])
    engine.commit()
    assert engine.count() == engine.search(Word("all"), 1).total == 5
    assert not any(b"only7" in path.read_bytes() for path in files(tmp_path))
    engine.close()
