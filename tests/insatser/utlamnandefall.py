"""A request for a note and a decision, as it stands when the copies that go out are made."""

from __future__ import annotations

from django.urls import reverse
from django.utils import timezone

from arenden.actions.journal import sign_anteckning, write_anteckning
from arenden.models import Steg
from insatser.actions.arbetsgang import start_arbetsgang
from insatser.actions.utlamnandekopia import freeze_kopior, seen
from insatser.dokument.utlamnandekopia import given_texts
from insatser.models.valbart import begarda, uppgifter
from tests.insatser import gangen, vagen
from tests.insatser.kopiorna import strike
from tests.insatser.test_utlamnande import HELT, MASKAT

NOTEN = "Elias kom ensam. Mamman Mirjam Provdotter arbetar på Fältgatan 12. Rektor S. Lind ringde."
FORBEHALL = "Du får inte föra uppgifterna vidare."


def make_begaran(stad):
    """A request for the note and the decision of a case; the reporter is Rektor S. Lind."""
    arende = vagen.arende_at(stad, Steg.PLAN)
    note = write_anteckning(
        arende=arende,
        slag="samtal",
        nar=timezone.now(),
        narvarande="Elias",
        text=NOTEN,
        actor=stad.handlaggare,
    )
    sign_anteckning(anteckning=note, version=note.version, actor=stad.handlaggare)
    gang = start_arbetsgang(arende=vagen.fresh(arende), flode="utlamnande", actor=stad.handlaggare)
    gangen.do(gang, "registrera", stad.handlaggare, vem="Kim Frågvis", vad="Journalen i höst.")
    koder = [kod for kod, _ in uppgifter(gang)]
    gangen.do(gang, "valj", stad.handlaggare, "finns", handlingar=koder)
    return gang


def judge(stad, gang, *, note=MASKAT, beslut=HELT, svar="delvis", nojd="nojer_sig"):
    """Try both, sum up under a förbehåll, and come to where it is handed over."""
    for nr, (kod, _) in enumerate(begarda(gang)):
        dom = note if kod.startswith("anteckning") else beslut
        gangen.do(gang, "prova", stad.handlaggare, ("fler", "klart")[nr], post=kod, **dom)
    gangen.do(gang, "sammanvag", stad.handlaggare, svar, forbehall=FORBEHALL)
    if svar != "helt":
        gangen.do(gang, "besked", stad.handlaggare, nojd)


def the_note(gang):
    return next(item for item in given_texts(gang) if item.post.slag == "anteckning")


def the_decision(gang):
    return next(item for item in given_texts(gang) if item.post.slag == "beslut")


def struck(stad, gang, **val):
    """The note gone through: the mother and her place are struck."""
    judge(stad, gang)
    val = {"meningar": [], "ord_": ["Mirjam Provdotter", "Fältgatan 12"], "lagrum": "26:1"} | val
    return strike(the_note(gang), stad.handlaggare, **val)


def address(gang, namn="utlamnandekopior", *mer):
    return reverse(f"insatser:{namn}", args=[gang.arende_id, gang.pk, *mer])


def freeze(stad, gang):
    return freeze_kopior(gang=gang, visat=seen(gang), actor=stad.handlaggare)
