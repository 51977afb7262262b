"""Edits of other kinds than `benchmarks.edits` makes: what editors, converters and scanners do."""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Callable

from benchmarks.edits import Draft, Piece
from workbench.spans import Span

Edit = Callable[[Draft, Span, random.Random], None]

_CLOSE = 60
_END = re.compile(r"[.!?]['\")’”]*$")
_NUMBER = re.compile(r"\d{1,3}(?:,\d{3})*(?:\.\d+)?")
_SAID = {"1": "one", "2": "two", "3": "three", "4": "four", "5": "five", "6": "six"}
_SAID |= {"7": "seven", "8": "eight", "9": "nine", "10": "ten", "12": "a dozen", "20": "twenty"}
_SAID |= {word: figure for figure, word in _SAID.items()}
_SCANNED: tuple[tuple[str, str], ...] = (
    ("rn", "m"),
    ("m", "rn"),
    ("cl", "d"),
    ("li", "h"),
    ("h", "b"),
    ("e", "c"),
    ("l", "1"),
)
_SCANNED += (("o", "0"), ("s", "5"), ("i", "l"), ("u", "ii"), ("f", "t"), (".", ","), (",", "."))
_LIGATURES = (("ffi", "ﬃ"), ("fi", "ﬁ"), ("fl", "ﬂ"), ("ff", "ﬀ"))
_OTHER_WORDS = {
    "said": "stated", "says": "told reporters", "told": "informed", "big": "large", "new": "recent",
    "the": "this", "a": "one", "and": "as well as", "but": "however", "also": "too", "has": "had",
    "have": "had", "is": "was", "are": "were", "will": "would", "can": "could", "may": "might",
    "about": "around", "more than": "over", "people": "persons", "government": "administration",
    "used": "employed", "use": "employ", "using": "by means of", "show": "display", "made": "built",
    "because": "since", "if": "when", "which": "that", "after": "following", "before": "prior to",
    "country": "nation", "countries": "nations", "year": "twelvemonth", "first": "initial",
    "should": "ought to", "must": "has to", "not": "never", "many": "numerous", "only": "just",
    "get": "obtain", "return": "give", "returns": "gives", "given": "provided", "value": "amount",
}  # fmt: skip
_ADDED = (
    "however;as he put it;according to the ministry;in part;for the first time;it was said later"
)


def scan(draft: Draft, span: Span, chance: random.Random) -> None:
    """Confused letters in one word of five, lines that end in hyphens, lost and added spaces."""
    for index, piece in enumerate(draft.pieces):
        if piece.is_word and chance.random() < 0.2:
            old, new = chance.choice(_SCANNED)
            draft.rewrite(index, piece.text.replace(old, new, 1))
        elif not piece.is_word and chance.random() < 0.04:
            draft.rewrite(index, chance.choice(["", "  ", " . "]))
    hyphenate(draft, span, chance)


def hyphenate(draft: Draft, _: Span, chance: random.Random) -> None:
    """Narrow lines, with long words broken over two."""
    width, used = chance.randint(40, 72), 0
    for index, piece in enumerate(draft.pieces):
        if draft.breaks(index) and not piece.is_word:
            used = 0
            continue
        used += len(piece.text)
        if used < width:
            continue
        used = 0
        if piece.is_word and len(piece.text) > 7 and piece.text.isalpha():
            middle = len(piece.text) // 2
            draft.rewrite(index, f"{piece.text[:middle]}-\n{piece.text[middle:]}")
        elif not piece.is_word:
            draft.rewrite(index, "\n")


