"""What words that stand together look like: a person, an organisation, a place, or nothing yet."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from workbench.entities import lexicon
from workbench.entities.gazetteer import gazetteer
from workbench.entities.word_lists import word_set
from workbench.entities.words import Word
from workbench.model import EntityKind

# How sure a rule is of a kind; what the text says is added to it.
CERTAIN, KNOWN, LIKELY, POSSIBLE = 6, 4, 3, 1

JOINTS_AFTER: dict[EntityKind | None, tuple[str, ...]] = {
    "organisation": ("of", "for", "on"),
    "place": ("of",),
}
AFTER_OWNER = lexicon.PLACE_HEADS | lexicon.ORGANISATION_HEADS
_OF_PLACES = lexicon.PLACE_HEADS | lexicon.PLACE_OPENERS | {"republic", "kingdom", "duchy"}
_TITLES = lexicon.ROLES | lexicon.HONORIFICS
_OFFICES = lexicon.ROLES | word_set("vice deputy ex co under sub in lance wing field master")
_NUMBERS = word_set("two three four five six seven eight nine ten")
# Of surnames that are rarely anything else, once the gazetteer does not know them as places.
_SURNAME_ENDING = re.compile(
    r"...(?:[aeiklmnst]ov|[aeiklmnst]ova|eev|yev|[aeo]vsky|sky|skiy|ski|enko|shvili|adze|idze|yan|ovi[ck]h?"
    r"|evi[ck]h?|poulos|oglu|sson|ssen)$"
)


class Look(NamedTuple):
    """What a name looks like: a kind and its weight.

    Without a kind, the weight is what the text must outweigh first; `weak` says that only an
    ordinary word was met, where a sentence opens.
    """

    kind: EntityKind | None
    weight: int = 0
    weak: bool = False


NOTHING = Look(None, -CERTAIN)
_UNKNOWN = Look(None)
_DOUBT = -2


def is_demonym(word: Word) -> bool:
    """`Russian`, `Georgians`: of a country, not its name."""
    return word.low in lexicon.DEMONYMS or word.low.removesuffix("s") in lexicon.DEMONYMS


@lru_cache(maxsize=1 << 12)
def is_role(low: str) -> bool:
    """`minister`, `secretary-general`: an office or a rank."""
    return low in lexicon.ROLES or ("-" in low and all(part in _OFFICES for part in low.split("-")))


def plain(words: Sequence[Word]) -> bool:
    """Whether all the words are ordinary ones."""
    return all(word.ordinary for word in words)


def known(key: str) -> Look | None:
    """What the gazetteer says of a name."""
    found = gazetteer()
    if found.organisation(key):
        return Look("organisation", CERTAIN)
    places = found.places(key)
    if not places:
        return None
    return _UNKNOWN if all(place.doubtful for place in places) else Look("place", KNOWN)


def title(words: Sequence[Word]) -> int | None:
    """Where the last title stands that a name follows; None if there is none.

    A name may end in a word that is a title too (Stephen King): that is none.
    """
    for position in range(len(words) - 2, -1, -1):
        low = words[position].low
        if low in lexicon.HONORIFICS:
            return position
        if is_role(low) and words[position].text[0] != low[0]:
            rest = words[position + 1 :]
            if all(is_role(word.low) or word.ordinary for word in rest) and organisation(words):
                return None
            named = position and _is_given_name(words[0]) and known(words[0].low) is None
            if named or rest[0].low in lexicon.SUFFIXES:
                continue
            return position
    return None


def _is_given_name(word: Word) -> bool:
    return word.low in gazetteer().given_names and not word.ordinary


def before_title(words: Sequence[Word]) -> int:
    """How many of the words before a title are a name: one in `Interfax News Director`."""
    end = len(words)
    while end:
        low = words[end - 1].low
        office = is_role(low) or low in lexicon.HONORIFICS
        if not (office or words[end - 1].ordinary or is_demonym(words[end - 1])):
            break
        if known(low) and not office:
            break
        end -= 1
    return end


def titled(words: Sequence[Word], sure: bool) -> Look | None:
    """What stands after a title: a person, unless it is a title again or initials alone.

    `sure` says that the title is one that only stands before names (Mr).
    """
    if organisation(words) and len(words) > 1:
        return Look("organisation", LIKELY)
    if all(word.initial or word.low in _TITLES or is_demonym(word) for word in words):
        return None
    # "Chief Denies All" is a headline, "President Bush" a man.
    if not sure and plain(words) and words[-1].low not in gazetteer().surnames:
        return None
    return Look("person", CERTAIN)


def organisation(words: Sequence[Word]) -> bool:
    """Whether the words end as organisations' names do."""
    if len(words) < 2:
        return False
    first, last = words[0], words[-1].low
    if last in lexicon.LEGAL_FORMS or (
        first.low in lexicon.FIRST_OF_ORGANISATIONS and not plain(words)
    ):
        return True
    if len(words) == 2 and last in gazetteer().surnames and _is_given_name(first):
        return known(first.low) is not None
    return last in lexicon.ORGANISATION_HEADS


