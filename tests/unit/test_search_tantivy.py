"""Tantivy's index: damage, another form, other processes, and what only texts can decide."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from search_builders import Shelf, collection, document

from workbench.search.analysis import positions
from workbench.search.engines.seal import DAMAGED, NAME
from workbench.search.engines.tantivy import TantivyEngine
from workbench.search.engines.tantivy.feeding import FORM, MARK, Feeder, spelling, spelt
from workbench.search.engines.tantivy.soundness import META, check, unharmed
from workbench.search.parser import parse
from workbench.search.patterns import Fuzzy, Pattern, Prefix, Wildcard
from workbench.search.tree import And, Documents, Not, Phrase, Word


def filled(folder: Path, *texts: str) -> TantivyEngine:
    documents = collection(*(texts or ("alpha beta", "beta gamma")))
    engine = TantivyEngine(folder, Shelf(documents))
    engine.update(documents)
    engine.commit()
    return engine


def segment_files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if len(path.stem) == 32)


def rebuilt(folder: Path) -> None:
    engine = TantivyEngine(folder, Shelf())
    assert engine.problem
    assert engine.count() == 0
    assert engine.search(Word("beta"), 10).total == 0
    engine.update(collection("alpha beta", "beta gamma"))
    engine.commit()
    assert not engine.problem
    assert engine.search(Word("beta"), 10).total == 2
    engine.close()


@given(st.text("abC é日\n\t-'.&+#7,0_\"\x0b\u00a0 ", max_size=60), st.sampled_from([0, 40, 400]))
def test_every_term_is_fed_once_a_document_and_the_parts_in_their_places(
    text: str, words: int
) -> None:
    text += " an ordinary Word." * words + "x" * (words // 5)
    parts, others = Feeder()._encoded(text)
    found, _ = positions(text)
    assert len(parts.split()) == 1 + max((places[-1] for places in found.values()), default=-1)
    for place, term in enumerate(parts.split()):
        assert place in found[term]
    marked = {term for term in others.split() if term.startswith(MARK)}
    assert {term.removeprefix(MARK) for term in marked} <= set(parts.split())
    assert set(others.split()) - marked == found.keys() - set(parts.split())


@settings(max_examples=60)
@given(st.data())
def test_a_changed_byte_is_noticed(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    folder = tmp_path_factory.mktemp("damage")
    filled(folder).close()
    path = data.draw(st.sampled_from(segment_files(folder)))
    content = bytearray(path.read_bytes())
    at = data.draw(st.integers(0, len(content) - 1))
    if data.draw(st.booleans()):
        content[at] ^= 0x40
    else:
        del content[at:]
    before = path.stat()
    path.unlink()
    path.write_bytes(content)
    while path.stat().st_ctime_ns == before.st_ctime_ns:  # clocks may be coarser than this test
        os.utime(path, ns=(before.st_mtime_ns, before.st_mtime_ns))  # as a copy may be given it
    # The footer says more than the checksum: what is not the checksum's may change without harm.
    engine = TantivyEngine(folder, Shelf())
    assert engine.problem == DAMAGED or engine.search(Word("beta"), 10).total == 2
    if at < len(content) - 120:
        assert engine.problem == DAMAGED
    engine.close()


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"segments": 1}', b"\xff"])
def test_a_list_of_segments_that_cannot_be_read_is_damage(tmp_path: Path, content: bytes) -> None:
    filled(tmp_path).close()
    (tmp_path / META).write_bytes(content)
    assert TantivyEngine(tmp_path, Shelf()).problem == DAMAGED
    rebuilt(tmp_path)


def test_a_missing_file_is_damage(tmp_path: Path) -> None:
    filled(tmp_path).close()
    segment_files(tmp_path)[0].unlink()
    rebuilt(tmp_path)


def _noted_earlier(folder: Path) -> None:
    """As if the process had been killed between its commit and its note."""
    record = json.loads((folder / NAME).read_bytes())
    (folder / NAME).write_text(json.dumps(record | {"files": {}}))


def _copied(folder: Path) -> None:
    for path in segment_files(folder):
        os.utime(path, (0, 0))


@pytest.mark.parametrize("change", [_noted_earlier, _copied])
def test_a_whole_index_that_was_not_noted_is_read_and_opened(
    tmp_path: Path, change: Callable[[Path], None]
) -> None:
    filled(tmp_path).close()
    change(tmp_path)
    engine = TantivyEngine(tmp_path, Shelf())
    assert not engine.problem
    assert engine.search(Word("beta"), 10).total == 2
    engine.close()
    # It is not read again: what follows is not seen.
    noted = json.loads((tmp_path / NAME).read_bytes())["files"]
    assert noted == check(tmp_path, FORM)
    assert set(noted) == {path.name for path in segment_files(tmp_path)}


def test_what_is_written_in_place_is_noticed_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"whole")
    noted = {"file": [5, path.stat().st_mtime_ns, 0], "merged away": [1, 1, 1]}
    assert unharmed(tmp_path, noted)
    os.truncate(path, 2)
    assert not unharmed(tmp_path, noted)


def test_damage_between_two_questions_is_noticed_before_it_is_read(tmp_path: Path) -> None:
    engine = filled(tmp_path)
    with engine.question():
        assert engine.search(Word("beta"), 10).total == 2
    for path in segment_files(tmp_path):
        os.truncate(path, 20)
    with engine.question():
        assert engine.search(Word("beta"), 10).total == 0
    assert engine.problem == DAMAGED
    engine.close()


@given(st.text("abc-019é", min_size=1, max_size=80))
def test_an_id_that_is_spelt_in_numbers_is_read_from_them(identity: str) -> None:
    fits = len(identity.encode()) <= 56
    assert spelt(spelling(identity)) == (identity if fits else "")


@pytest.mark.parametrize("identity", ["a", "letter-" * 7 + "0123456", "letter-" * 12])
def test_a_document_is_found_by_an_id_of_any_length(tmp_path: Path, identity: str) -> None:
    engine = TantivyEngine(tmp_path, Shelf())
    engine.update([document("alpha beta", identity), document("beta", "other")])
    engine.commit()
    assert [one.id for one in engine.search(Word("alpha"), 5).documents] == [identity]
    engine.close()


def test_what_was_counted_is_listed_as_if_it_had_not_been(tmp_path: Path) -> None:
    engine = TantivyEngine(tmp_path, Shelf())
    texts = ("alpha beta", "beta alpha beta", "alpha", "alpha x beta y alpha")
    engine.update(document(texts[n % 4], f"doc-{n:03}") for n in reversed(range(300)))
    engine.commit()
    tree = And((Word("alpha"), Word("beta")))
    for first in (0, 10, 30, 40, 60, 220):
        listed = engine.search(tree, 20, first)
        assert engine.search(tree, 0).total == listed.total == 225
        assert engine.search(tree, 20, first) == listed
    assert engine.search(And((Word("alpha"), Word("gamma"))), 0).total == 0
    engine.update([document("alpha beta", "late")])
    engine.commit()
    assert engine.search(tree, 20).total == 226
    engine.close()


def test_equal_documents_come_by_path_on_every_page(tmp_path: Path) -> None:
    engine = TantivyEngine(tmp_path, Shelf())
    engine.update(document("the same", f"doc-{n:03}") for n in reversed(range(150)))
    engine.commit()
    pages = [engine.search(Word("same"), 20, start).documents for start in range(0, 160, 20)]
    assert [r.id for page in pages for r in page] == [f"doc-{n:03}" for n in range(150)]
    engine.close()


@given(
    st.sampled_from(["rare", "common", "never", '"rare common"', "rare OR never", "NOT rare"]),
    st.booleans(),
    st.sets(st.integers(0, 1400), max_size=30),
)
@settings(max_examples=20)
def test_long_lists_beside_something_rare_are_as_exact(
    many: TantivyEngine, beside: str, excluded: bool, missing: set[int]
) -> None:
    listed = Documents("is", "read", frozenset(f"doc-{n}" for n in set(range(1400)) - missing))
    rest = parse(beside).tree
    assert rest is not None
    wanted = {one.id for one in many.search(rest, 2000).documents}
    tree = And((rest, Not(listed) if excluded else listed))
    page = many.search(tree, 2000)
    ids = listed.ids or frozenset()
    assert {one.id for one in page.documents} == (wanted - ids if excluded else wanted & ids)
    assert page.total == many.search(tree, 0).total == len(page.documents)


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TantivyEngine]:
    engine = TantivyEngine(tmp_path_factory.mktemp("many"), Shelf())
    rare = range(0, 1500, 37)
    engine.update(
        document("a rare common word" if n in rare else "a common word", f"doc-{n}")
        for n in range(1500)
    )
    engine.commit()
    yield engine
    engine.close()


# A joined spelling stands in the place of all its parts.
LONG = ("peacekeeping", *"force and a peacekeeping mission of the force".split())


@pytest.mark.parametrize(
    ("words", "slop", "expected"),
    [
        (("u.s", "troops"), 0, set()),
        (("usa", "s"), 0, set()),
        (("usa", "troops"), 0, {"doc-1"}),
        (("the", "peacekeeping"), 0, {"doc-0"}),
        (("peacekeeping", "force"), 0, {"doc-0"}),
        (("in", "c++"), 0, {"doc-1"}),
        (("c++", "usa"), 9, {"doc-1"}),
        (("one", "two", "three", "four"), 2, {"doc-2"}),
        (("one", "two", "three", "four"), 1, set()),
        (("four", "two", "one"), 2, {"doc-2"}),
        (LONG, 0, {"doc-0"}),
        ((*LONG[:-2], "force", "the"), 0, set()),
    ],
)
def test_phrases_that_positions_do_not_decide_are_read(
    tmp_path: Path, words: tuple[str, ...], slop: int, expected: set[str]
) -> None:
    engine = filled(
        tmp_path,
        "the peace-keeping force, and a peacekeeping mission of the force",
        "written in C++ by U.S.A. troops: usa today. In C, and troops of the U.S.",
        "three x two y four one; usa",
    )
    phrase = Phrase(tuple(map(Word, words)), slop)
    found = engine.search(phrase, 10)
    assert {ranked.id for ranked in found.documents} == expected
    assert found.total == len(expected)
    engine.close()


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-2])


def _flipped(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[-1] ^= 1
    path.write_bytes(content)


def _foreign(path: Path) -> None:
    path.write_bytes(b"not ours")


@pytest.mark.parametrize("harm", [None, _cut, _flipped, _foreign, Path.unlink])
@pytest.mark.parametrize("pattern", [Prefix("b"), Wildcard("*ta"), Fuzzy("beto", 1)])
def test_words_that_are_kept_beside_the_index_are_those_of_the_index(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    harm: Callable[[Path], None] | None,
    pattern: Pattern,
) -> None:
    monkeypatch.setattr("workbench.search.engines.tantivy.vocabularies._WORTH_KEEPING", 1)
    engine = filled(tmp_path)
    engine.settle()
    [kept] = tmp_path.glob("text.words")
    if harm:
        harm(kept)
    reader = TantivyEngine(tmp_path, Shelf())
    assert reader.expand(pattern, "text", 9).terms == (("beta", 2),)
    engine.update([document("gamma beta", "more")])
    engine.commit()
    assert engine.expand(pattern, "text", 9).terms == (("beta", 3),)
    assert reader.expand(pattern, "text", 9).terms == (("beta", 2),)
    assert TantivyEngine(tmp_path, Shelf()).expand(pattern, "text", 9).terms == (("beta", 3),)
    engine.close()
    reader.close()


def test_words_are_found_where_none_can_be_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    module = "workbench.search.engines.tantivy.vocabularies"
    monkeypatch.setattr(f"{module}._WORTH_KEEPING", 1)
    engine = filled(tmp_path)

    def full(*_: object) -> None:
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr(f"{module}.write_atomic", full)
    engine.settle()
    assert not engine.problem
    assert engine.expand(Wildcard("*ta"), "text", 9).terms == (("beta", 2),)
    engine.close()
