"""Twelve people assess the same vignette, each in a browser; nobody sees whose answer is whose."""

from __future__ import annotations

from datetime import timedelta
from random import Random

import pytest
from django.utils import timezone
from nltk.metrics.agreement import AnnotationTask

from access.models import Roll
from riskbedomning.actions.kalibrering import SAMLAD, count_omgang
from riskbedomning.models import Faktorsvar, Kalibreringsomgang
from tests.builders import make_anvandare, make_enhet
from tests.resor.conftest import Oppna
from tests.resor.medarbetare import Medarbetare
from tests.riskbedomning.vinjetter import make_omgang

pytestmark = [pytest.mark.webblasare, pytest.mark.django_db(transaction=True)]

SVAR = Faktorsvar.Svar.values
TOLV = 12


def answers(omgang: Kalibreringsomgang, person: int) -> dict[str, str]:
    """Mostly what the others see; the first factor divides people."""
    slump = Random(person)
    koder = omgang.instrumentversion.faktorer.values_list("kod", flat=True)
    vanligt = {kod: SVAR[plats % 3] for plats, kod in enumerate(koder)}
    return {
        kod: svar if slump.random() < 0.8 else slump.choice(SVAR) for kod, svar in vanligt.items()
    } | {SAMLAD: "visst_stod"}


def choose(person: Medarbetare, svar: dict[str, str]) -> None:
    for fraga, varde in svar.items():
        person.sida.locator(f"input[name='{fraga}'][value='{varde}']").check()


def test_twelve_assessors_and_alpha_by_another_library(oppna: Oppna):
    enheter = [make_enhet(), make_enhet()]
    omgang = make_omgang(enheter=enheter, dagar=3)
    personer = [
        make_anvandare(enhet=enheter[n % 2], namn=f"Bedömare {n} Exempelsson") for n in range(TOLV)
    ]
    svar = {person: answers(omgang, n) for n, person in enumerate(personer)}

    forst = oppna(personer[0])
    forst.go("/likabedomning/")
    forst.click(omgang.vinjett.rubrik)
    choose(forst, dict(list(svar[personer[0]].items())[:2]))
    forst.sees("Utkast sparat")
    forst.sida.reload()
    assert forst.sida.locator("input:checked").count() == 2
    forst.sida.get_by_role("button", name="Lämna in").click()
    forst.sees("Något behöver rättas")
    for person in personer:
        vid = forst if person is personer[0] else oppna(person)
        vid.go(f"/likabedomning/{omgang.pk}/")
        choose(vid, svar[person])
        vid.sida.get_by_role("button", name="Lämna in").click()
        vid.sees("Tack, dina svar är inlämnade.")
    forst.sida.reload()
    assert "Alla som har svarat" not in forst.words()

    igar = timezone.localdate() - timedelta(days=1)
    Kalibreringsomgang.objects.filter(pk=omgang.pk).update(fran=igar, till=igar)
    count_omgang(omgang)

    forst.sida.reload()
    forst.sees("Alla som har svarat")
    assert forst.sida.get_by_role("columnheader", name="Ditt svar").count() == 1
    forst.picture("60-eget-svar-och-fordelning")
    ledare = oppna(make_anvandare(Roll.METODLEDARE))
    ledare.go(f"/vinjetter/omgangar/{omgang.pk}/")
    ledare.picture("61-kalibreringsomgang")
    words = ledare.words()
    assert f"{nominal_alpha(omgang, svar.values()):.2f}".replace(".", ",") in words
    assert "Exempelsson" not in words
    assert all(str(enhet) in words for enhet in enheter)


def nominal_alpha(omgang: Kalibreringsomgang, rader: list[dict[str, str]]) -> float:
    return AnnotationTask(
        data=[
            (str(person), fraga, varde)
            for person, rad in enumerate(rader)
            for fraga, varde in rad.items()
            if fraga != SAMLAD
        ]
    ).alpha()
