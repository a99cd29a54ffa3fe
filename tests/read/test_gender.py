from __future__ import annotations

import re
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standoff.read.gender import gender_of, noun_gender

ROWS = [row.split("\t") for row in files("standoff.read").joinpath("given_names.tsv").read_text(encoding="utf-8").splitlines()]

NAMES = """
Mr. Alder | m
Mrs Alder | f
Ms. Kim | f
Señora Lopez | f
Frau Brandt | f
Herr Brandt | m
Crown Prince Frederik | m
First Lady Xyla Abcar | f
Her Majesty | f
His Holiness | m
Queen Ingrid | f
Father Pedro | m
Lord Mayor Jane Roe | f
Lord Mayor Xyl Roe |
U Tin | m
Sheikh Hasina | f
Sheikh Tamim bin Rashid | m
Saudi King Salman | m
spokeswoman Hua Li | f
Foreign Ministry spokeswoman Robin Berg | f
businessman Xyl Abcar | m
Chairman Mary Berg | f
Chairman Robin Berg | m
Congressman Kelly | m
his wife Robin | f
his wife, Robin | f
the minister's brother Robin Berg | m
Robin Berg, a spokesman | m
Robin Berg's mother Alex | f
Gen. Omar Haddad | m
Dr. Anna-Lena Weiss | f
Deputy Foreign Minister Sergey Lukin | m
University of Oslo professor Anna Berg | f
John Alder of Boston | m
Human rights lawyer Anna Berg | f
J. Edgar Alder | m
Jean-François Petit | m
Jean Claude Moreau | m
Anne-Marie Petit | f
José María Gómez | m
María José Gómez | f
Søren Ek | m
Çiğdem Ak | f
Yulia Petrenko | f
Julia Petrenko | f
Muhammed Demir | m
Mohamed Haddad | m
Abdulfattah Noori | m
Nasrullah Noori | m
Xyla Kaur | f
Sasha Petrovna Orlova | f
Sibusiso Dube | m
Nomvula Dube | f
Chukwuemeka Obi | m
Folasade Ojo | f
Wangari Njeri | f
Tirunesh Bekele | f
Kim Min-hee |
Park Sung-ho | m
Choi Eun-hye | f
Choi Eun Hye | f
Li Xiaoming | m
Zhang Guiying | f
Tran Thi Lan | f
Le Van Duc | m
Kondo Fumiko | f
Fumiko Kondo | f
Stephen King | m
Carol Bishop | f
Martin Luther Prince Jr. | m
Charles de Rohan | m
Freeman Xyl |
Son Xyl |
"""

UNTOLD = ["Alder", "President Alder", "J. Alder", "J.K. Alder", "al-Haddad", "President de Rohan", "Gen. al-Haddad", "King", "Robin Berg"]

NOMINALS = """
the spokeswoman | f
his mother | f
the king | m
a widow | f
the king's spokeswoman | f
the spokesman for the queen | m
the daughter of a king | f
the man who met the queen | m
a woman doctor | f
two female senators |
her father-in-law | m
his ex-wife | f
the queen mother | f
the prince regent | m
the man wounded in the raid | m
a policewoman from Oslo | f
a man and a woman |
queen bee |
her lawyer |
the president |
the women |
the boys |
the human |
a German |
an ombudsman |
"""


def _cases(table: str) -> list[tuple[str, str | None]]:
    pairs = (line.rsplit("|", 1) for line in table.strip().splitlines())
    return [(name.strip(), gender.strip() or None) for name, gender in pairs]


@pytest.mark.parametrize(("name", "gender"), _cases(NAMES))
def test_gender_of_a_name(name: str, gender: str | None) -> None:
    assert gender_of(name) == gender


@pytest.mark.parametrize("name", UNTOLD)
def test_a_surname_alone_or_an_undecided_name_tells_nothing(name: str) -> None:
    assert gender_of(name) is None


@pytest.mark.parametrize(("phrase", "gender"), _cases(NOMINALS))
def test_gender_of_a_nominal(phrase: str, gender: str | None) -> None:
    assert noun_gender(phrase) == gender


def test_accents_apostrophes_and_decomposed_letters_do_not_matter() -> None:
    assert gender_of("Andre\u0301s Go\u0301mez") == gender_of("Andrés Gómez") == gender_of("Andres Gomez") == "m"
    assert gender_of("Ra’ed Haddad") == gender_of("Ra'ed Haddad") == gender_of("Raed Haddad") == "m"


def test_the_table_is_sorted_folded_and_without_doubles() -> None:
    assert ROWS[0] == ["name", "gender", "regions"]
    names = [row[0] for row in ROWS[1:]]
    assert names == sorted(set(names))
    for name, gender, regions in ROWS[1:]:
        assert re.fullmatch(r"[a-z]+(?:-[a-z]*)?", name), name
        assert gender in ("m", "f", "both"), name
        assert re.fullmatch(r"[a-z]+(?:;[a-z]+)*", regions), name


def test_every_region_has_names_of_men_and_of_women() -> None:
    counts: dict[str, dict[str, int]] = {}
    for _, gender, regions in ROWS[1:]:
        for region in regions.split(";"):
            counts.setdefault(region, {"m": 0, "f": 0, "both": 0})[gender] += 1
    assert len(counts) >= 40
    assert all(c["m"] >= 10 and c["f"] >= 10 for c in counts.values() if sum(c.values()) > 40)


@given(st.text(max_size=60))
def test_any_text_is_answered(text: str) -> None:
    assert gender_of(text) in ("m", "f", None)
    assert noun_gender(text) in ("m", "f", None)


@given(st.sampled_from([r[0] for r in ROWS[1:] if r[1] != "both" and "-" not in r[0] and "english" in r[2]]))
def test_a_title_goes_before_the_given_name(name: str) -> None:
    assert gender_of(f"Mrs. {name.title()} Alder") == "f"
    assert gender_of(f"Mr. {name.title()} Alder") == "m"
