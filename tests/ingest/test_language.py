from __future__ import annotations

import pytest

from standoff.ingest.language import language


def test_english_prose_is_english(article: str) -> None:
    assert language(article) == "en"
    assert language(article.upper()) == "en"


@pytest.mark.parametrize(
    "text",
    [
        "Der Hafen von Port Ilma wurde am Donnerstag geschlossen, nachdem zwei Fähren in dem Nebel kollidiert waren, so die Küstenwache.",
        "De haven van Port Ilma is donderdag gesloten nadat twee veerboten in de mist op elkaar waren gevaren, was de melding.",
        "Le port de Port Ilma a été fermé jeudi après la collision de deux ferries dans le brouillard, a dit la garde, on ne sait pas qui.",
        "El puerto de Port Ilma fue cerrado el jueves después de que dos transbordadores chocaran en la niebla, según la guardia costera.",
        "Порт Ильма был закрыт в четверг после столкновения двух паромов в тумане, сообщила береговая охрана в своём заявлении для печати.",
        "أغلق ميناء إلما يوم الخميس بعد اصطدام عبارتين في الضباب حسب ما قال خفر السواحل في بيان صدر في وقت متأخر من مساء اليوم نفسه",
    ],
)
def test_other_languages_are_not_determined(text: str) -> None:
    assert language(text) == "und"


def test_a_scrap_is_not_determined() -> None:
    assert language("The fog is back in the harbour.") == "und"
    assert language("") == "und"
