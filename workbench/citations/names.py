"""The names of authors as CSL has them: a person's in parts, all others as they are written.

Chicago and most other styles file persons under the family name, so a name has to be divided
first. Only what is obviously a person's name is. An undivided name is merely printed as the
document has it; a ministry that was taken for a person would be printed as nobody's name.
"""

from __future__ import annotations

import re
import unicodedata

_LETTERS = r"[^\W\d_]+"
_WORD = re.compile(rf"{_LETTERS}(?:['’-]{_LETTERS})*")
_INITIALS = re.compile(r"(?:-?[^\W\d_]\.)+|[^\W\d_]")
# al-Assad, d'Artagnan
_ATTACHED = re.compile(r"(?:a[dlnrst]|ash|el|[dl](?=['’]))['’-]")
_PARTICLES = frozenset("da das de del dela della der di do dos du la le ten ter van von zu".split())
_SUFFIX = re.compile(r"(?P<name>.+?),?\s+(?P<suffix>Jr\.?|Sr\.?|II|III|IV)", re.DOTALL)
_MOST_WORDS = 4
# "Ward, Anna" and "van der Berg, Jan", but not "H. Quayle, clerk" or "Asphodel Nominees, Ltd".
_INVERTED = re.compile(
    r"(?P<family>(?:[a-zà-ÿ'’]+ ){0,3}[^\W\d_][\w'’-]*[\w'’]), "
    r"(?P<given>[^\W\d_a-zà-ÿ][\w'’.-]*(?: [^\W\d_a-zà-ÿ][\w'’.-]*){0,2})"
)
_NOT_GIVEN = frozenset(
    "inc ltd llc plc gmbh ag sa co corp jr sr ii iii iv phd md esq".split()  # after a comma
)
# Words that persons' names hold seldom, and names of offices, firms and papers often.
_OF_BODIES = frozenset(
    """
    academy administration affairs agence agencia agency agentur alliance amnesty analytica analysts
    anonymous archive archives army associated associates association author authority banco bank
    banque board books broadcasting bulletin bureau business cabinet campaign center central centre
    chamber charity chronicle church city club coalition college command commission committee
    community company conference congress consortium consulate consulting contributor contributors
    co cooperative corp corporation correspondent council county court crisis customs daily data
    defence defense delegation department desk development digital directorate district division
    economist economics editor editorial editors education embassy enterprise enterprises europe
    european evening exchange executive express federal federation finance financial force forces
    foreign forum foundation france fund gazeta gazette general global gmbh government group guard
    guardian guest harbor harbour health herald holding holdings hospital house human inc
    independent industries industry initiative inquiry inquirer institut institute institution
    insurance intelligence international internet investigations investment journal journalists
    justice laboratory labour law league legal library limited llc llp lobby ltd magazine maritime
    media
    mediation military minister ministerio ministerium ministry ministère mirror mission monitor
    monitoring morning movement museum nation national nations navy network new news newspaper
    newspapers newsroom nominees novosti observer observatory office official online opinion
    organisation organization panel parliament partners partnership party plc police policy port
    post presidency press presse prison programme program project prosecutor public publications
    publisher publishers publishing radio radiotelevision railway records redaktion reporter
    reporters reports representative republic research reserve reuters review rights royal
    schools science secretariat secretary security senate service services shipping societies
    society solutions staff standard state states station statistics studies studio sun sunday
    survey syndicate systems taskforce team technologies technology telegraph television times
    today trade tribunal tribune trust tv união union unit united universidad university
    université universität unknown user watch web website weekly welle wikipedia wire workers
    world writer writers zeitung
    """.split()
)
_OF_BODIES_ENDING = re.compile(
    r"\w{3,}(?:amt|behörde|gesellschaft|gericht|kommission|ministerium|verband|verein|zeitung)"
)
# Articles, compass points and titles; and family names that stand before the given one.
_NEVER_GIVEN_FIRST = frozenset(
    """
    al an das der die el il la las le les los the civil deutsche east eastern great hong north
    northern novaya red san santa sankt saudi south southern west western white
    admiral ambassador archbishop bishop captain chancellor colonel commander count countess dame
    dr father fr hon inspector judge justice king lady lieutenant lord madame major mayor miss mr
    mrs ms pope president prime prince princess prof professor queen rabbi rev reverend saint
    senator sergeant sheikh sir sister st
    bai ban cao chen cheng choi deng dong feng gao guo han hu huang jiang jung kang kim lee li liang
    lin liu lu luo ma mao ng nguyen nguyễn pak park pham phạm qian shen sun tan tang tran trần wang
    wei wong wu xi xiao xie xu yang ye yoon yu yuan zhang zhao zheng zhou zhu
    """.split()
)
# A Spanish first family name: of "Luis Ortega" that is the last word, of "Ana Pérez Ruiz" not.
_FIRST_OF_TWO_FAMILY_NAMES = re.compile(r"\w+(?:[eé]z|ía)")
# In Russian either name may come first: only these endings tell which one it is.
_RUSSIAN_FAMILY = re.compile(
    r"\w{3,}(?:[оеё]ва?|[сц]кий|[сц]кая)|\w{2,}(?:енко|чук|дзе|швили)", re.IGNORECASE
)


