"""Which language a text is in: by passage, by paragraph, and for the whole."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standoff.ingest import language as room
from standoff.ingest.language import foreign, language, tongues
from standoff.ingest.paragraphs import paragraphs
from strategies import texts

OTHERS = {
    "de": "Der Hafen von Port Ilma wurde am Donnerstag geschlossen, nachdem zwei Fähren in dem Nebel kollidiert waren, so die Küstenwache.",
    "nl": "De haven van Port Ilma is donderdag gesloten nadat twee veerboten in de mist op elkaar waren gevaren, was de melding.",
    "fr": "Le port de Port Ilma a été fermé jeudi après la collision de deux ferries dans le brouillard, a dit la garde sans savoir qui.",
    "es": "El puerto de Ilma fue cerrado el jueves después de que dos transbordadores chocaran en la niebla, según la guardia costera.",
    "ru": "Порт Ильма был закрыт в четверг после столкновения двух паромов в тумане, сообщила береговая охрана в своём заявлении.",
    "uk": "Порт Ільма був закритий у четвер після зіткнення двох поромів у тумані, повідомила берегова охорона у своїй заяві для преси.",
    "ar": "أغلق ميناء إلما يوم الخميس بعد اصطدام عبارتين في الضباب حسب ما قال خفر السواحل في بيان صدر في وقت متأخر من مساء اليوم نفسه",
    "he": "\u200fנמל אילמה נסגר ביום חמישי אחרי ששתי מעבורות התנגשו בערפל, כך מסר משמר החופים בהודעה לעיתונות.\u200f",
    "zh": "星期四，两艘渡轮在大雾中相撞，伊尔马港因此关闭。海岸警卫队在一份声明中说，目前还不清楚原因。",
    "ja": "木曜日、霧の中で二隻のフェリーが衝突し、イルマ港は閉鎖された。沿岸警備隊は「原因は分からない」と述べた。",
}
ENGLISH = "The harbour of Port Ilma was closed on Thursday after two ferries had met in the fog, and nobody was hurt, the coast guard said."


def test_english_prose_is_english(article: str) -> None:
    assert language(article) == "en"
    assert language(article.upper()) == "en"
    assert language(article.lower()) == "en"


@pytest.mark.parametrize("code", OTHERS)
def test_another_language_has_its_code(code: str) -> None:
    assert language(OTHERS[code]) == code
    assert foreign(OTHERS[code]) == code


@pytest.mark.parametrize("code", ["de", "fr", "es"])
def test_capitals_do_not_hide_another_language(code: str) -> None:
    assert language(OTHERS[code].upper()) == code


@pytest.mark.parametrize(
    "text",
    [
        "The fog is back in the harbour.",
        "MAYOR ILDA ROVEK SAID THE BOATS HAD LEFT.",
        "Q: Who did it? A: Nobody.",
        "Juan Pérez, María Gómez, José Núñez and François Lefèvre said that they had not seen João da Silva in São Paulo.",
        "Town | Dead | Source\nOrlan | 12 | the police said\nSelm | 3 | the coast guard said",
        "“No pasarán jamás los que quieren la guerra y el hambre,” he said in Spanish before they took him away.",
    ],
)
def test_names_tables_capitals_and_turns_do_not_hide_english(text: str) -> None:
    assert language(text) == "en"
    assert foreign(text) is None


@pytest.mark.parametrize(
    "text", ["", "Orlan.", "12 | 14 | 16", "😀 😀 😀", "Ana Lund, Tamas Brill", "x = f(y) + 1; return x[0]", "\ud800\udfff"]
)
def test_what_shows_no_language_is_not_determined(text: str) -> None:
    assert language(text) == "und"
    assert foreign(text) is None


def tell(*blocks: str) -> tuple[str, float, str | None]:
    text = "\n\n".join(blocks)
    found = tongues(text, paragraphs(text))
    return found.main, found.foreign, found.other


def test_most_words_decide_for_the_whole() -> None:
    assert tell(ENGLISH, ENGLISH) == ("en", 0.0, None)
    main, share, other = tell(ENGLISH, OTHERS["es"], ENGLISH)
    assert (main, other) == ("en", "es")
    assert 0.2 < share < 0.4
    assert tell(OTHERS["es"], ENGLISH, OTHERS["es"])[0] == "es"
    assert tell(OTHERS["zh"], ENGLISH, OTHERS["zh"], OTHERS["zh"])[0] == "zh"


def test_lists_of_names_and_numbers_do_not_outvote_the_prose() -> None:
    names = "Juan Pérez, María Gómez, José Núñez, Łukasz Wójcik, Gökhan Şahin, Nguyễn Văn An, Björn Åkesson, Zoë Müller"
    assert tell(ENGLISH, names, names, "12 | 14\n15 | 16", names) == ("en", 0.0, None)


def test_a_quotation_leaves_the_paragraph_to_english_when_the_outlet_speaks_around_it() -> None:
    said = f"“{OTHERS['es']}” the mayor told them."
    assert foreign(said) is None
    assert foreign(f"“{OTHERS['es']}”") == "es"


def test_english_prose_never_loads_the_classifier(article: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> None:
        raise AssertionError("the classifier was asked")

    room._passage.cache_clear()
    monkeypatch.setattr(room, "_identifier", fail)
    assert tongues(article, paragraphs(article)).main == "en"
    assert all(foreign(p.of(article)) is None for p in paragraphs(article))


@given(st.one_of(texts(), st.text(max_size=200)))
def test_any_text_has_an_answer(text: str) -> None:
    assert language(text)
    assert 0 <= tongues(text, paragraphs(text)).foreign <= 1
    assert foreign(text) != "en"
