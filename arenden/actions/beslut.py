"""Propose and decide: two people, always."""

from __future__ import annotations

from datetime import date, datetime, time

from django.core.exceptions import ValidationError
from django.utils import timezone

from access.models import Anvandare
from access.policy import require
from arenden import fard, policy
from arenden.actions.avslut import end_handlaggning
from arenden.actions.frister import copy_nearest, start_frist, stop_frist
from arenden.actions.las import check_version, lock, lock_arende
from arenden.models import Arende, Beslut, Frist, Steg
from arenden.rules.beslut import may_be_appealed, must_be_heard
from audit import log
from audit.action import action
from audit.verb import Verb

OVERKLAGANDE = "overklagande"
MITT_PA_DAGEN = time(12)


@action
def propose_beslut(
    *,
    arende: Arende,
    slag: str,
    lagrum: str,
    text: str,
    motivering: str,
    barnkonsekvens: str,
    actor: Anvandare,
    andras_uppgifter: bool = False,
) -> Beslut:
    """Put a proposal before whoever decides (FL 32).

    One that goes against the person, or rests on what others have told of them
    (`andras_uppgifter`), is shown to them first (FL 25).
    """
    arende = lock_arende(arende)
    require(policy.may_work(actor, arende))
    require(policy.is_open(arende, Steg.BESLUTSFORSLAG))
    beslut = Beslut(
        akt_id=arende.akt_id,
        namnd_id=arende.namnd_id,
        arende=arende,
        slag=slag,
        lagrum=lagrum,
        text=text,
        motivering=motivering,
        barnkonsekvens=barnkonsekvens,
        ska_kommuniceras=must_be_heard(
            slag, arendeslag=arende.slag, andras_uppgifter=andras_uppgifter
        ),
        foreslagen_av=actor,
    )
    log.save(beslut, actor=actor, verb=Verb.BESLUT_PROPOSE)
    fard.fardvag().complete(arende, Steg.BESLUTSFORSLAG, actor=actor)
    return beslut


@action
def decide_beslut(
    *,
    beslut: Beslut,
    utfall: str,
    kommentar: str,
    version: int,
    actor: Anvandare,
    utskottsdag: date | None = None,
    protokoll: str = "",
) -> Beslut:
    """Decide as proposed, or hand the proposal back with what is missing.

    Never by the one who proposed it. Care under LVU is the utskott's to decide (SoL 30:7): its
    meeting (`utskottsdag`) and the paragraph of its minutes are noted. A decision without insats
    closes the case, unless the child is followed up.
    """
    arende = lock_arende(beslut.arende)
    row = lock(Beslut, beslut.pk)
    require(policy.may_decide_beslut(actor, row))
    check_version(row, version)
    if utfall == Beslut.Utfall.ATERREMISS and not kommentar.strip():
        raise ValidationError({"kommentar": "Skriv vad som behöver kompletteras."})
    if utfall == Beslut.Utfall.BESLUTAT and row.slag == Beslut.Slag.VARD_LVU:
        _note_utskott(row, utskottsdag, protokoll)
    row.utfall = utfall
    row.kommentar = kommentar
    row.beslutad_av = actor
    row.beslutad = timezone.now()
    log.save(
        row,
        actor=actor,
        verb=Verb.BESLUT_RETURN if utfall == Beslut.Utfall.ATERREMISS else Verb.BESLUT_DECIDE,
    )
    if row.utfall == Beslut.Utfall.BESLUTAT and row.slag == Beslut.Slag.FOLJS_UPP:
        start_frist(arende, "uppfoljning_utan_insats", ankare=row.beslutad, actor=actor)
    fard.fardvag().complete(arende, Steg.BESLUT, actor=actor)
    if arende.steg == Steg.AVSLUTAT:
        end_handlaggning(arende, actor=actor)
    return row


def _note_utskott(beslut: Beslut, utskottsdag: date | None, protokoll: str) -> None:
    fel = {}
    if utskottsdag is None or utskottsdag > timezone.localdate():
        fel["utskottsdag"] = "Ange dagen då utskottet fattade beslutet."
    if not protokoll.strip():
        fel["protokoll"] = "Ange paragrafen i utskottets protokoll."
    if fel:
        raise ValidationError(fel)
    beslut.utskottsdag, beslut.protokoll = utskottsdag, protokoll.strip()


@action
def deliver_beslut(*, beslut: Beslut, nar: date, satt: str, actor: Anvandare) -> Beslut:
    """Note when and how the person got the decision (FL 33).

    Where it went against them the three weeks to appeal run from that day (FL 44), also when the
    case is closed.
    """
    arende = lock_arende(beslut.arende)
    row = lock(Beslut, beslut.pk)
    require(policy.may_deliver_beslut(actor, row))
    if nar > timezone.localdate() or nar < timezone.localdate(row.beslutad):
        raise ValidationError({"nar": "Dagen ligger mellan beslutet och i dag."})
    row.delgivet, row.delgivet_satt, row.delgivet_av = nar, satt, actor
    log.save(row, actor=actor, verb=Verb.BESLUT_DELIVER)
    if may_be_appealed(row.slag, arendeslag=arende.slag):
        start_frist(arende, OVERKLAGANDE, ankare=_moment(nar), actor=actor)
        copy_nearest(arende, actor=actor, verb=Verb.BESLUT_DELIVER)
    return row


@action
def end_overklagandetider(*, nu: datetime) -> int:
    """Stop every clock whose three weeks have passed: the decision stands. Returns how many."""
    ute = list(Frist.objects.due(nu).filter(slag=OVERKLAGANDE).select_related("arende"))
    for frist in ute:
        arende = lock_arende(frist.arende)
        stop_frist(arende, OVERKLAGANDE, actor=None)
        copy_nearest(arende, actor=None, verb=Verb.FRIST_STOP)
    return len(ute)


def _moment(dag: date) -> datetime:
    return timezone.make_aware(datetime.combine(dag, MITT_PA_DAGEN))
