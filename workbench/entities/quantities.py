"""Amounts in running text: figures with their unit or currency, and large figures alone.

`7,600 troops`, `41,000 crowns`, `30 percent`, `$2.5 million`, `two million euros`. The key holds
the value and the unit, so that `7,600 troops` and `7600 Russian troops` are one. A figure without a
unit counts as an amount only when it is written like one, with its thousands set apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from workbench.entities.lexicon import UNITS
from workbench.entities.word_lists import word_list, word_set

_GAP = r"(?:[ \u00a0\u202f]\n?|\n)"
_CURRENCIES = {
    "$": "dollar",
    "us$": "dollar",
    "usd": "dollar",
    "€": "euro",
    "eur": "euro",
    "£": "pound",
    "gbp": "pound",
    "¥": "yen",
    "jpy": "yen",
    "₽": "rouble",
    "rub": "rouble",
    "chf": "franc",
    "ruble": "rouble",
}
_ALIASES = _CURRENCIES | {
    "%": "percent",
    "per": "percent",
    "km": "kilometre",
    "kilometer": "kilometre",
    "m": "metre",
    "meter": "metre",
    "kg": "kilogram",
    "kilo": "kilogram",
    "ton": "tonne",
    "feet": "foot",
    "ft": "foot",
}
_MULTIPLIERS = {
    "hundred": 100,
    "thousand": 1000,
    "million": 10**6,
    "mln": 10**6,
    "m": 10**6,
    "billion": 10**9,
    "bn": 10**9,
    "trillion": 10**12,
}
_NUMBER_WORDS = {
    word: number
    for number, word in enumerate(
        word_list(
            "one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
            "fifteen sixteen seventeen eighteen nineteen twenty"
        ),
        1,
    )
} | {
    word: 10 * number
    for number, word in enumerate(word_list("thirty forty fifty sixty seventy eighty ninety"), 3)
}

_FIGURE = r"(?:[1-9][0-9]{0,2}(?:[, \u00a0\u202f'][0-9]{3})+(?![0-9])|[0-9]+)(?:\.[0-9]+)?"
_AMOUNT = re.compile(
    rf"(?P<first>{_FIGURE})(?:[-–](?P<last>{_FIGURE}))?(?![0-9:/]|[.,][0-9]|-[0-9]|[.,]?[^\W\d_]{{1,8}}[0-9])"
    rf"(?:(?:{_GAP}|-)?(?P<times>hundred|thousand|million|mln|billion|bn|trillion|m(?={_GAP}(?:euro|dollar|pound)))(?![^\W_]))?"
)
_GROUPED = re.compile(r"[0-9]{1,3}[,\u00a0\u202f'][0-9]{3}")
_CURRENCY_BEFORE = re.compile(r"(?:US\$|USD|EUR|GBP|CHF|RUB|JPY|[$€£¥₽])[ \u00a0]?$")
_SYMBOL_AFTER = re.compile(r"[ \u00a0\u202f]?(?:[%€$£₽]|(?:USD|EUR|GBP|CHF|RUB|JPY)\b)")
_WORDS_AFTER = re.compile(rf"(?:{_GAP}|-)([^\W\d_]+)(?:{_GAP}([^\W\d_]+))?(?:{_GAP}([^\W\d_]+))?")
_WORDS_BEFORE = re.compile(
    rf"(?<![^\W_])(?:(?P<half>half)(?:{_GAP}an?)?|(?P<tens>{'|'.join(_NUMBER_WORDS)})"
    rf"(?:-(?P<ones>{'|'.join(_NUMBER_WORDS)}))?){_GAP}$",
    re.IGNORECASE,
)
_NOT_BEFORE = re.compile(
    r"(?:\b(?:nos?|numbers?|section|sections|page|pages|item|items|article|chapter|para|room|box|"
    r"tel|phone|version|flight|form|entry|file|case|invoice|ref)[.:]?[ \u00a0]"
    r"|[#§+]|[^\W_]-|[^\W\d_]|\d[.,:/]|\.)$",
    re.IGNORECASE,
)
_POWERS = ("square", "cubic")
# Between a figure and its unit: "7,600 Russian troops", but not "3,800 in each of the bases".
_SMALL = word_set(
    "a an the of in on at to for and or by with from per is was were are as but not that which who "
    "when while than into over under between each both after before"
)


class Quantity(NamedTuple):
    """An amount in the text, `[start, end)`, and the key of its value and unit."""

    start: int
    end: int
    key: str


def find_quantities(text: str) -> Iterator[Quantity]:
    """The amounts of a text in order, without overlaps."""
    found = [*_in_figures(text), *_in_words(text)]
    found.sort()
    done = 0
    for quantity in found:
        if quantity.start >= done:
            done = quantity.end
            yield quantity


def _in_figures(text: str) -> Iterator[Quantity]:
    for match in _AMOUNT.finditer(text):
        start, end = match.span()
        before = text[max(0, start - 12) : start]
        currency = _CURRENCY_BEFORE.search(before)
        if currency is None and _NOT_BEFORE.search(before):
            continue
        unit, unit_end = (currency.group().strip(), end) if currency else _unit(text, end)
        if not unit and not match["times"] and not _GROUPED.match(match["first"]):
            continue
        start -= len(currency.group()) if currency else 0
        times = _MULTIPLIERS.get(match["times"] or "", 1)
        value = _value(match["first"], times)
        if match["last"]:
            value += f"-{_value(match['last'], times)}"
        yield Quantity(start, unit_end, _key(value, unit))


def _in_words(text: str) -> Iterator[Quantity]:
    for multiplier in ("hundred", "thousand", "million", "billion"):
        position = text.find(multiplier)
        while position >= 0:
            end = position + len(multiplier)
            before = _WORDS_BEFORE.search(text[max(0, position - 28) : position])
            if before and not text[end : end + 1].isalnum():
                unit, unit_end = _unit(text, end)
                value = _value(_spelt(before), _MULTIPLIERS[multiplier])
                yield Quantity(position - len(before.group()), unit_end, _key(value, unit))
            position = text.find(multiplier, end)


def _spelt(match: re.Match[str]) -> str:
    if match["half"]:
        return "0.5"
    ones = _NUMBER_WORDS[match["ones"].lower()] if match["ones"] else 0
    return str(_NUMBER_WORDS[match["tens"].lower()] + ones)


def _unit(text: str, end: int) -> tuple[str, int]:
    """The unit that follows the figure, and where it ends; empty if there is none."""
    symbol = _SYMBOL_AFTER.match(text, end)
    if symbol:
        return symbol.group().strip(), symbol.end()
    words = _WORDS_AFTER.match(text, end)
    if words is None:
        return "", end
    for number in (1, 2, 3):
        word = words[number]
        if word is None:
            break
        if word == "per":
            followed = number < 3 and words[number + 1] == "cent"
            return ("percent", words.end(number + 1)) if followed else ("", end)
        if word.lower() in UNITS:
            power = words[number - 1] if number > 1 and words[number - 1] in _POWERS else ""
            return f"{power} {word}".lstrip(), words.end(number)
        if word.lower() in _SMALL:
            break
    return "", end


def _value(figure: str, times: int) -> str:
    number = Decimal(re.sub(r"[^\d.]", "", figure)) * times
    return f"{number.normalize():f}"


def _key(value: str, unit: str) -> str:
    power, _, name = unit.lower().rpartition(" ")
    single = name.removesuffix("s")
    name = _ALIASES.get(name) or _ALIASES.get(single) or single
    return " ".join(f"{value} {power} {name}".split())