def counted_name(words: Sequence[Word]) -> bool:
    """Whether a number opens an organisation's name: `Two Rivers Bank`, not `Two Banks`."""
    return (
        len(words) > 2
        and words[0].low in _NUMBERS
        and words[1].low.endswith("s")
        and words[1].low not in _HEADS
        and any(word.low in lexicon.ORGANISATION_HEADS for word in words[2:4])
    )


def opening(words: Sequence[Word]) -> Look | None:
    """What a name is that may go on with `of`: `Port Authority`, `Gulf`."""
    last = words[-1].low
    if any(word.low in lexicon.HONORIFICS for word in words):
        return None
    if last in lexicon.ORGANISATION_OPENERS:
        return Look("organisation", LIKELY)
    if last in _OF_PLACES and (len(words) == 1 or plain(words)):
        return Look("place", LIKELY)
    return None


def parts_from(words: Sequence[Word]) -> bool:
    """Whether a person's name begins here, so that what stands before it is a name by itself."""
    first = words[0]
    return len(words) > 1 and (first.low in gazetteer().given_names or first.initial)


def look(words: Sequence[Word], key: str, opens: bool) -> Look:
    """What words without a title look like; NOTHING if they can be no name."""
    if len(words) == 1:
        return _one_word(words[0], key, opens)
    found = known(key)
    if found is not None and found.kind is not None:
        return found
    if words[-1].text.isdigit():
        numbered = len(words) == 2 and words[0].low in lexicon.NUMBERED
        return Look("place", LIKELY) if numbered else NOTHING
    if organisation(words):
        sure = words[-1].low in lexicon.LEGAL_FORMS
        return Look("organisation", CERTAIN if sure else LIKELY)
    return (
        _place(words) or _person(words) or (Look(None, _DOUBT, opens) if plain(words) else _UNKNOWN)
    )


def _one_word(word: Word, key: str, opens: bool) -> Look:
    low = word.low
    if len(low) < 2 or word.initial or is_demonym(word) or low in lexicon.NOT_NAMES:
        return NOTHING
    found = known(key) if len(key) > 3 or word.acronym or not word.text.isalpha() else None
    if found is not None and found.kind is not None:
        return found
    if low in _HEADS:
        return NOTHING
    if word.ordinary:
        return Look(None, _DOUBT, opens)
    if word.acronym and found is not None:
        return found
    if word.acronym:
        return Look("organisation", POSSIBLE) if 3 <= len(low) <= 6 and low.isalpha() else NOTHING
    if any(letter.isdigit() for letter in low):
        return NOTHING
    names = gazetteer()
    personal = low in names.given_names or low in names.surnames or _SURNAME_ENDING.search(low)
    if found is None and personal:
        return Look("person", POSSIBLE)
    return _UNKNOWN


_HEADS = (
    lexicon.ROLES
    | lexicon.HONORIFICS
    | lexicon.ORGANISATION_HEADS
    | lexicon.PLACE_HEADS
    | lexicon.LEGAL_FORMS
    | lexicon.DIRECTIONS
)


def _place(words: Sequence[Word]) -> Look | None:
    first, last = words[0].low, words[-1].low
    if last in lexicon.PLACE_HEADS:
        personal = last in lexicon.PLACE_HEADS_OF_PEOPLE and not words[-2].owner
        if not (personal and first in gazetteer().given_names and not gazetteer().places(first)):
            return Look("place", LIKELY)
    if first in lexicon.PLACE_OPENERS and not plain(words):
        return Look("place", LIKELY)
    if first in lexicon.DIRECTIONS and known(" ".join(word.low for word in words[1:])):
        return Look("place", LIKELY)
    return None


def _is_suffix(word: Word) -> bool:
    return word.low in lexicon.SUFFIXES and (
        word.text.isupper() or len(word.low) > 4 or word.low[1] == "r"
    )


def _person(words: Sequence[Word]) -> Look | None:
    named = [word for word in words[1:] if not (word.joint or _is_suffix(word))]
    named.insert(0, words[0])
    if len(named) == 1 and len(words) == 2 and named[0].low in gazetteer().given_names:
        return Look("person", LIKELY)  # Louis XIV
    if not 2 <= len(named) <= 4:
        return None
    shouted = [word.acronym and not word.initial for word in named]
    # Forms have the surname in capitals: Eileen DOYLE.
    if any(shouted[:-1]) or (shouted[-1] and len(named[-1].low) < 4):
        return None
    if any(word.owner for word in named[:-1]) or any(not word.low for word in named):
        return None
    first, last = named[0], named[-1]
    if last.initial or any(letter.isdigit() for word in named for letter in word.low):
        return None
    names = gazetteer()
    if first.initial:
        return Look("person", LIKELY)
    if first.low in names.given_names:
        if not first.ordinary or not last.ordinary:
            return Look("person", LIKELY)
        return Look("person", POSSIBLE) if last.low in names.surnames else None
    # Words of two letters are more often names than the dictionary knows: Xi, Li.
    if any(word.ordinary and len(word.low) > 2 for word in named):
        return None
    return Look("person", LIKELY if last.low in names.surnames else POSSIBLE)