def break_pages(draft: Draft, span: Span, chance: random.Random) -> None:
    """A page's foot and head in the midst of the passage, and every 300 words or so."""
    inside = draft.inside(span)
    places = {inside[len(inside) // 2], *range(chance.randint(0, 600), len(draft.pieces), 600)}
    for page, index in sorted(enumerate(sorted(places), 1), reverse=True):
        draft.insert(index, f"\n\n- {page} -\n\nTHE DAILY COURIER, Late Edition\n\n")


def restyle_signs(draft: Draft, _: Span, chance: random.Random) -> None:
    """Other quotation marks, dashes, dots and spaces, and ligatures."""
    left, right = chance.choice([("“", "”"), ("«", "»"), ("„", "“"), ("‘", "’")])
    for index, piece in enumerate(draft.pieces):
        text = piece.text
        if not piece.is_word:
            draft.rewrite(index, text.replace(" ", "\u00a0") if chance.random() < 0.1 else text)
            continue
        text = re.sub(r'^["“]', left, re.sub(r'["”]', right, text) if '"' in text[1:] else text)
        text = text.replace("'", "’").replace("--", "—").replace("...", "…")
        for old, new in _LIGATURES:
            text = text.replace(old, new)
        draft.rewrite(index, text)


def decompose(draft: Draft, _: Span, __: random.Random) -> None:
    """The accents as signs of their own, or gone."""
    for index, piece in enumerate(draft.pieces):
        draft.rewrite(index, unicodedata.normalize("NFKD", piece.text))


def capitalise(draft: Draft, span: Span, _: random.Random) -> None:
    """The passage's paragraph in capitals."""
    for index in draft.paragraph(draft.inside(span)):
        draft.rewrite(index, draft.pieces[index].text.upper())


def mark_up(draft: Draft, _: Span, chance: random.Random) -> None:
    """Plain text made Markdown: emphasis, links, code, headings, lists, footnotes."""
    for index, piece in enumerate(draft.pieces):
        if not piece.is_word:
            if draft.breaks(index):
                draft.rewrite(index, f"\n\n{chance.choice(['', '- ', '## ', '> ', '1. '])}")
            continue
        if chance.random() < 0.15:
            form = chance.choice(
                ["**{}**", "*{}*", "`{}`", "[{}](https://example.org/x)", "{}[^3]"]
            )
            draft.rewrite(index, form.format(piece.text))


def strip_signs(draft: Draft, _: Span, __: random.Random) -> None:
    """All but letters, figures and spaces taken out, and everything in small letters."""
    for index, piece in enumerate(draft.pieces):
        if piece.is_word:
            plain = "".join(one for one in piece.text.lower() if one.isalnum())
            draft.rewrite(index, plain or "-")


def merge_paragraphs(draft: Draft, _: Span, __: random.Random) -> None:
    for index, piece in enumerate(draft.pieces):
        if not piece.is_word:
            draft.rewrite(index, " ")


def split_paragraphs(draft: Draft, _: Span, chance: random.Random) -> None:
    """Every sentence a paragraph, with a number before it."""
    for index in range(len(draft.pieces) - 1):
        if draft.pieces[index].is_word and _END.search(draft.pieces[index].text):
            number = f"{chance.randint(1, 99)}. " if chance.random() < 0.5 else ""
            draft.rewrite(index + 1, f"\n\n{number}")


def insert_inside(draft: Draft, span: Span, chance: random.Random) -> None:
    """A clause put into the passage."""
    inside = [index for index in draft.inside(span) if draft.pieces[index].is_word]
    at = chance.choice(inside[1:] or inside)
    words = chance.choice(_ADDED.split(";"))
    draft.insert(at, f"({words}) " if chance.random() < 0.5 else f"{words}, ")


def insert_sentence_inside(draft: Draft, span: Span, chance: random.Random) -> None:
    """A sentence of elsewhere put into the midst of the passage."""
    inside = [index for index in draft.inside(span) if draft.pieces[index].is_word]
    passage = " ".join(draft.pieces[index].text for index in inside)
    sentences = (_sentence(draft, chance) for _ in range(100))
    sentence = next(one for one in sentences if _unlike(one, passage))
    draft.insert(inside[len(inside) // 2], f"{sentence} ")


def reorder_sentences(draft: Draft, span: Span, chance: random.Random) -> None:
    """The other sentences of the paragraph in another order, the passage's stay together."""
    indexes = draft.paragraph(draft.inside(span))
    inside = set(draft.inside(span))
    sentences: list[list[Piece]] = [[]]
    for index in indexes:
        piece = draft.pieces[index]
        sentences[-1].append(piece)
        if (
            piece.is_word
            and _END.search(piece.text)
            and not {index, index + 1, index + 2} <= inside
        ):
            sentences.append([])
    chance.shuffle(sentences)
    mixed = [piece for sentence in sentences if sentence for piece in (*sentence, Piece(" ", -1))]
    draft.pieces[indexes[0] : indexes[-1] + 1] = mixed


def say_numbers_otherwise(draft: Draft, _: Span, __: random.Random) -> None:
    """Figures in words and words in figures, `1,000` as `1.000`."""
    for index, piece in enumerate(draft.pieces):
        text = piece.text
        core = text.strip(".,;:()\"'")
        said = _SAID.get(core.lower()) or (
            core.translate({44: ".", 46: ","}) if _NUMBER.fullmatch(core) else core
        )
        draft.rewrite(index, text.replace(core, said, 1) if core else text)


def strip_context(draft: Draft, span: Span, chance: random.Random) -> None:
    """What stood before and behind the passage taken out, 40 words or so on both sides."""
    inside = draft.inside(span)
    before, behind = chance.randint(30, 90), chance.randint(30, 90)
    draft.drop(range(inside[-1] + 2, min(inside[-1] + 2 + behind, len(draft.pieces))))
    draft.drop(range(max(inside[0] - 1 - before, 0), inside[0] - 1))


def replace_context(draft: Draft, span: Span, chance: random.Random) -> None:
    """Other sentences for what stood before and behind."""
    inside = draft.inside(span)
    strip_context(draft, span, chance)
    now = draft.inside(span)
    assert len(now) == len(inside)
    draft.insert(now[-1] + 1, f" {_sentence(draft, chance)} {_sentence(draft, chance)}")
    draft.insert(now[0], f"{_sentence(draft, chance)} {_sentence(draft, chance)} ")


def excerpt(draft: Draft, span: Span, chance: random.Random) -> None:
    """The passage with 20 to 150 words round it, and a head; nothing else is left."""
    inside = draft.inside(span)
    first = max(inside[0] - chance.randint(20, 150), 0)
    last = min(inside[-1] + chance.randint(20, 150), len(draft.pieces) - 1)
    draft.pieces = draft.pieces[first : last + 1]
    draft.insert(0, "An excerpt, for your information.\n\n")


def say_otherwise(draft: Draft, _: Span, chance: random.Random) -> None:
    """Common words replaced by words that mean much the same, neighbours swapped now and then."""
    for index, piece in enumerate(draft.pieces):
        if piece.text.lower() in _OTHER_WORDS and chance.random() < 0.7:
            draft.rewrite(index, _OTHER_WORDS[piece.text.lower()])
    words = draft.words()
    for one, other in zip(words[::9], words[1::9], strict=False):
        if chance.random() < 0.3:
            first, second = draft.pieces[one], draft.pieces[other]
            draft.rewrite(one, second.text)
            draft.rewrite(other, first.text)


def shorten(draft: Draft, span: Span, chance: random.Random) -> None:
    """A quarter of the passage's words, all at one end or in one place, taken out."""
    words = [index for index in draft.inside(span) if draft.pieces[index].is_word]
    many = len(words) // 4
    first = chance.choice([0, len(words) - many, chance.randint(0, len(words) - many)])
    for index in reversed(words[first : first + many]):
        draft.drop((index, index + 1))


def plant_near_copies(draft: Draft, span: Span, chance: random.Random) -> None:
    """Two sentences like the passage, one word in five other, close to it; it is edited too."""
    for copy in (_near_copy(draft, span, chance, 0.2) for _ in range(2)):
        inside = draft.inside(span)
        places = [
            at for at in (inside[0] - _CLOSE, inside[-1] + _CLOSE) if 0 < at < len(draft.pieces)
        ]
        draft.insert(chance.choice(places), f" {copy} ")
    insert_inside(draft, span, chance)


def cut_between_near_copies(draft: Draft, span: Span, chance: random.Random) -> None:
    """The passage cut out, and such sentences are what is left."""
    plant_near_copies(draft, span, chance)
    draft.drop(draft.inside(span))


def cut_with_context(draft: Draft, span: Span, chance: random.Random) -> None:
    inside = draft.inside(span)
    draft.drop(
        range(max(inside[0] - chance.randint(10, 90), 0), inside[-1] + chance.randint(10, 90))
    )


def supplant_by_sentence(draft: Draft, span: Span, chance: random.Random) -> None:
    """A sentence of elsewhere in the document takes its place."""
    inside = draft.inside(span)
    passage = "".join(draft.pieces[index].text for index in inside)
    draft.drop(inside)
    sentences = (_sentence(draft, chance) for _ in range(100))
    draft.insert(inside[0], next(one for one in sentences if _unlike(one, passage)))


def scatter(draft: Draft, span: Span, chance: random.Random) -> None:
    """Its words are all there still, strewn over the text."""
    inside = draft.inside(span)
    words = [draft.pieces[index].text for index in inside if draft.pieces[index].is_word]
    draft.drop(inside)
    for word in words:
        draft.insert(chance.choice(draft.words()), f"{word} ")


def rewrite_wholly(draft: Draft, span: Span, chance: random.Random) -> None:
    """Cut out, and everything else scanned, wrapped and reworded."""
    draft.drop(draft.inside(span))
    say_otherwise(draft, span, chance)
    scan(draft, span, chance)


def cut_and_shuffle(draft: Draft, span: Span, chance: random.Random) -> None:
    """Cut out, and the sentences of the text in another order."""
    draft.drop(draft.inside(span))
    sentences: list[list[Piece]] = [[]]
    for piece in draft.pieces:
        sentences[-1].append(piece)
        if _END.search(piece.text):
            sentences.append([Piece(" ", -1)])
    chance.shuffle(sentences)
    draft.pieces = [piece for sentence in sentences for piece in sentence]


REVISED: dict[str, Edit] = {
    "scanned, with hyphens": scan,
    "narrow lines with hyphens": hyphenate,
    "page breaks in the midst": break_pages,
    "other marks and ligatures": restyle_signs,
    "accents decomposed": decompose,
    "its paragraph in capitals": capitalise,
    "made Markdown": mark_up,
    "all signs taken out": strip_signs,
    "paragraphs merged": merge_paragraphs,
    "paragraphs split, numbered": split_paragraphs,
    "a clause put in": insert_inside,
    "a sentence put in": insert_sentence_inside,
    "sentences in another order": reorder_sentences,
    "numbers said otherwise": say_numbers_otherwise,
    "context taken out": strip_context,
    "context replaced": replace_context,
    "only an excerpt is left": excerpt,
    "said in other words": say_otherwise,
    "a quarter of it taken out": shorten,
    "near copies put beside it": plant_near_copies,
}
REMOVED: dict[str, Edit] = {
    "cut with its context": cut_with_context,
    "a sentence in its place": supplant_by_sentence,
    "its words strewn about": scatter,
    "cut, and all else revised": rewrite_wholly,
    "cut, and all else mixed": cut_and_shuffle,
}
REMOVED_BUT_COPIED: dict[str, Edit] = {"cut between near copies": cut_between_near_copies}


def _sentence(draft: Draft, chance: random.Random) -> str:
    """A sentence of the text."""
    words = draft.words()
    for _ in range(50):
        at = first = chance.randrange(len(words))
        while first and not _END.search(draft.pieces[words[first - 1]].text):
            first -= 1
        while at + 1 < len(words) and not _END.search(draft.pieces[words[at]].text):
            at += 1
        if 3 < at - first < 60:
            break
    return " ".join(draft.pieces[index].text for index in words[first : at + 1])


def _unlike(one: str, other: str) -> bool:
    """Whether less than a third of the words of either are words of the other."""
    words, others = set(one.split()), set(other.split())
    return 3 * len(words & others) < min(len(words), len(others))


def _near_copy(draft: Draft, span: Span, chance: random.Random, share: float) -> str:
    vocabulary = [draft.pieces[index].text for index in draft.words()]
    words = [
        draft.pieces[index].text for index in draft.inside(span) if draft.pieces[index].is_word
    ]
    changed = chance.randrange(len(words))
    others = [word for word in vocabulary if word != words[changed]]
    return " ".join(
        chance.choice(others if index == changed else vocabulary)
        if index == changed or chance.random() < share
        else word
        for index, word in enumerate(words)
    )
