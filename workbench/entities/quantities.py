"""Amounts in running text: figures with their unit or currency, and large figures alone.

`7,600 troops`, `30 percent`, `$2.5 million`, `two million euros`, `five litres`. The key holds the
value and the unit, so that `7,600 troops` and `7600 Russian troops` are one. A figure without a
unit counts as an amount only when it is written like one, with its thousands set apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from workbench.entities.lexicon import UNITS
from workbench.entities.measures import (
    ATTACHED,
    CURRENCIES,
    MONEY_MULTIPLIERS,
    MULTIPLIERS,
    NUMBER_WORDS,
    SAME_UNIT,
)
from workbench.entities.word_lists import word_set

_GAP = r"(?:[ \u00a0\u202f]\n?|\n)"
_FIGURE = r"(?:[1-9][0-9]{0,2}(?:[, \u00a0\u202f'][0-9]{3})+(?![0-9])|[0-9]+)(?:\.[0-9]+)?"
_TIMES = "|".join(sorted(MULTIPLIERS, key=len, reverse=True))
_AMOUNT = re.compile(
    rf"(?P<first>{_FIGURE})(?:[-–](?P<last>{_FIGURE}))?"
    r"(?![0-9:/]|[.,][0-9]|-[0-9]|[.,]?[^\W\d_]{1,8}[0-9])"
    rf"(?:(?:{_GAP}|-)?(?P<times>{_TIMES})(?![^\W_]))?"
)
_GROUPED = re.compile(r"[0-9]{1,3}[,\u00a0\u202f'][0-9]{3}")
_CODES = "|".join(code.upper() for code in CURRENCIES if code.isalpha() and len(code) == 3)
_SIGNS = "".join(sign for sign in CURRENCIES if len(sign) == 1)
_CURRENCY_BEFORE = re.compile(
    rf"(?:(?<![^\W_])(?:US\$|A\$|C\$|HK\$|R\$|{_CODES}|K?Sh|Rs\.?)|[{_SIGNS}])[ \u00a0]?$"
)
# Most figures have nothing like it before them, which is quickly seen.
_CURRENCY_ENDS = frozenset(_SIGNS + _CODES.replace("|", "") + "hs.")
_SYMBOL_AFTER = re.compile(rf"[ \u00a0\u202f]?(?:[%{_SIGNS}]|(?:{_CODES})\b)")
_MONEY_TIMES = re.compile(rf"(?:{'|'.join(MONEY_MULTIPLIERS)})(?![^\W_])", re.IGNORECASE)
_ATTACHED = re.compile(rf"(?:{'|'.join(ATTACHED)})(?![^\W_])", re.IGNORECASE)
_WORDS_AFTER = re.compile(rf"(?:{_GAP}|-)([^\W\d_]+)(?:{_GAP}([^\W\d_]+))?(?:{_GAP}([^\W\d_]+))?")
_NUMBERS = "|".join(NUMBER_WORDS)
_WORDS_BEFORE = re.compile(
    rf"(?<![^\W_])(?:(?P<half>half)(?:{_GAP}an?)?|(?P<one>(?<!of )an?)|(?P<tens>{_NUMBERS})"
    rf"(?:-(?P<ones>{_NUMBERS}))?){_GAP}$",
    re.IGNORECASE,
)
_ONES = re.compile(rf"-({_NUMBERS})(?![^\W_])")
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
    found = [*_in_figures(text), *_in_round_words(text), *_in_words(text)]
    found.sort(key=lambda one: (one.start, -one.end))
    done = 0
    for quantity in found:
        if quantity.start >= done:
            done = quantity.end
            yield quantity


def _in_figures(text: str) -> Iterator[Quantity]:
    for match in _AMOUNT.finditer(text):
        start, end = match.span()
        before = text[max(0, start - 12) : start]
        known = before.rstrip(" \u00a0")[-1:] in _CURRENCY_ENDS
        currency = _CURRENCY_BEFORE.search(before) if known else None
        if currency is None and _NOT_BEFORE.search(before):
            continue
        times = MULTIPLIERS.get(match["times"] or "", 1)
        if currency:
            unit, start = currency.group().strip(), start - len(currency.group())
            letters = None if match["times"] else _MONEY_TIMES.match(text, end)
            if letters:
                times, end = MONEY_MULTIPLIERS[letters.group().lower()], letters.end()
        else:
            unit, times, end = _counted(text, end, times)
        if not unit and times == 1 and not _GROUPED.match(match["first"]):
            continue
        value = _value(match["first"], times)
        if match["last"]:
            value += f"-{_value(match['last'], times)}"
        yield Quantity(start, end, _key(value, unit))


def _counted(text: str, end: int, times: int) -> tuple[str, int, int]:
    """The unit of a figure that is not money before it, the multiplier, and where both end."""
    attached = _ATTACHED.match(text, end)
    if attached is None:
        unit, stop = _unit(text, end)
        return unit, times, stop
    if attached.group() == "m" and times == 1:
        # "8m of water", but "2.4m people", "2.4m euros".
        unit, stop = _unit(text, attached.end())
        if unit and unit not in ("m", "metres", "feet"):
            return unit, 10**6, stop
    return attached.group(), times, attached.end()


def _in_round_words(text: str) -> Iterator[Quantity]:
    """`two million euros`, `half a million`, `nine hundred pounds`."""
    for multiplier in ("hundred", "thousand", "million", "billion"):
        position = text.find(multiplier)
        while position >= 0:
            end = position + len(multiplier)
            before = _WORDS_BEFORE.search(text[max(0, position - 28) : position])
            if before and not text[end : end + 1].isalnum():
                unit, unit_end = _unit(text, end)
                value = _value(_spelt(before), MULTIPLIERS[multiplier])
                yield Quantity(position - len(before.group()), unit_end, _key(value, unit))
            position = text.find(multiplier, end)


def _in_words(text: str) -> Iterator[Quantity]:
    """`five litres`, `Sixty people`: small numbers, if a unit follows; but not "one man"."""
    for word, number in NUMBER_WORDS.items():
        # Without the first letter, which may be a capital.
        tail = word[1:]
        position = text.find(tail, 1) if number > 1 else -1
        while position >= 0:
            start, end = position - 1, position + len(tail)
            following = text[end : end + 1]
            if following in _AFTER_NUMBER and text[start].lower() == word[0]:
                ones = _ONES.match(text, end) if following == "-" else None
                unit, unit_end = _unit(text, ones.end() if ones else end)
                whole = not text[start - 1 : start].isalnum() and text[start - 1 : start] != "-"
                if unit and (whole or not start):
                    value = number + (NUMBER_WORDS[ones[1]] if ones else 0)
                    yield Quantity(start, unit_end, _key(str(value), unit))
            position = text.find(tail, end)


_AFTER_NUMBER = frozenset(" -\n\u00a0")


def _spelt(match: re.Match[str]) -> str:
    if match["half"] or match["one"]:
        return "0.5" if match["half"] else "1"
    ones = NUMBER_WORDS[match["ones"].lower()] if match["ones"] else 0
    return str(NUMBER_WORDS[match["tens"].lower()] + ones)


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
    power, _, name = unit.lower().removesuffix(".").rpartition(" ")
    single = f"{name[:-3]}y" if name.endswith("ies") else name.removesuffix("s")
    name = SAME_UNIT.get(name) or SAME_UNIT.get(single) or single
    return " ".join(f"{value} {power} {name}".split())
