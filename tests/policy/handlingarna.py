"""What the small world has of documents: a letter to a school, and what somebody is shown."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils import timezone

from access.models import Anvandare
from arenden.actions.underlag import choose_parts, mask_underlag
from arenden.actions.uppgiftsbegaran import ask_for_uppgifter
from arenden.dokument.underlag import chosen
from arenden.models import Arende, Kommuniceringsunderlag
from arenden.rules.maskning import fingerprint
from insatser.actions.arbetsgang import start_arbetsgang
from insatser.actions.lattlast import write_lattlast
from insatser.models.valbart import uppgifter
from tests.insatser import gangen


def asked(arende: Arende, actor: Anvandare) -> dict[str, Any]:
    """A school that the open utredning asks."""
    begaran = ask_for_uppgifter(
        utredning=arende.utredning,
        till="Ekskolan, rektor",
        vad="Frånvaron den här terminen.",
        satt="brev",
        senast=timezone.localdate() + timedelta(days=10),
        actor=actor,
    )
    return {"brev": begaran.pk}


def shown(arende: Arende, actor: Anvandare) -> dict[str, Any]:
    """What the mother is to be shown, gone through."""
    beslut = arende.beslut.get(utfall="")
    underlag = choose_parts(
        beslut=beslut,
        mottagare="Mamma",
        delar=["beslut:text", "utredning:sammanfattning"],
        actor=actor,
    )
    return {"underlag": mask(underlag, actor).pk}


def papers(arende: Arende, actor: Anvandare) -> dict[str, Any]:
    """A plan in force with the young person's own text, and a round of follow-up."""
    plan = arende.planer.exclude(faststalld=None).get()
    write_lattlast(plan=plan, version=0, text="# Min plan\nJag går till skolan.", actor=actor)
    return {"plan": plan.pk, "uppfoljning": arende.uppfoljningar.get().pk}


def mask(underlag: Kommuniceringsunderlag, actor: Anvandare, **andrat: Any) -> Any:
    """Go through a draft and mask what the test names."""
    sedda = {del_.nyckel: fingerprint(del_.text) for del_ in chosen(underlag)}
    val: dict[str, Any] = {"meningar": {}, "ord_": [], "visade": [], "skal": ""}
    return mask_underlag(
        underlag=underlag,
        version=underlag.version,
        actor=actor,
        **({"sedda": sedda} | val | andrat),
    )


def given_out(arende: Arende, actor: Anvandare) -> dict[str, Any]:
    """A request whose only item is given with something struck, before its copy is frozen."""
    gang = start_arbetsgang(arende=arende, flode="utlamnande", actor=actor)
    gangen.do(gang, "registrera", actor)
    (kod,) = (kod for kod, _ in uppgifter(gang))
    gangen.do(gang, "valj", actor, "finns", handlingar=[kod])
    dom = {"bedomning": "maskat", "lagrum": "26:1", "struket": "Namn"}
    gangen.do(gang, "prova", actor, "klart", post=kod, **dom)
    gangen.do(gang, "sammanvag", actor, "delvis")
    return {"utlamnande": gang.pk, "post": gang.utlamnandeposter.get().pk}
