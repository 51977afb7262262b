"""Minutes and letters are dated by their title or first lines, where only one date can be meant."""

from __future__ import annotations

import pytest

from workbench.library.opening import opening
from workbench.library.papers import date_of_paper


@pytest.mark.parametrize(
    ("title", "day"),
    [
        ("Minutes of the meeting held on Friday 12 March 2021", "2021-03-12"),
        ("MINUTES OF THE MEETING HELD ON 12 MARCH 2021 AT 10.00 AM", "2021-03-12"),
        ("Minutes of the Council held in Vennerby on 12 March 2021", "2021-03-12"),
        ("Minutes of the 2008 meeting, 5 May 2009", "2009-05-05"),
        ("Harbour Board minutes: March 2021", "2021-03"),
        ("Minutes of the meeting of 12 to 14 March 2021", "2021-03"),
        ("Letter dated 12 March 2021 from the Permanent Representative", "2021-03-12"),
        ("Protokoll der Sitzung vom 12. März 2020", "2020-03-12"),
        ("Procès-verbal de la réunion du 5 mars 2019", "2019-03-05"),
        ("Протокол заседания от 16 марта 2021 г.", "2021-03-16"),
        ("Minutes of the meetings of 12 March 2021 and 14 April 2021", ""),
        ("Minutes of the meeting held 12 March to 14 April 2021", ""),
        ("Minutes of the inquiry into the attack of 12 March 2021", ""),
        ("Letter on the attack of 12 March 2021", ""),
        ("Letter in reply to yours, dated 12 March 2021", ""),
        ("Minutes of the 2008 meeting", ""),
        ("The meeting held on 12 March 2021", ""),
    ],
)
def test_a_title(title: str, day: str) -> None:
    said = opening(f"{title}\n\nPresent: A. Ward, H. Prewitt\n\nText")
    assert (said.title, said.date) == (title, day)


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ("Minutes of the Board|Held at the Town Hall on 12 March 2021", "2021-03-12"),
        ("Minutes|12 March 2021, Town Hall|1. Approval of those of 5 May 2020", "2021-03-12"),
        ("Minutes|1. März 2020, Rathaus|1. Protokoll vom 5. Mai 2019", "2020-03-01"),
        ("14 Cooper's Row, Vennerby NR1 – 9 January 2017|Dear Sir,", "2017-01-09"),
        ("Minutes of the Board|12 March 2021, Town Hall|Next meeting: 5 May 2021", ""),
        ("Minutes of the Board|Next meeting: 5 May 2021", ""),
        ("Re: your letter of 3 March 2016|Dear Sir,|9 January 2017", ""),
        ("14 Cooper's Row, Vennerby NR1 – 9 January 2017|The rent is due.", ""),
    ],
)
def test_first_lines(head: str, day: str) -> None:
    assert date_of_paper(head.split("|")) == day
