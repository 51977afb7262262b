"""What amounts are counted in, and the words that numbers are written with. Data only."""

from __future__ import annotations

from workbench.entities.word_lists import word_list

# Signs and codes of currencies, in lower case, and what they are called.
CURRENCIES = {
    "$": "dollar",
    "us$": "dollar",
    "usd": "dollar",
    "a$": "australian dollar",
    "c$": "canadian dollar",
    "hk$": "hong kong dollar",
    "r$": "real",
    "€": "euro",
    "eur": "euro",
    "£": "pound",
    "gbp": "pound",
    "¥": "yen",
    "jpy": "yen",
    "cny": "yuan",
    "rmb": "yuan",
    "₽": "rouble",
    "rub": "rouble",
    "₴": "hryvnia",
    "uah": "hryvnia",
    "₾": "lari",
    "gel": "lari",
    "₹": "rupee",
    "inr": "rupee",
    "rs": "rupee",
    "₺": "lira",
    "₪": "shekel",
    "₩": "won",
    "chf": "franc",
    "sek": "krona",
    "nok": "norwegian krone",
    "dkk": "danish krone",
    "pln": "zloty",
    "czk": "koruna",
    "zar": "rand",
    "sh": "shilling",
    "ksh": "shilling",
}
# Other words for the same unit.
SAME_UNIT = CURRENCIES | {
    "ruble": "rouble",
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
# Written behind the figure without a space.
ATTACHED = ("km", "kg", "cm", "mm", "mw", "kw", "kwh", "mph", "kph", "ft", "m")
MULTIPLIERS = {
    "hundred": 100,
    "thousand": 1000,
    "million": 10**6,
    "mln": 10**6,
    "mn": 10**6,
    "billion": 10**9,
    "bn": 10**9,
    "trillion": 10**12,
    "tn": 10**12,
}
# Only behind an amount of money.
MONEY_MULTIPLIERS = {"k": 1000, "m": 10**6, "mm": 10**6, "b": 10**9}
NUMBER_WORDS = {
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
