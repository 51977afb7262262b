"""The Admiralty grade of a passage: how reliable its source is, and how credible what it says.

Kept as two machine tags of the MISP taxonomy `admiralty-scale`, which other programs know:
https://github.com/MISP/misp-taxonomies/tree/main/admiralty-scale
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from workbench.model import WorkbenchError

RELIABILITY = {
    "A": "completely reliable",
    "B": "usually reliable",
    "C": "fairly reliable",
    "D": "not usually reliable",
    "E": "unreliable",
    "F": "reliability cannot be judged",
}
CREDIBILITY = {
    "1": "confirmed by other sources",
    "2": "probably true",
    "3": "possibly true",
    "4": "doubtful",
    "5": "improbable",
    "6": "truth cannot be judged",
}

_UNKNOWN = "F"

_TAG = re.compile(
    'admiralty-scale:(?:source-reliability="([A-F])"|information-credibility="([1-6])")',
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Grade:
    """`reliability` of the source, A to F, and `credibility` of what it says, 1 to 6; or empty."""

    reliability: str = ""
    credibility: str = ""

    @classmethod
    def parse(cls, text: str) -> Grade:
        """Read `B2`, `b 2`, `B` or `2`; nothing is no grade. WorkbenchError for anything else."""
        match = re.fullmatch(r"([A-F]?)[\s/-]*([1-6]?)", text.strip().upper())
        if match is None:
            raise WorkbenchError(
                "A grade is a letter from A to F for the source and a figure from 1 to 6 for what "
                "it says, such as B2."
            )
        return cls(*match.groups())

    def fits(self, wanted: Grade) -> bool:
        """Whether it has the parts that `wanted` has: `B2` fits `B`, `2` and `B2`."""
        return wanted.reliability in ("", self.reliability) and (
            wanted.credibility in ("", self.credibility)
        )

    def completed(self, other: Grade) -> Grade:
        """This grade, with the part that it lacks from another one."""
        return Grade(self.reliability or other.reliability, self.credibility or other.credibility)

    def __bool__(self) -> bool:
        return bool(self.reliability or self.credibility)

    def __str__(self) -> str:
        return self.reliability + self.credibility

    @property
    def words(self) -> str:
        """What the grade says: `usually reliable source, probably true`."""
        source = RELIABILITY.get(self.reliability)
        if source and self.reliability != _UNKNOWN:
            source = f"{source} source"
        return ", ".join(filter(None, (source, CREDIBILITY.get(self.credibility))))

    @property
    def in_full(self) -> str:
        """The grade and what it says: `B2: usually reliable source, probably true`."""
        return f"{self}: {self.words}" if self else ""

    @property
    def tags(self) -> tuple[str, ...]:
        """The machine tags that say it."""
        said = (
            ("source-reliability", self.reliability),
            ("information-credibility", self.credibility),
        )
        return tuple(f'admiralty-scale:{name}="{value.lower()}"' for name, value in said if value)


UNGRADED = Grade()


def set_apart(tags: Iterable[str]) -> tuple[Grade, tuple[str, ...]]:
    """The grade that the tags say, and the other tags, each once.

    Of two machine tags that contradict each other the first counts; the second stays a tag, so
    that it is seen.
    """
    reliability = credibility = ""
    others = []
    for tag in dict.fromkeys(tags):
        match = _TAG.fullmatch(tag)
        if match and match[1] and reliability in ("", match[1].upper()):
            reliability = match[1].upper()
        elif match and match[2] and credibility in ("", match[2]):
            credibility = match[2]
        else:
            others.append(tag)
    return Grade(reliability, credibility), tuple(others)
