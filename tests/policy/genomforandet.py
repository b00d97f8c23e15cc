"""What carrying out a plan leaves in the small world: sessions, a concern, a goal in time."""

from __future__ import annotations

from datetime import time, timedelta
from typing import Any

from django.utils import timezone

from access.models import Anvandare
from arenden.models import Arende, Journalanteckning
from audit import log
from audit.verb import Verb
from insatser.actions.indikatorvarde import record_varde
from insatser.actions.malavstamning import tick_mal
from insatser.actions.tillfalle import log_tillfalle, plan_tillfallen
from insatser.models import Indikator, Indikatorvarde, Mal


def carried_out(arende: Arende, anteckning: Journalanteckning, actor: Anvandare) -> dict[str, Any]:
    """By the names of the addresses: a planned session, one just logged with a concern, a goal."""
    insats = arende.insatser.get()
    planerat = plan_tillfallen(
        insats=insats,
        dagar=[timezone.localdate() + timedelta(days=3)],
        klockan=time(10),
        minuter=45,
        actor=actor,
    )[0]
    loggat = log_tillfalle(
        insats=insats,
        nar=timezone.now(),
        minuter=45,
        utfall="genomfort",
        anteckning="Första träffen gick bra.",
        oro="Han har inte sovit på två nätter.",
        actor=actor,
    )
    mal, avstamt = arende.planer.get().mal_set.get(), make_mal(arende, actor)
    indikator = make_indikator(mal, actor)
    varde = record_varde(
        indikator=indikator,
        dag=timezone.localdate(),
        varde="3",
        kalla=Indikatorvarde.Kalla.ANNAN,
        actor=actor,
    )
    return {
        "insats": insats.pk,
        "tillfalle": planerat.pk,
        "loggat": loggat.pk,
        "oro": loggat.oro.pk,
        "mal": mal.pk,
        "avstamning": tick_mal(
            mal=avstamt, anteckning=anteckning, grad=1, visar="Han kom tre dagar.", actor=actor
        ).pk,
        "indikator": indikator.pk,
        "varde": varde.pk,
    }


def make_mal(arende: Arende, actor: Anvandare) -> Mal:
    """One more goal of the plan in force."""
    plan = arende.planer.get()
    mal = Mal(
        akt_id=plan.akt_id,
        namnd_id=plan.namnd_id,
        plan=plan,
        niva=Mal.Niva.SOCIAL,
        sikt=Mal.Sikt.LANG,
        specifikt="Fotboll varje vecka.",
        matbart="Han berättar.",
        baslinje="Inte på ett år.",
        accepterat="Han själv.",
        realistiskt="Laget tar emot.",
        tidsatt=timezone.localdate() + timedelta(days=180),
    )
    return _saved(mal, actor)


def make_indikator(mal: Mal, actor: Anvandare, **andrat: Any) -> Indikator:
    """Evenings at home before nine, which are to become more; change any field."""
    falt = {
        "slag": Indikator.Slag.ANTAL,
        "namn": "Kvällar hemma klockan nio",
        "enhet": "kvällar i veckan",
        "baslinje": "2",
        "baslinje_dag": timezone.localdate(),
        "malvarde": "6",
        "riktning": Indikator.Riktning.OKA,
    } | andrat
    return _saved(Indikator(akt_id=mal.akt_id, namnd_id=mal.namnd_id, mal=mal, **falt), actor)


def _saved(rad: Any, actor: Anvandare) -> Any:
    log.save(rad, actor=actor, verb=Verb.PLAN_CHANGE)
    return rad
