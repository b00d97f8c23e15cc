"""Numbers are put together by one and let out by another; no page leads to a person."""

from __future__ import annotations

import re

import pytest
from django.utils import timezone

from access.models import Roll
from lagesbild.actions.uttag import build_due
from tests.insatser import vagen
from tests.resor.conftest import Oppna, Staden, employ
from tests.resor.medarbetare import Medarbetare

pytestmark = [pytest.mark.webblasare, pytest.mark.django_db(transaction=True)]

OM_EN_PERSON = re.compile(r"/(arenden|inflode|min-dag|sok|team)")


def test_one_proposes_and_another_approves(stad: Staden, oppna: Oppna):
    vagen.receive(stad)
    *_, kvartalet = build_due(nu=timezone.now(), actor=None)
    analytiker = oppna(employ(stad, Roll.ANALYTIKER))
    samordnare = oppna(employ(stad, Roll.SAMORDNARE))

    analytiker.go("/")
    analytiker.click(f"Sammanställ tabell för {kvartalet.kvartal.namn}")
    analytiker.picture("39-sammanstall")
    analytiker.click("Skicka för godkännande")
    analytiker.sees("Tabellen väntar nu på att någon annan godkänner den.")
    analytiker.sees("Du har själv sammanställt tabellen.")
    tabell = analytiker.sida.url

    samordnare.go("/lagesbild/")
    samordnare.sida.get_by_role("rowheader").or_(
        samordnare.sida.get_by_role("row").nth(1)
    ).get_by_role("link").first.click()
    assert samordnare.sida.url == tabell
    samordnare.click("Godkänn och publicera")
    samordnare.sees("Tabellen är publicerad.")
    samordnare.picture("40-publicerad-tabell")
    samordnare.picture("40-publicerad-tabell-mork", dark=True)
    analytiker.sida.reload()
    assert "Elias" not in analytiker.words()
    assert links(analytiker)
    assert not [lank for lank in links(analytiker) if OM_EN_PERSON.match(lank)]
    assert b"Elias" not in analytiker.download("CSV")


def links(person: Medarbetare) -> list[str]:
    return [lank.get_attribute("href") for lank in person.sida.get_by_role("link").all()]
