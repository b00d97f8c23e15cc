"""Where cases stand and wait: a weekly extract, protected, the same in picture and table."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from lxml import html

from access.middleware import row_level_security
from access.models import Roll
from arenden.models import Steg
from encryption.opened import collect_openings
from lagesbild.actions.steguttag import build_steguttag
from lagesbild.actions.vantan import STEG, vantan_of
from lagesbild.rules.tabell import ALL
from lagesbild.rules.vantan import VANTAN, Stegrad, strength, table_by_steg_and_vantan, waited
from tests.builders import make_anvandare
from tests.conftest import logga_in
from tests.insatser import vagen
from tests.lagesbild.underlag import make_steguttag

SIDA = "/lagesbild/vantan/"


@pytest.fixture
def stad(db) -> vagen.Stad:
    return vagen.make_stad()


def page(client, person) -> html.HtmlElement:
    return html.fromstring(logga_in(client, person).get(SIDA).content)


@pytest.mark.parametrize(
    ("dagar", "klass"),
    [(0, VANTAN[0]), (7, VANTAN[0]), (8, VANTAN[1]), (28, VANTAN[1]), (29, VANTAN[2])],
)
def test_a_wait_falls_in_its_class(dagar, klass):
    assert waited(dagar) == klass


def test_a_child_in_two_steps_is_counted_in_both():
    rader = [Stegrad("a", "Plan", VANTAN[0]), Stegrad("a", "Utredning", VANTAN[0])]
    table = table_by_steg_and_vantan(rader, ("Utredning", "Plan"))
    assert table.count((ALL, ALL)) == 2


@pytest.mark.parametrize(("tal", "styrka"), [(0, 0), (5, 1), (25, 1), (30, 2), (75, 3), (100, 4)])
def test_a_shade_follows_the_shown_number(tal, styrka):
    assert strength(tal, 100) == styrka


@pytest.mark.django_db
def test_the_extract_has_the_open_steps_under_pseudonyms_and_is_built_once_a_week(stad):
    arende = vagen.arende_at(stad, Steg.UTREDNING)
    nu = arende.oppnat + timedelta(days=10)
    with collect_openings() as openings:
        uttag = build_steguttag(nu=nu, actor=None)
        assert build_steguttag(nu=nu, actor=None) == uttag
    assert not openings
    rad = uttag.rader.get()
    assert (rad.steg, rad.vantat) == ("utredning", VANTAN[1])
    assert str(arende.akt_id) not in rad.pseudonym
    assert uttag.avser.weekday() == 0


@pytest.mark.django_db
def test_the_web_writes_no_extract():
    person = make_anvandare(Roll.GRUPPLEDARE)
    with pytest.raises(DatabaseError), transaction.atomic(), row_level_security(person.pk):
        make_steguttag()


@pytest.mark.django_db
def test_the_numbers_are_rounded_and_add_up():
    rounded = vantan_of(make_steguttag())
    assert all(value % 5 == 0 for value in rounded.values.values())
    assert rounded.values["Utredning", ALL] == sum(
        rounded.values["Utredning", klass] for klass in VANTAN
    )
    assert rounded.dimensions[0].kategorier == STEG


@pytest.mark.django_db
def test_the_picture_says_what_the_table_says(client):
    make_steguttag()
    sida = page(client, make_anvandare(Roll.GRUPPLEDARE))
    i_tabell = {
        rad.findtext("th").strip(): " ".join(rad.findall("td")[-1].text_content().split())
        for rad in sida.findall(".//tbody/tr")
    }
    i_bild = {}
    for steg in sida.findall(".//svg/g"):
        if steg.get("class").startswith("steg "):
            *titel, tal = [t.text for t in sorted(steg.findall("text"), key=_height)]
            i_bild[" ".join(titel)] = tal
    assert i_bild["Utredning"].startswith("≈ 1")
    assert i_bild == {steg: i_tabell[steg] for steg in i_bild}
    assert i_bild["Plan"] in ("0–4", "≈ 5 (1–9)")


def _height(text: html.HtmlElement) -> int:
    return int(text.get("y")) + int(text.get("dy", 0))


@pytest.mark.django_db
def test_true_numbers_and_cases_are_not_on_the_page(client):
    make_steguttag()
    sida = page(client, make_anvandare(Roll.ANALYTIKER))
    text = re.sub(r"\(\d+–\d+\)", "", sida.find(".//main").text_content())  # bounds hold any number
    assert not [tal for tal in ("87", "63", "153") if tal in text]
    assert not [a for a in sida.findall(".//main//a") if "arenden" in a.get("href")]
    assert not sida.findall(".//main//th//a")


@pytest.mark.django_db
def test_without_an_extract_the_page_says_when_there_is_one(client):
    sida = page(client, make_anvandare(Roll.ENHETSCHEF))
    assert "Läget räknas en gång i veckan" in sida.find(".//main").text_content()
