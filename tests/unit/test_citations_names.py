"""Names of persons are divided where that is obvious; all others stay as they are written."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.citations.names import name_of


@pytest.mark.parametrize(
    ("written", "family", "given_name"),
    [
        ("Hannah Prewitt", "Prewitt", "Hannah"),
        ("Anna  Ward", "Ward", "Anna"),
        ("M. Ivers", "Ivers", "M."),
        ("J. R. R. Tolkien", "Tolkien", "J. R. R."),
        ("J.R.R. Tolkien", "Tolkien", "J.R.R."),
        ("J.-P. Sartre", "Sartre", "J.-P."),
        ("Jane Q. Doe", "Doe", "Jane Q."),
        ("Harry S Truman", "Truman", "Harry S"),
        ("Mary Ann Evans", "Evans", "Mary Ann"),
        ("Jean-Paul Moore-Jones", "Moore-Jones", "Jean-Paul"),
        ("John McCain", "McCain", "John"),
        ("Siân O’Neill", "O’Neill", "Siân"),
        ("Sia\u0302n O'Neill", "O'Neill", "Siân"),
        ("Jan P. van der Berg", "van der Berg", "Jan P."),
        ("Ana de la Cruz", "de la Cruz", "Ana"),
        ("Robert De Niro", "De Niro", "Robert"),
        ("Bashar al-Assad", "al-Assad", "Bashar"),
        ("Charles d’Artagnan", "d’Artagnan", "Charles"),
        ("И. И. Иванов", "Иванов", "И. И."),
        ("Иван Иванов", "Иванов", "Иван"),
        ("Марина Ковальская", "Ковальская", "Марина"),
        # Names that are already turned round.
        ("Prewitt, Hannah", "Prewitt", "Hannah"),
        ("van der Berg, Jan P.", "van der Berg", "Jan P."),
        ("O'Neill, Siân", "O'Neill", "Siân"),
        ("Иванов, Иван", "Иванов", "Иван"),
    ],
)
def test_a_persons_name_is_divided(written: str, family: str, given_name: str) -> None:
    assert name_of(written) == {"family": family, "given": given_name}


@pytest.mark.parametrize(
    ("written", "suffix"),
    [
        ("Martin Luther King Jr.", "Jr."),
        ("Martin Luther King, Jr.", "Jr."),
        ("King, Martin Luther, Jr.", "Jr."),
        ("Martin Luther King III", "III"),
    ],
)
def test_a_suffix_is_a_part_of_its_own(written: str, suffix: str) -> None:
    assert name_of(written) == {"family": "King", "given": "Martin Luther", "suffix": suffix}


@pytest.mark.parametrize(
    "written",
    """Harbour Board|Ministry of Defence|Office of the Registrar|Harvard University|Meridian Desk
    Asphodel Consulting, Ltd|Asphodel, Ltd.|Petrel Quay Ltd|Ward & Sons|Northern Wire|Police Force
    Agence France-Presse|Associated Press|Human Rights Watch|Le Monde|New York Times|Civil Georgia
    Deutsche Welle|Bundesamt Wiesbaden|Reuters Staff|Wikipedia contributors|Group Four|X Corp
    BBC Monitoring|RIA Novosti|NATO Press|JANE DOE|Reuters|Hannah|Q|Group 4|h.ward@example.org
    H. Quayle, clerk to the Board|Ward, Anna, and others|Jane Doe, PhD|Dr. Jane Doe|Sir John Soane
    Pope Francis|John of Gaunt|Van Morrison|Maria del Carmen Ruiz|José Ortega y Gasset|Jr.
    Ana Pérez Ruiz|Anna Maria Louisa Ward|Save The Children Today Please|Mohammed bin Salman
    Xi Jinping|Kim Jong Un|Nguyen Van Linh|习近平|山田 太郎|김정은|Иванов Иван|Лев Толстой
    Газета Утро""".replace("\n    ", "|").split("|"),
)  # fmt: skip
def test_what_may_be_something_else_is_left_as_it_is(written: str) -> None:
    assert name_of(written) == {"literal": written}


def test_no_name_is_none() -> None:
    assert name_of("") == {}


@given(st.text(max_size=60) | st.text("AaBb .,'-", max_size=30))
def test_no_word_of_a_name_is_lost_or_made_up(text: str) -> None:
    parts = name_of(text)
    if "literal" in parts:
        assert parts == {"literal": text}
    else:
        written = unicodedata.normalize("NFC", text).replace(",", " ").split()
        assert sorted(" ".join(parts.values()).split()) == sorted(written)
