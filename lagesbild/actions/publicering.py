"""A table's way out: composed by one, approved by another, withdrawn in the open."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import connection
from django.utils import timezone

from access.models import Anvandare
from access.policy import require
from audit import log
from audit.action import action
from audit.verb import Verb
from lagesbild import policy
from lagesbild.actions.tabell import TabellSkyddasInte, tabell_for
from lagesbild.models import Matt, Publicering, Uttag
from lagesbild.rules import plan, visning
from lagesbild.rules.innehall import as_innehall

LOCK = 0x7075626C
"""Key of the advisory lock that numbers releases one by one; the letters of "publ"."""


@action
def compose_publicering(*, uttag: Uttag, actor: Anvandare) -> Publicering:
    """Freeze the protected table of an extract as a proposal.

    Raises ValidationError when the table is not protected or when one already stands.
    """
    require(policy.may_compose(actor))
    uttag = Uttag.objects.select_for_update().get(pk=uttag.pk)
    tidigare = Publicering.objects.of(uttag).filter(matt=Matt.PAGAENDE)
    if tidigare.standing().exists():
        raise ValidationError("Det finns redan en tabell för perioden. Dra tillbaka den först.")
    try:
        rounded = tabell_for(uttag)
    except TabellSkyddasInte as error:
        raise ValidationError(error.skal) from error
    publicering = Publicering(
        matt=Matt.PAGAENDE,
        period=uttag.period,
        plan_version=uttag.plan_version,
        version=tidigare.count() + 1,
        titel=plan.titel(Matt.PAGAENDE.label, uttag.kvartal),
        metod=plan.metod(uttag.avser),
        avser=uttag.avser,
        innehall=as_innehall(rounded),
        sammanstalld_av=actor,
    )
    log.save(publicering, actor=actor, verb=Verb.STATISTIK_COMPOSE)
    return publicering


@action
def approve_publicering(*, publicering: Publicering, actor: Anvandare) -> Publicering:
    """Publish a proposal as the next release of the ledger.

    The table is computed and attacked anew; raises ValidationError unless it is the proposed one.
    """
    _take_ledger_lock()
    publicering = Publicering.objects.select_for_update().get(pk=publicering.pk)
    require(policy.may_approve(actor, publicering))
    _require_same_table(publicering)
    senaste = Publicering.objects.exclude(lopnummer=None).order_by("lopnummer").last()
    publicering.status = Publicering.Status.PUBLICERAD
    publicering.godkand_av = actor
    publicering.publicerad = timezone.now()
    publicering.lopnummer = senaste.lopnummer + 1 if senaste and senaste.lopnummer else 1
    publicering.foregaende = senaste.fingeravtryck if senaste else ""
    publicering.fingeravtryck = publicering.computed_fingeravtryck()
    log.save(publicering, actor=actor, verb=Verb.STATISTIK_PUBLISH)
    return publicering


@action
def withdraw_publicering(*, publicering: Publicering, skal: str, actor: Anvandare) -> Publicering:
    """Take a table back. It stays to be seen, marked and with the reason."""
    publicering = Publicering.objects.select_for_update().get(pk=publicering.pk)
    require(policy.may_withdraw(actor, publicering))
    publicering.status = Publicering.Status.TILLBAKADRAGEN
    publicering.tillbakadragen_av = actor
    publicering.tillbakadragen = timezone.now()
    publicering.skal = skal
    log.save(publicering, actor=actor, verb=Verb.STATISTIK_WITHDRAW)
    return publicering


@action
def export_publicering(*, publicering: Publicering, actor: Anvandare) -> str:
    """The table as CSV, with legend and fingerprint above it."""
    log.record(actor=actor, verb=Verb.STATISTIK_EXPORT, objekt=publicering)
    rubrik = f"{publicering}. Fingeravtryck {publicering.fingeravtryck}"
    return visning.csv_text(publicering.tabell(), rubrik=rubrik, period=publicering.kvartal.namn)


def _require_same_table(publicering: Publicering) -> None:
    uttag = Uttag.objects.filter(
        period=publicering.period, plan_version=publicering.plan_version
    ).first()
    try:
        is_same = uttag is not None and as_innehall(tabell_for(uttag)) == publicering.innehall
    except TabellSkyddasInte as error:
        raise ValidationError(error.skal) from error
    if not is_same:
        raise ValidationError(
            "Tabellen är inte den som underlaget ger. Dra tillbaka förslaget och gör ett nytt."
        )


def _take_ledger_lock() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
