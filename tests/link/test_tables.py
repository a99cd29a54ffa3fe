"""The tables: complete, well-formed, and found by every form."""

from __future__ import annotations

import pytest

from standoff.link.fold import fold, slug
from standoff.link.tables import bodies, countries, country_forms, nicknames, nouns, titles

# Some members from every letter and continent; the count below holds the rest.
MEMBERS = """Afghanistan|Algeria|Bhutan|Bolivia|Brunei|Cape Verde|Chad|Comoros|Dominica|Dominican Republic|East Timor|Ecuador|Eswatini|Fiji
Gabon|Georgia|Guinea-Bissau|Honduras|Iceland|Ivory Coast|Jordan|Kiribati|Kyrgyzstan|Laos|Lesotho|Malta|Micronesia|Myanmar
Nauru|North Korea|North Macedonia|Oman|Palau|Papua New Guinea|Qatar|Rwanda|Saint Lucia|Samoa|San Marino|Seychelles|South Sudan
Suriname|Switzerland|Syria|Tanzania|Togo|Tonga|Tuvalu|Uganda|Ukraine|United Arab Emirates|United Kingdom|United States|Uruguay
Vanuatu|Venezuela|Vietnam|Yemen|Zambia|Zimbabwe""".replace("\n", "|").split("|")


def test_every_member_of_the_united_nations_is_there():
    assert sum(c.status == "member" for c in countries().values()) == 193
    assert set(MEMBERS) <= {c.name for c in countries().values() if c.status == "member"}


def test_members_have_the_codes_of_iso_3166():
    babel = pytest.importorskip("babel")
    known = {code for code in babel.Locale("en").territories if len(code) == 2}
    assert {c.code for c in countries().values() if not c.code.startswith("X-")} - {"XK"} <= known
    assert {c.code for c in countries().values() if c.status == "member"} >= {"DE", "TV", "ZW", "KP"}


@pytest.mark.parametrize(
    "name", ["Kosovo", "Taiwan", "Palestine", "Northern Cyprus", "Western Sahara", "Abkhazia", "Somaliland", "Greenland", "Hong Kong"]
)
def test_disputed_states_and_territories_are_there(name):
    assert name in {c.name for c in countries().values()}


def test_every_country_has_adjective_people_and_capital():
    for country in countries().values():
        assert country.adjectives and country.people and country.capitals, country.name


def test_every_form_leads_back_to_its_country():
    for country in countries().values():
        for text, form in country.forms():
            assert (country.code, form) in country_forms(text), (country.name, text)


@pytest.mark.parametrize(
    ("text", "code", "form"),
    [
        ("the U.S.", "US", "name"),
        ("UK", "GB", "name"),
        ("the Netherlands", "NL", "name"),
        ("Cote d'Ivoire", "CI", "name"),
        ("the Danes", "DK", "people"),
        ("Élysée", "FR", "seat"),
        ("the Elysee Palace", "FR", "seat"),
        ("10 Downing Street", "GB", "seat"),
        ("the Blue House", "KR", "seat"),
        ("Reykjavík", "IS", "capital"),
        ("Norway's", "NO", "name"),
    ],
)
def test_forms_of_countries(text, code, form):
    assert (code, form) in country_forms(text)


@pytest.mark.parametrize("text", ["us", "turkey", "Us", "chad", "polish", "Springfield", ""])
def test_words_that_are_no_country(text):
    assert country_forms(text) == ()


def test_shared_forms_name_both_countries():
    assert {code for code, _ in country_forms("Congolese")} == {"CD", "CG"}
    assert {code for code, _ in country_forms("Dominican")} == {"DM", "DO"}


def test_titles_tell_office_and_gender():
    assert titles()[fold("Sen.")].office and not titles()[fold("Mr.")].office
    assert titles()[fold("Mrs.")].gender == "f" and titles()["dr"].gender == ""


def test_nicknames_work_both_ways():
    assert "mike" in nicknames()["michael"] and "michael" in nicknames()["mike"]
    assert all(name in forms for name, forms in nicknames().items())


def test_bodies_are_found_by_acronym_and_name():
    assert bodies()["un"] is bodies()["united nations"]
    assert bodies()["opcw"].name == "Organisation for the Prohibition of Chemical Weapons"


def test_head_nouns_do_not_say_two_things_where_it_matters():
    assert not nouns()["office"] & nouns()["armed force"]
    assert not nouns()["government"] & nouns()["ministry"]


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Guðrún's", "gudrun"),
        ("the U.N.", "UN"),
        ("Łukasz", "lukasz"),
        ("“Anders”", "Anders"),
        ("N'Dala", "N\u2019dala"),
        ("Al-Karim", "al Karim"),
    ],
)
def test_folding_makes_writings_alike(a, b):
    assert fold(a) == fold(b)


def test_a_slug_is_an_id():
    assert slug("The Harbour Workers' Union") == "harbour-workers-union"
    assert slug("«»") == "unnamed"
