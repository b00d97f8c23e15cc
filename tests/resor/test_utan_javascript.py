"""Every form of the route works in a browser that runs no script."""

from __future__ import annotations

import pytest

from arenden.models import Steg
from tests.insatser import vagen
from tests.resor.conftest import Oppna, Staden

pytestmark = [pytest.mark.webblasare, pytest.mark.django_db(transaction=True)]


def test_from_the_report_to_the_note(stad: Staden, oppna: Oppna):
    arende = vagen.receive(stad)
    mottagare = oppna(stad.mottagare, java_script_enabled=False)
    mottagare.go(f"/arenden/{arende.pk}/")
    mottagare.click("Gå till skyddsbedömning")
    mottagare.click("Spara skyddsbedömningen")
    mottagare.sees("Något behöver rättas")
    assert mottagare.sida.title().startswith("Fel: ")
    mottagare.picture("41-fel-utan-script")
    mottagare.choose("Behöver barnet skydd genast?", "Nej")
    mottagare.fill("Bedömning", "Elias är hos sin mormor.")
    mottagare.click("Spara utkast")
    mottagare.sees("Utkast sparat")
    assert mottagare.field("Bedömning").input_value() == "Elias är hos sin mormor."
    mottagare.click("Spara skyddsbedömningen")
    mottagare.click("Gå till förhandsbedömning")
    mottagare.choose("Ska en utredning inledas?", "Ja")
    mottagare.fill("Motivering", "Frånvaron är stor.")
    mottagare.click("Spara beslutet")
    mottagare.sees("Beslutet i förhandsbedömningen är sparat.")

    vagen.tell(stad, vagen.fresh(arende))
    vagen.assign(stad, vagen.fresh(arende))
    handlaggare = oppna(stad.handlaggare, java_script_enabled=False)
    handlaggare.go(f"/arenden/{arende.pk}/")
    handlaggare.click("Ny anteckning")
    handlaggare.choose("Händelse", "Besök")
    handlaggare.fill("Text", "Elias visade sitt rum.")
    handlaggare.click("Spara arbetsanteckning")
    handlaggare.sida.get_by_role("link", name="Signera anteckningen").click()
    handlaggare.click("Signera och lås")
    handlaggare.sees("Anteckningen är signerad och låst.")


def test_from_the_proposal_to_the_insats(stad: Staden, oppna: Oppna):
    arende = vagen.arende_at(stad, Steg.BESLUT)
    gruppledare = oppna(stad.gruppledare, java_script_enabled=False)
    gruppledare.go(f"/arenden/{arende.pk}/")
    gruppledare.click("Gå till beslut")
    gruppledare.choose("Beslut", "Beslutat enligt förslaget")
    gruppledare.click("Besluta")
    gruppledare.sees("Beslutet är sparat.")

    vagen.plan(stad, vagen.fresh(arende))
    vagen.make_insatstyp()
    handlaggare = oppna(stad.handlaggare, java_script_enabled=False)
    handlaggare.go(f"/arenden/{arende.pk}/")
    handlaggare.click("Starta insatsen")
    handlaggare.pick("Insats", "Familjebehandling")
    handlaggare.choose("Så ges insatsen", "Behovsprövad, efter beslut (SoL 11:1)")
    handlaggare.choose("Mål som insatsen arbetar mot", "Elias är i skolan varje förmiddag.")
    handlaggare.fill("Startar", f"{arende.oppnat:%Y-%m-%d}")
    handlaggare.choose("Vem har samtyckt?", "Vårdnadshavarna")
    handlaggare.fill("Vilka vårdnadshavare?", "Elias mamma")
    handlaggare.fill("Samtyckets dag", f"{arende.oppnat:%Y-%m-%d}")
    handlaggare.choose("Hur lämnades samtycket?", "Muntligt")
    handlaggare.click("Starta insatsen")
    handlaggare.sees("Insatsen är startad.")
