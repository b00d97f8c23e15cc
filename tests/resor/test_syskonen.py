"""Case 02: three siblings in one report become three cases, each with its own clock."""

from __future__ import annotations

import pytest

from arenden.models import Arende, Steg
from tests.resor.conftest import FALL, Oppna, Staden

pytestmark = [pytest.mark.webblasare, pytest.mark.django_db(transaction=True)]


def test_three_cases_and_one_that_is_not_opened(stad: Staden, oppna: Oppna):
    mottagare = oppna(stad.mottagare)
    mottagare.go("/inflode/fil/")
    for svar in ("Mottagen", "Redan mottagen"):
        mottagare.field("Filer med anmälningar").set_input_files(FALL / "02-skola-tre-syskon.json")
        mottagare.click("Ta emot")
        mottagare.sees(svar)
    amina, yusuf, leyla = Arende.objects.order_by("arendenummer")
    assert len({amina.akt_id, yusuf.akt_id, leyla.akt_id}) == 3

    mottagare.go(f"/arenden/{leyla.pk}/")
    mottagare.sees("Leyla Exempel")
    assert "Amina" not in mottagare.sida.locator("h2, dl").all_inner_texts()
    mottagare.click("Gå till skyddsbedömning")
    mottagare.choose("Behöver barnet skydd genast?", "Nej")
    mottagare.fill("Bedömning", "Leyla är i skolan och trygg där.")
    mottagare.click("Spara skyddsbedömningen")
    mottagare.click("Gå till förhandsbedömning")
    mottagare.choose("Ska en utredning inledas?", "Nej")
    mottagare.fill("Motivering", "Mamman tar emot hjälp av elevhälsan.")
    mottagare.click("Spara beslutet")
    mottagare.sees("Ärendet är avslutat")
    mottagare.click("Återkoppla till anmälaren")
    mottagare.choose("Vad får anmälaren veta?", "Utredning inleds inte")
    mottagare.click("Spara återkopplingen")
    mottagare.picture("33-inleds-inte")

    steg = dict(Arende.objects.values_list("pk", "steg"))
    assert steg[leyla.pk] == Steg.AVSLUTAT
    assert steg[amina.pk] == steg[yusuf.pk] == Steg.SKYDDSBEDOMNING
    for syskon in (amina, yusuf):
        mottagare.go(f"/arenden/{syskon.pk}/")
        assert (
            "Skyddsbedömning" in mottagare.sida.get_by_role("region", name="Frister").inner_text()
        )
