"""Two who ask to read a note: one is given a copy with a name struck, one still waits for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils import timezone

from arenden.rules.maskning import fingerprint
from config.demo.delat import write_about_three_things
from config.demo.stad import read
from insatser.actions.arbetsgang import complete_steg, start_arbetsgang
from insatser.actions.utlamnandekopia import freeze_kopior, seen, strike_post
from insatser.dokument.utlamnandekopia import given_texts
from insatser.models import Arbetsgang
from insatser.models.valbart import key_of

if TYPE_CHECKING:
    from config.demo.gang import Gang

TEXT, LAGRUM = read("samverkan.json"), "26:1"
ORD = TEXT["utlamnande"]


def ask_for_note(gang: Gang) -> None:
    """Both are tried the same day; the copy of the first is made, that of the second begun."""
    note = write_about_three_things(gang)
    for begarare in ("part", "utomstaende"):
        arbetsgang = start_arbetsgang(
            arende=gang.arende, flode="utlamnande", actor=gang.handlaggare
        )
        _try(gang, arbetsgang, begarare, key_of("anteckning", note.pk))
        _strike(gang, arbetsgang)
        if begarare == "part":
            freeze_kopior(gang=arbetsgang, visat=seen(arbetsgang), actor=gang.handlaggare)


def _try(gang: Gang, arbetsgang: Arbetsgang, begarare: str, kod: str) -> None:
    """From what was asked to what whoever asked says of the answer."""
    idag = timezone.localdate().isoformat()
    dom = {"bedomning": "maskat", "lagrum": LAGRUM, "struket": ORD["struket"], "skal": ORD["skal"]}
    steg: tuple[tuple[str, str, dict[str, Any]], ...] = (
        ("registrera", "", {"begarare": begarare, "vad": ORD[begarare]}),
        ("valj", "finns", {"handlingar": [kod]}),
        ("prova", "klart", {"post": kod} | dom),
        ("sammanvag", "delvis", {"forbehall": ORD["forbehall"]}),
        ("besked", "nojer_sig", {"nar": idag}),
    )
    for namn, utfall, svar in steg:
        complete_steg(gang=arbetsgang, steg=namn, utfall=utfall, svar=svar, actor=gang.handlaggare)


def _strike(gang: Gang, arbetsgang: Arbetsgang) -> None:
    for item in given_texts(arbetsgang):
        strike_post(
            post=item.post,
            version=None,
            sedd=fingerprint(item.text),
            lagrum=LAGRUM,
            meningar=[],
            ord_=[TEXT["tredje_person"]],
            visade=[],
            skal="",
            actor=gang.handlaggare,
        )
