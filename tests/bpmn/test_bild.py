"""The picture of a flow on its page, and the words beside it that say the same."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from django.template.loader import render_to_string
from django.test import override_settings
from django.urls import reverse
from lxml import html

from arenden.models import Steg
from insatser.bpmn.svg import in_order, picture
from insatser.flows.definition import graf_of
from insatser.flows.register import FLODEN
from insatser.views.vag import ways_in_words
from tests.bpmn.exempel import GRAF
from tests.conftest import logga_in
from tests.insatser import vagen

MALL = "insatser/processbild_svg.html"


def drawn(**lagen: set[str]) -> html.HtmlElement:
    return html.fromstring(render_to_string(MALL, {"bild": picture(GRAF, **lagen)}))


def words_in(element: html.HtmlElement) -> str:
    return " ".join(element.itertext("text"))


def test_every_step_choice_and_end_is_drawn_with_its_words():
    text = " ".join(words_in(drawn()).split())
    for ord_ in ("Ta emot skolans", "Varje part", "Vad beslutades?", "Ja eller Delvis", "Nej"):
        assert ord_ in text


def test_what_is_done_and_what_is_open_says_so_in_words():
    bild = drawn(klara={"anmalan"}, oppna={"barnet", "parterna"})
    assert [t.text for t in bild.findall(".//text[@class='lage']")] == ["✓ Klart", "Pågår", "Pågår"]
    assert "Nu pågår «Fråga barnet» och «Varje part berättar»." in bild.findtext("figcaption")


def test_the_picture_is_one_image_with_a_name_in_a_region_that_the_keyboard_scrolls():
    bild = drawn()
    svg, region = bild.find(".//svg"), bild.find("div")
    om = bild.find("figcaption").get("id")
    assert (svg.get("role"), svg.get("aria-labelledby")) == ("img", om)
    assert (region.get("role"), region.get("tabindex")) == ("region", "0")
    assert not svg.findall(".//a")


def test_the_picture_carries_no_style_and_no_script():
    text = render_to_string(MALL, {"bild": picture(GRAF)})
    assert not re.search(r"style|script|\son\w+=", text)


def test_its_numbers_are_the_same_whatever_language_the_system_speaks():
    vanlig = render_to_string(MALL, {"bild": picture(GRAF)})
    with override_settings(USE_THOUSAND_SEPARATOR=True, LANGUAGE_CODE="sv"):
        assert render_to_string(MALL, {"bild": picture(GRAF)}) == vanlig


@pytest.mark.parametrize("flode", FLODEN.values(), ids=lambda flode: flode.__name__)
def test_no_way_runs_through_what_it_does_not_lead_to(flode):
    """Every part of a way is straight, and none crosses the inside of a step or a choice."""
    bild = picture(graf_of(flode))
    for pil in bild["pilar"]:
        punkter = [tuple(map(int, punkt.split(","))) for punkt in pil["punkter"].split()]
        for (x1, y1), (x2, y2) in pairwise(punkter):
            assert x1 == x2 or y1 == y2
            for del_ in bild["delar"]:
                inne_x = max(x1, x2) > del_["x"] + 1 and min(x1, x2) < del_["hx"] - 1
                inne_y = max(y1, y2) > del_["y"] + 1 and min(y1, y2) < del_["hy"] - 1
                is_anda = (x1, y1) == punkter[0] or (x2, y2) == punkter[-1]
                assert is_anda or not (inne_x and inne_y), (pil, del_)


def test_the_steps_stand_in_the_order_of_the_picture():
    assert in_order(GRAF) == ["anmalan", "barnet", "parterna", "las", "besluta"]


def test_what_comes_next_is_said_for_each_way():
    assert ways_in_words(GRAF, "besluta") == [
        "Ja: Avslutad som planerat",
        "Gör om: Fråga barnet",
        "Gör om: Varje part berättar",
        "Delvis: Avslutad som planerat",
        "Nej: Ingår inte",
    ]


@pytest.mark.django_db
def test_the_page_shows_where_the_case_stands_as_a_picture_and_in_words(client, stad):
    arende = vagen.arende_at(stad, Steg.UTREDNING)
    svar = logga_in(client, stad.handlaggare).get(reverse("insatser:vag", args=[arende.pk]))
    sida = html.fromstring(svar.content)
    assert "Nu pågår «Utredning»." in " ".join(sida.find(".//figcaption").text.split())
    (nu,) = sida.findall(".//li[@aria-current='step'][@class='nu']")
    assert nu.find("h4/a").get("href") == reverse("arenden:utredning", args=[arende.pk])
    text = " ".join(nu.text_content().split())
    assert "Pågår nu" in text
    assert "Handläggaren · SoL 14:2, 20:3" in text
    assert "Ta reda på vad barnet behöver, och hör barnet." in text
    klara = [li.findtext("h4").strip() for li in sida.findall(".//li[@class='klar']")]
    assert klara == ["Skyddsbedömning", "Förhandsbedömning", "Underrättelse"]
