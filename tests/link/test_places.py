"""The country of a place: where its own words say so, and nowhere else."""

from __future__ import annotations

import pytest

from standoff.link.places import country_of
from standoff.link.tables import countries

CERTAIN = {
    "Istanbul, Turkey": "TR",
    "Idlib (Syria)": "SY",
    "Turkey": "TR",
    "the Netherlands": "NL",
    "the U.S.": "US",
    "South Korea": "KR",
    "Bosnia and Herzegovina": "BA",
    "Guinea-Bissau": "GW",
    "Papua New Guinea": "PG",
    "Northern Ireland": "X-NI",
    "northern Syria": "SY",
    "eastern and southern Ukraine": "UA",
    "most of Yemen": "YE",
    "the north of Syria": "SY",
    "the town of Douma in Syria": "SY",
    "Goma, in the eastern Democratic Republic of the Congo": "CD",
    "Syria's Idlib province": "SY",
    "Syrian territory": "SY",
    "the Chinese city of Wuhan": "CN",
    "the Colombian border town of Cúcuta": "CO",
    "the Iraqi Kurdish city of Sulaimaniya": "IQ",
    "the Syrian capital, Damascus": "SY",
    "Damascus": "SY",
    "CARACAS": "VE",
    "central Caracas": "VE",
    "London": "GB",
    "Mexico City": "MX",
    "Singapore": "SG",
    "Tbilisi, Georgia": "GE",
}
OPEN = [
    "Istanbul",  # no table of cities: it would be a guess elsewhere
    "",
    "turkey",
    "Georgia",
    "Atlanta, Georgia",
    "Congo",
    "New Mexico",
    "South America",
    "the Gulf of Mexico",
    "the South China Sea",
    "the Saudi consulate in Istanbul",
    "the Turkish embassy in Syria",
    "the embassy of Venezuela",
    "a Russian base",
    "Russia's Hmeimim base",
    "the Syrian border with Turkey",
    "the Turkish-Syrian border",
    "between Syria and Iraq",
    "Turkey and Syria",
    "near Jordan",
    "outside Syria",
    "off the coast of Yemen",
    "Michael Jordan",
    "San José",
    "Kingston",
    "Victoria",
    "Santiago",
    "Georgetown",
    "Tripoli",
    "Jerusalem",
    "Paris, Texas",
    "Lebanon, Pennsylvania",
    "a mosque in Lima, Ohio",
    "the road to Damascus",
    "the Kurdish city",
    "Donetsk",
    "Barcelona",
    "the American University of Beirut",
]
SHARED = {"GE", "CD", "CG", "MK", "FM", "JE"}  # countries whose name is that of something else too


@pytest.mark.parametrize("words", CERTAIN)
def test_a_place_whose_words_name_its_country(words: str) -> None:
    found = country_of(words)
    assert found is not None
    assert (found.code, found.name) == (CERTAIN[words], countries()[CERTAIN[words]].name)
    assert found.name in found.reason and found.reason.split("”")[0].removeprefix("“") in words


@pytest.mark.parametrize("words", OPEN)
def test_a_place_whose_words_leave_its_country_open(words: str) -> None:
    assert country_of(words) is None


@pytest.mark.parametrize("code", sorted(countries().keys() - SHARED))
def test_every_country_is_known_by_its_name_and_official_name(code: str) -> None:
    country = countries()[code]
    for name in (country.name, country.official.split(",")[0]):
        found = country_of(name)
        assert found is not None and found.code == code, name
