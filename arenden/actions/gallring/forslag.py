"""Propose, approve, decide, decline: what is to be destroyed passes two people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any
from uuid import UUID

from django.utils import timezone
from procrastinate.contrib.django import app

from access.models import Anvandare
from access.policy import require
from arenden import policy
from arenden.actions.gallring.fakta import arende_ids, candidates, try_akt
from arenden.actions.gallring.rader import count_documents, count_documents_of, rows_of_akt
from arenden.models import Gallringsforslag, Personakt
from arenden.rules.gallring import Besked, Provning
from audit import log
from audit.action import action
from audit.lasning import logged_reading
from audit.verb import Verb

VERKSTALL = "arenden.verkstall_gallring"
"""The worker's task that carries a decided proposal out."""
GEMENSAMT = "Gemensamt för akten"

Status = Gallringsforslag.Status


def propose_gallringar(
    *, idag: date, tell: Callable[[int, int], None] = lambda _klara, _alla: None
) -> list[Gallringsforslag]:
    """Try every akt that may have reached its time, and propose those that have.

    For the worker's role. `tell` hears how many of the akter have been tried.
    """
    pks = list(candidates(idag).values_list("pk", flat=True))
    forslag = []
    for klara, pk in enumerate(pks, start=1):
        if (ett := propose_gallring(akt_id=pk, idag=idag)) is not None:
            forslag.append(ett)
        tell(klara, len(pks))
    return forslag


@action
def propose_gallring(*, akt_id: UUID, idag: date) -> Gallringsforslag | None:
    """Propose one akt, or the ärenden of it that are due; None when nothing is."""
    akt = Personakt.objects.select_for_update().get(pk=akt_id)
    with logged_reading(actor=None, verb=Verb.GALLRING_EXAMINE):
        provning = try_akt(akt, idag)
    if not provning.due or Gallringsforslag.objects.open().filter(akt_id=akt_id).exists():
        return None
    forslag = Gallringsforslag(
        namnd_id=akt.namnd_id,
        akt_id=akt.pk,
        omfattning=omfattning_of(provning),
        arendenummer=list(provning.arenden),
        provning=[as_stored(besked, idag) for besked in provning.besked],
        antal=count_by_klass(akt, provning),
        forfaller=max(besked.forfaller for besked in provning.due if besked.forfaller),
        senast=min(besked.senast for besked in provning.due if besked.senast),
    )
    log.save(forslag, actor=None, verb=Verb.GALLRING_PROPOSE)
    return forslag


@action
def approve_gallring(*, forslag: Gallringsforslag, actor: Anvandare) -> Gallringsforslag:
    """The first person: what is proposed may be destroyed. Can be taken back until decided."""
    row = _locked(forslag)
    require(policy.may_approve_gallring(actor, row))
    row.status, row.forsta_av, row.forsta = Status.GODKAND, actor, timezone.now()
    log.save(row, actor=actor, verb=Verb.GALLRING_APPROVE)
    return row


@action
def undo_gallring(*, forslag: Gallringsforslag, actor: Anvandare) -> Gallringsforslag:
    """Take the first approval back."""
    row = _locked(forslag)
    require(policy.may_undo_gallring(actor, row))
    row.status, row.forsta_av, row.forsta = Status.FORESLAGEN, None, None
    log.save(row, actor=actor, verb=Verb.GALLRING_UNDO)
    return row


@action
def decide_gallring(*, forslag: Gallringsforslag, actor: Anvandare) -> Gallringsforslag:
    """The second person: destroy it. The worker carries it out once this is committed."""
    row = _locked(forslag)
    require(policy.may_decide_gallring(actor, row))
    row.status, row.andra_av, row.andra = Status.BESLUTAD, actor, timezone.now()
    log.save(row, actor=actor, verb=Verb.GALLRING_DECIDE)
    app.configure_task(VERKSTALL).defer(forslag=str(row.pk))
    return row


@action
def decline_gallring(
    *, forslag: Gallringsforslag, motiv: str, actor: Anvandare
) -> Gallringsforslag:
    """Do not destroy it now. It is not proposed again before the next calendar year."""
    row = _locked(forslag)
    require(policy.may_decline_gallring(actor, row))
    row.status, row.motiv = Status.AVSTADD, motiv
    row.avstadd_av, row.avstadd = actor, timezone.now()
    log.save(row, actor=actor, verb=Verb.GALLRING_DECLINE)
    return row


def omfattning_of(provning: Provning) -> Gallringsforslag.Omfattning:
    slag = Gallringsforslag.Omfattning
    return slag.AKT if provning.is_whole_akt else slag.ARENDEN


def as_stored(besked: Besked, idag: date) -> dict[str, Any]:
    """A besked in plain values, as the proposal and the protocol keep it."""
    return {
        "klass": besked.klass,
        "namn": besked.namn,
        "arenden": list(besked.arenden),
        "gallras": besked.is_due(idag),
        "forfaller": besked.forfaller.isoformat() if besked.forfaller else None,
        "hinder": list(besked.hinder),
        "skal": [
            {
                "lagrum": skal.lagrum,
                "regel": skal.regel,
                "till": skal.till.isoformat() if skal.till else None,
            }
            for skal in besked.skal
        ],
    }


def count_by_klass(akt: Personakt, provning: Provning) -> list[dict[str, Any]]:
    """How many documents of each sort would go, by kind: numbers, never what they say."""
    return [
        {"klass": klass, "slag": slag, "antal": antal}
        for klass, raknat in _counted(akt, provning)
        for slag, antal in sorted(raknat.items())
        if antal > 0
    ]


def _counted(akt: Personakt, provning: Provning) -> Iterator[tuple[str, Counter[str]]]:
    summa: Counter[str] = Counter()
    for besked in provning.due:
        raknat = count_documents_of(arende_ids(akt.pk, list(besked.arenden)))
        summa += raknat
        yield besked.namn, raknat
    if provning.is_whole_akt:
        yield GEMENSAMT, count_documents(rows_of_akt(akt.pk)) - summa


def _locked(forslag: Gallringsforslag) -> Gallringsforslag:
    row: Gallringsforslag = Gallringsforslag.objects.select_for_update().get(pk=forslag.pk)
    return row