def name_of(text: str) -> dict[str, str]:
    """A CSL name: in parts where `text` is obviously a person's name, else literal."""
    whole = unicodedata.normalize("NFC", " ".join(text.split()))
    suffixed = _SUFFIX.fullmatch(whole)
    name, suffix = suffixed.group("name", "suffix") if suffixed else (whole, "")
    inverted = _INVERTED.fullmatch(name)
    if inverted and inverted["given"].rstrip(".").lower() not in _NOT_GIVEN:
        parts = inverted.groupdict()
    else:
        parts = _divided(name.split())
    if not parts:
        return {"literal": text} if text else {}
    return parts | ({"suffix": suffix} if suffix else {})


def _divided(words: list[str]) -> dict[str, str]:
    """`Given [Middle] [particles] Family` in its parts; nothing if it may be anything else."""
    particles = [place for place, word in enumerate(words) if word.lower() in _PARTICLES]
    # The particles stand together, before the last word.
    start = len(words) - 1 - len(particles)
    if particles != list(range(start, len(words) - 1)) or not 1 <= start < _MOST_WORDS:
        return {}
    given, family = words[:start], words[-1]
    if not (_is_given(given) and _is_family(family)) or _is_of_a_body([*given, family]):
        return {}
    if not _INITIALS.fullmatch(given[0]) and not _is_in_known_order(given, family):
        return {}
    return {"family": " ".join(words[start:]), "given": " ".join(given)}


def _is_given(words: list[str]) -> bool:
    """Whether the words are capitalised names and initials; one letter alone begins no name."""
    return len(words[0]) > 1 and all(
        (_INITIALS.fullmatch(word) and word.isupper()) or _is_capitalised(word) for word in words
    )


def _is_family(word: str) -> bool:
    attached = _ATTACHED.match(word)
    return len(word) > 1 and _is_capitalised(word[attached.end() :] if attached else word)


def _is_capitalised(word: str) -> bool:
    """Whether a word is a capitalised one, not an acronym or a word in capitals."""
    return bool(_WORD.fullmatch(word)) and word[0].isupper() and not word.isupper()


def _is_of_a_body(words: list[str]) -> bool:
    lowered = [word.rstrip(".").lower() for word in words]
    return (
        lowered[0] in _NEVER_GIVEN_FIRST
        or any(word in _OF_BODIES for word in lowered)
        or any(_OF_BODIES_ENDING.fullmatch(word) for word in lowered)
    )


def _is_in_known_order(given: list[str], family: str) -> bool:
    """Whether a name that does not begin with initials surely ends with the family name, alone."""
    if any(_FIRST_OF_TWO_FAMILY_NAMES.fullmatch(word) for word in given[1:]):
        return False
    if all(
        unicodedata.name(letter, "").startswith("LATIN") for letter in family if letter.isalpha()
    ):
        return sum(len(word) > 2 for word in given) < _MOST_WORDS - 1
    return bool(_RUSSIAN_FAMILY.fullmatch(family)) and not _RUSSIAN_FAMILY.fullmatch(given[0])
