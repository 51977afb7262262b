"""The patterns of dates, each anchored where it starts, and what stands before it.

`STARTS` finds the places worth a look: a weekday, a month, a figure. The relative dates ("last
year") are found from their units, which a plain string search is fastest at.
"""

from __future__ import annotations

import re

from workbench.entities.intervals import MONTHS, WEEKDAYS
from workbench.entities.word_lists import word_list, word_set

MONTH_NUMBERS = {
    form: number
    for number, name in enumerate(MONTHS, 1)
    for form in (name, name[:3], "Sept" if name == "September" else name)
}
COUNTS = {
    word: number
    for number, word in enumerate(
        word_list("one two three four five six seven eight nine ten eleven twelve"), 1
    )
}
ORDINALS = {
    word: number
    for number, word in enumerate(
        word_list(
            "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth "
            "thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth "
            "twenty-first twenty-second twenty-third twenty-fourth twenty-fifth twenty-sixth "
            "twenty-seventh twenty-eighth twenty-ninth thirtieth thirty-first"
        ),
        1,
    )
}
PARTS = {
    "early": "early",
    "beginning": "early",
    "start": "early",
    "mid": "mid",
    "middle": "mid",
    "late": "late",
    "end": "late",
}

# A space, or one line break inside a paragraph.
GAP = r"(?:[ \u00a0\u202f]\n?|\n)"
_EDGE = r"(?<![^\W_])"
_END = r"(?![^\W_])"
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}"
_NAMED_MONTH = rf"(?P<month>{_MONTH}){_END}\.?"
_TH = r"(?:st|nd|rd|th)?"
_YEAR = rf"(?:,?{GAP}(?:of{GAP})?(?P<year>[12][0-9]{{3}})(?![0-9%]|[.,-][0-9]|[^\W\d_]))?"

STARTS = re.compile(r"[0-9ADFJMNOSTW][0-9a-z]*")
WEEKDAY_NAMES = {
    form: name
    for name in WEEKDAYS
    for form in (name, name[:3], *{"Tues", "Thur", "Thurs"} & {name[:4], name[:5]})
}
NAMED_STARTS = frozenset(MONTH_NUMBERS) | frozenset(WEEKDAY_NAMES)
# Of yesterday, today and tomorrow all but the first letter, which may be a capital.
UNITS_OF_TIME = word_list(
    "esterday oday omorrow day week month year spring summer autumn winter decade"
)

AFTER_WEEKDAY = re.compile(rf",?{GAP}(?:the{GAP})?")
DAY_MONTH = re.compile(
    rf"(?:(?P<first>[0-9]{{1,2}}){_TH}(?:(?P<to>{GAP}?[-–]{GAP}?|{GAP}to{GAP})|{GAP}and{GAP}))?"
    rf"(?P<day>[0-9]{{1,2}}){_TH}(?:{GAP}of)?{GAP}{_NAMED_MONTH}{_YEAR}"
)
MONTH_DAY = re.compile(
    rf"{_NAMED_MONTH}(?:{GAP}(?P<day>[0-9]{{1,2}}){_TH}(?:[-–](?P<last>[0-9]{{1,2}}))?"
    rf"(?![0-9:%]|[.,/][0-9]|[^\W\d_]|{GAP}{_MONTH}))?{_YEAR}"
)
NUMERIC = re.compile(
    r"(?P<iso>[12][0-9]{3}-[0-9][0-9]-[0-9][0-9])(?![0-9-])"
    r"|(?P<numbers>[0-9]{1,2}[./][0-9]{1,2}[./][12][0-9]{3})(?![0-9])"
    rf"|(?P<century>[0-9]{{1,2}})(?:st|nd|rd|th)(?:{GAP}|-)century{_END}"
    rf"|(?P<decade>[12][0-9][0-9]0)['’]?s{_END}"
    rf"|(?P<year>[12][0-9]{{3}})(?:(?:[-–/]|{GAP}to{GAP})(?P<last>[12][0-9]{{3}}|[0-9][0-9])(?![^\W_]|[-.,/:][0-9]))?"
    rf"(?![^\W_]|[.,:/-][0-9])"
)

BEFORE_MONTH = re.compile(
    rf"{_EDGE}(?:(?P<part>[Ee]arly|[Mm]id|[Ll]ate|[Ee]nd|[Bb]eginning|[Ss]tart|[Mm]iddle)"
    rf"(?:{GAP}(?:of|in))?(?:{GAP}|-)|(?P<ordinal>{'|'.join(ORDINALS)}){GAP}of{GAP})$"
)
BEFORE_YEAR = re.compile(
    rf"{_EDGE}(?:(?P<part>[Ee]arly|[Mm]id|[Ll]ate|[Ee]nd|[Bb]eginning|[Ss]tart|[Mm]iddle)"
    rf"(?:{GAP}(?:of|in))?(?:{GAP}|-)(?:the{GAP})?"
    rf"|(?P<season>[Ss]pring|[Ss]ummer|[Aa]utumn|[Ff]all|[Ww]inter){GAP}(?:of{GAP})?"
    rf"|(?P<which>first|second|third|fourth|[1-4])(?:st|nd|rd|th)?{GAP}(?P<piece>half|quarter)"
    rf"{GAP}(?:of{GAP})?|Q(?P<quarter>[1-4])[ /])$"
)
BEFORE_UNIT = re.compile(
    rf"{_EDGE}(?:(?P<which>last|this|next|previous|following|same|that)"
    rf"|(?P<count>{'|'.join(COUNTS)}|[0-9]{{1,2}})){GAP}$",
    re.IGNORECASE,
)
AGO = re.compile(rf"s?{GAP}ago{_END}")

OF_RELATIVE_YEAR = re.compile(
    rf"{GAP}(?:of{GAP})?(?P<which>last|this|next|that|the{GAP}same){GAP}year{_END}"
)

# The month's year is said further on: "from August to October 2008", "May and July of that year".
YEAR_FURTHER_ON = re.compile(
    rf"(?:{GAP}(?:to|and|or|until){GAP}|{GAP}?[-–]{GAP}?|,{GAP})(?:[0-9]{{1,2}}{GAP})?{_MONTH}"
    rf"(?:{GAP}[0-9]{{1,2}})?,?{GAP}(?P<year>[12][0-9]{{3}})(?![0-9])"
)
THAT_YEAR_FURTHER_ON = re.compile(
    rf"{GAP}(?:to|and){GAP}{_MONTH},?{GAP}(?:of{GAP})?(?:that|the{GAP}same){GAP}year{_END}"
)
AHEAD = re.compile(r"\b(?:will|by|until|till|next|coming|due|before)\b[^.!?\n]*$", re.IGNORECASE)
LAST_WORD = re.compile(r"([^\W\d_]+|[^\w\s])[ \u00a0]?\n?$")

# Words after which a month alone, or four figures alone, are a date.
BEFORE_BARE_MONTH = word_set(
    "in last since until till by of during from to next this that before after and between "
    "through for"
)
BEFORE_BARE_YEAR = BEFORE_BARE_MONTH | word_set(
    "early mid late the year than around about circa or was is ( ["
)
MONTHS_THAT_ARE_WORDS = word_set("March May April June August")
