"""A small invented file about a berth: minutes, a letter, a press report."""

from __future__ import annotations

from pathlib import Path

from tests.tui.fakes import FakeProject, document
from workbench.spans import Span

_MINUTES = """\
The Chair, Tobias Marrek, opened the meeting at 14.05 in the Customs Room. Present: Councillor \
Edda Lunde, Mr Ivo Brandt, the Harbour Master, Ines Corvane. In attendance: J. Tamsin, clerk.

The minutes of the 213th meeting were read and signed. Councillor Lunde asked that her question \
about the dredging contract be recorded as unanswered.

Berth 7. The Chair reported that Brackwater Marine Ltd had asked to take over the berth on a \
lease of thirty years. He proposed a rent of 41,000 crowns a year, payable from 1 July 2019, and \
asked the Board to waive the tender because “no other party has shown an interest”.

The Harbour Master said that two other firms had written about the berth in January. She did not \
know what had become of their letters. The usual rent of a deep-water berth, she said, was nearer \
190,000 crowns.

The clerk, J. Tamsin, stated that no such letters were entered in the register.

Resolved, by three votes to one, that the berth be let to Brackwater Marine Ltd without tender, \
and that the Chair settle the form of the lease with the company’s director, Mr Ruan Pelletier. \
Councillor Lunde voted against and asked that her reasons be attached.

Pilotage. The Board noted that fees had been paid late by two carriers, and asked the clerk for a \
list before the next meeting."""

_LETTER = """Dear Tobias, thank you for the draft.

I have to say that a berth of that draught has never carried a rent below 150,000 crowns, and that \
no tenant has had more than ten years.

I ask to see the lease before it is signed, as the Harbour Act requires."""

_PRESS = """Port Halvern. The Courier has seen the papers.

The clerk refused to comment on them.

The Board meets again in July.

The lease of the berth was signed on a Sunday, two people who saw it told this paper. The rent is \
a fifth of what the next berth pays."""


def halvern(folder: Path) -> FakeProject:
    """A small invented file: minutes, a letter and a press report."""
    documents = [
        document(
            "minutes/2019/board-214.txt",
            _MINUTES,
            "Minutes of the 214th meeting of the Port Board",
            "2019-03-12",
            "Halvern Harbour Authority",
            "Port Halvern",
        ),
        document(
            "letters/corvane-marrek.txt",
            _LETTER,
            "Letter, Corvane to Marrek",
            "2019-04-29",
            "Authority file",
        ),
        document(
            "press/courier.txt",
            _PRESS,
            "Berth let without a tender",
            "2019-06-02",
            "Halvern Courier",
        ),
        document("press/untitled.txt", "Nothing about it."),
    ]
    kinds = {
        "Tobias Marrek": "person",
        "Ines Corvane": "person",
        "Lunde": "person",
        "Ivo Brandt": "person",
        "Tamsin": "person",
        "Pelletier": "person",
        "Tobias": "person",
        "Brackwater Marine": "organisation",
        "Board": "organisation",
        "Berth 7": "place",
        "Port Halvern": "place",
        "1 July 2019": "date",
        "January": "date",
    }
    project = FakeProject(documents, kinds, folder, "Halvern file")
    minutes = documents[0]
    text = minutes.text

    def at(words: str) -> Span:
        start = text.index(words)
        return Span(start, start + len(words))

    for tag in ("money/rent", "tender/waived", "link/family"):
        project.codebook.ensure(tag)
    rent = at("He proposed a rent of 41,000 crowns a year, payable from 1 July 2019")
    waived = at("that the berth be let to Brackwater Marine Ltd without tender")
    project.notes.add(minutes, rent, ("money/rent",))
    project.notes.add(minutes, waived, ("tender/waived",))
    project.notes.add(
        minutes,
        at("two other firms had written about the berth in January"),
        (),
        "Compare with the January letters in Corvane’s file.",
    )
    project.notes.before.clear()
    return project
