"""Asking for a second reading: who is told, and until when it is wanted."""

from __future__ import annotations

from django.db.models import Q
from django.utils import timezone

from access.actions.aviseringar import notify, withdraw
from access.models import Anvandare, Avisering, Omfattning, Skal, Tilltrade, Uppdrag
from audit import log
from audit.verb import Verb
from riskbedomning import policy
from riskbedomning.actions.fardig import lasningar_of, oro_of
from riskbedomning.models import Bedomning, Medlasningsbegaran
from riskbedomning.models.medlasning import MEDLASARE
from riskbedomning.rules.medlasning import is_wanted

VARDAG = (Skal.UPPDRAG, Skal.TILLDELNING, Skal.FRANVARO, Skal.SKYDD)
"""Grants of the daily work. Whoever opened an akt in an emergency is asked for nothing more."""


def follow_medlasning(bedomning: Bedomning, *, actor: Anvandare) -> None:
    """Ask when a second reading has come to be wanted, and stop when it no longer is.

    Inside an action that has locked the assessment and saved what changed.
    """
    oppen = (
        Medlasningsbegaran.objects.select_for_update(of=("self",))
        .filter(bedomning=bedomning)
        .waiting()
        .first()
    )
    wanted = bool(bedomning.samlad) and is_wanted(oro_of(bedomning), lasningar_of(bedomning))
    if wanted and oppen is None:
        _ask(bedomning, actor)
    if oppen is not None and not wanted:
        oppen.avslutad = timezone.now()
        log.save(oppen, actor=actor, verb=Verb.MEDLASNING_SETTLE)
        withdraw([Avisering.Slag.MEDLASNING], objekt_ids=[oppen.pk])


def _ask(bedomning: Bedomning, actor: Anvandare) -> None:
    begaran = Medlasningsbegaran(
        akt_id=bedomning.akt_id, namnd_id=bedomning.namnd_id, bedomning=bedomning
    )
    log.save(begaran, actor=actor, verb=Verb.MEDLASNING_ASK)
    notify(
        (en for en in _near(bedomning) if policy.may_second_read(en, bedomning)),
        Avisering.Slag.MEDLASNING,
        objekt_id=begaran.pk,
        referens=bedomning.arende.arendenummer,
        sida=[bedomning.arende_id, bedomning.pk],
        actor=actor,
    )


def _near(bedomning: Bedomning) -> list[Anvandare]:
    """Those with a duty to read along whom a grant of the daily work lets into the akt."""
    akt = bedomning.akt
    i_akten = Tilltrade.objects.live().filter(
        Q(omfattning=Omfattning.AKT, omfattning_id=akt.pk)
        | Q(omfattning=Omfattning.ENHET, omfattning_id=akt.enhet_id),
        skal__in=VARDAG,
    )
    i_tjanst = Uppdrag.objects.in_force(timezone.localdate()).filter(roll__in=MEDLASARE)
    return list(
        Anvandare.objects.filter(pk__in=i_akten.values("anvandare"), is_active=True).filter(
            pk__in=i_tjanst.values("anvandare")
        )
    )
