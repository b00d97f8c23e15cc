"""A young person's akt with what an extract has to keep from somebody, and its way to release."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from access.models import Anvandare, Niva
from arenden.models import Arende, Person, Vardnadshavare
from audit import log
from audit.verb import Verb
from granskning.actions.utdrag.begaran import request_utdrag
from granskning.actions.utdrag.beslut import release_utdrag
from granskning.actions.utdrag.framtagning import build_utdrag, items_of
from granskning.actions.utdrag.provning import Dom, judge_poster, submit_utdrag
from granskning.models import Utdrag, Utdragspost
from tests.builders import give_akt
from tests.insatser import vagen

ANMALARE, TELEFON = "Greta Grannström", "070-1740601"
SYSKON = "Storasyster Tindra dricker"
TEXT = f"Elias är ute om nätterna. {SYSKON}. {ANMALARE} har sett det från sitt fönster."
PAPPA, PAPPAS_TELEFON = "Torsten", "070-1740602"
ROST = "Jag vill inte att pappa ska veta var jag är."


@transaction.atomic
def make_fall(stad: vagen.Stad, *, alder: int = 16, **inflode: Any) -> Arende:
    """A neighbour has reported; the case is followed up. Of `alder` today."""
    arende = vagen.receive(
        stad,
        anmalare={"kategori": "Enskild", "namn": ANMALARE, "telefon": TELEFON},
        text=TEXT,
        **inflode,
    )
    for act in list(vagen.TO.values())[:7]:
        act(stad, vagen.fresh(arende))
    idag = timezone.localdate()
    person = Person.objects.get(akt=arende.akt)
    person.fodelsedatum = idag.replace(year=idag.year - alder) - timedelta(days=30)
    person.skola = "Hemliga skolan"
    person.save()
    utredning = vagen.fresh(arende).utredning
    utredning.barnets_rost = ROST
    utredning.save()
    Vardnadshavare.objects.create(
        akt=arende.akt,
        namnd=arende.namnd,
        fornamn=PAPPA,
        efternamn="Provsson",
        telefon=PAPPAS_TELEFON,
        fran=idag,
    )
    for person_ in (stad.handlaggare, stad.gruppledare):
        give_akt(person_, arende.akt, Niva.BESLUTA)
    log.record(actor=stad.handlaggare, verb=Verb.JOURNAL_READ, akt_id=arende.akt_id)
    return vagen.fresh(arende)


def make_utdrag(arende: Arende, actor: Anvandare, **andrat: Any) -> Utdrag:
    idag = timezone.localdate()
    varden: dict[str, Any] = {
        "slag": "loggutdrag",
        "begarare": "ung",
        "namn": "Elias Provsson",
        "identitet": "legitimation",
        "hotad": "nej",
        "inkom": idag,
        "fran": idag - timedelta(days=30),
        "till": idag,
    }
    return request_utdrag(arende=arende, actor=actor, **(varden | andrat))


def judge_as_proposed(utdrag: Utdrag, actor: Anvandare, **struket: list[str]) -> None:
    """Weigh every item as it is proposed; what holds one of these words is struck of it."""
    domar = []
    for post in items_of(utdrag):
        text = "\n".join(varde for _, varde in post.innehall)
        ord_ = [o for o in struket.get("ord_", []) if o in text]
        if ord_ and post.utfall != Utdragspost.Utfall.MASKAS:
            grund, utfall = post.grund or "26:1", Utdragspost.Utfall.DELVIS
            dom = Dom(post.ordning, utfall, grund, (*post.struket, *ord_), "Rör syskon.")
        else:
            dom = Dom(post.ordning, post.utfall, post.grund, tuple(post.struket))
        domar.append(dom)
    judge_poster(utdrag=utdrag, omgang=utdrag.omgang, domar=domar, actor=actor)


def to_decision(utdrag: Utdrag, actor: Anvandare, **struket: list[str]) -> Utdrag:
    """Built, tried as proposed, and handed on."""
    utdrag = build_utdrag(utdrag=utdrag, actor=actor)
    judge_as_proposed(utdrag, actor, **struket)
    return submit_utdrag(utdrag=utdrag, actor=actor)


def released(utdrag: Utdrag, stad: vagen.Stad, **struket: list[str]) -> Utdrag:
    to_decision(utdrag, stad.handlaggare, **struket)
    return release_utdrag(utdrag=utdrag, actor=stad.gruppledare)
