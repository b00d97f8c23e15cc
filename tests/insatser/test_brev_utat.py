"""Papers that leave the house: each says the same on its page, word for word, and no more."""

from __future__ import annotations

import pytest
from django.utils import timezone

from arenden.actions.forhandsbedomning import give_aterkoppling
from arenden.models import Steg
from insatser.actions.arbetsgang import start_arbetsgang
from insatser.models import Arbetsgang
from insatser.models.valbart import begarda, uppgifter
from tests.arenden.dokumenten import both, same
from tests.arenden.test_dokument import note
from tests.insatser import gangen, vagen

pytestmark = pytest.mark.django_db


def test_the_yttrande_says_the_same_on_page_and_paper(stad):
    arende = vagen.receive(
        stad,
        slag="underrattelse_lul",
        anmalare={"kategori": "Åklagare", "namn": "Kammaråklagare P. Ek"},
        yttrande={"begart": True, "senast": f"{timezone.localdate()}"},
    )
    gang = Arbetsgang.objects.get(arende=arende, flode="lul_yttrande")
    for steg in ("begart", "underlag", "utkast"):
        gangen.do(gang, steg, stad.mottagare)
    gangen.do(gang, "godkann", stad.gruppledare)
    page, paper, *_ = both(
        stad.mottagare,
        arende,
        "insatser:yttrande_dokument",
        "insatser:yttrande_pdf",
        gang=gang.pk,
    )
    assert same(page, paper)
    assert "Ungdomskontraktellervårdplan" in paper


def test_the_refusal_to_give_out_says_the_same_on_page_and_paper(stad):
    arende = vagen.arende_at(stad, Steg.PLAN)
    note(stad, arende, "Samtal om skolan.")
    gang = start_arbetsgang(arende=arende, flode="utlamnande", actor=stad.handlaggare)
    gangen.do(gang, "registrera", stad.handlaggare, vem=None, andamal=None)
    koder = [kod for kod, _ in uppgifter(gang)]
    gangen.do(gang, "valj", stad.handlaggare, "finns", handlingar=koder)
    for kod, _ in begarda(gang):
        nekas = {"post": kod, "bedomning": "nekas", "lagrum": "26:1", "struket": None}
        utfall = "klart" if kod == koder[-1] else "fler"
        gangen.do(gang, "prova", stad.handlaggare, utfall, **nekas)
    gangen.do(gang, "sammanvag", stad.handlaggare, "nekas", forbehall=None)
    gangen.do(gang, "besked", stad.handlaggare, "vill_ha_beslut")
    gangen.do(gang, "besluta", stad.gruppledare, "star_fast", skal="Det står inte klart.")
    page, paper, *_ = both(
        stad.handlaggare,
        arende,
        "insatser:utlamnandebeslut_dokument",
        "insatser:utlamnandebeslut_pdf",
        gang=gang.pk,
    )
    assert same(page, paper)
    assert "OSL26:1" in paper
    assert "Elias" not in paper


def test_the_letter_to_the_reporter_says_the_same_on_page_and_paper(stad):
    arende = vagen.arende_at(stad, Steg.UNDERRATTELSE)
    anmalan = arende.anmalningar.get()
    give_aterkoppling(anmalan=anmalan, uppgift="inledd", motivering="", actor=stad.mottagare)
    page, paper, *_ = both(
        stad.mottagare,
        arende,
        "arenden:aterkoppling_dokument",
        "arenden:aterkoppling_pdf",
        anmalan=anmalan.pk,
    )
    assert same(page, paper)
    assert "Viharinlettenutredning." in paper
