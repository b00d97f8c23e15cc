"""Bring one ärende into another in the same akt: the reports move, the texts stay readable."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils import timezone

from access.actions import end_tilltraden, give_tilltrade
from access.models import Anvandare, Niva, Omfattning, Skal, Tilltrade
from access.policy import require
from arenden import fard
from arenden.actions.frister import start_frist
from arenden.actions.frister.ater import take_back_stop
from arenden.actions.frister.gang import end_frist
from arenden.actions.las import lock, lock_arende
from arenden.models import Anmalan, Arende, Forhandsbedomning, Frist, Sammanforing, Steg
from audit import log
from audit.action import action
from audit.verb import Verb
from insatser import policy
from insatser.models import Arbetsgang, Arendeprocess
from insatser.rules.sammanforing import Part, hindrances

ATERKOPPLING = "aterkoppling"
FOR_BADA = ("forhandsbedomning", "utredning")
"""Clocks of the ärende as a whole: of two the stricter one is kept."""


@action
def merge_arende(*, fran: Arende, till: Arende, motivering: str, actor: Anvandare) -> Sammanforing:
    """Bring `fran` into `till`. Its reports and their clocks go on there; `fran` is closed.

    Of two clocks for the same thing the stricter is kept. Raises ValidationError with everything
    that hinders it.
    """
    fran, till = _locked(fran.pk, till.pk)
    require(policy.may_merge(actor, fran))
    require(policy.may_merge(actor, till))
    if hinder := hindrances(part_of(fran), part_of(till)):
        raise ValidationError([ValidationError(text, code="hinder") for text in hinder])
    rad = Sammanforing(
        akt_id=fran.akt_id,
        namnd_id=fran.namnd_id,
        fran=fran,
        till=till,
        steg=fran.steg,
        motivering=motivering,
        gjord_av=actor,
    )
    log.save(rad, actor=actor, verb=Verb.SAMMANFORING_MAKE)
    anmalningar = list(fran.anmalningar.all())
    _move(anmalningar, till, rad, actor=actor)
    _move_clocks(rad, actor=actor)
    _start_aterkoppling(anmalningar, rad, actor=actor)
    end_tilltraden(Tilltrade.objects.filter(kalla=fran.pk, skal=Skal.TILLDELNING), actor=actor)
    for arende in (till, fran):
        fard.fardvag().restore(arende, actor=actor)
    return rad


@action
def undo_sammanforing(*, sammanforing: Sammanforing, actor: Anvandare) -> Sammanforing:
    """Take the merge back within ten minutes: reports, clocks and grants return."""
    fran, till = _locked(sammanforing.fran_id, sammanforing.till_id)
    rad = lock(Sammanforing, sammanforing.pk)
    require(policy.may_undo_sammanforing(actor, rad, timezone.now()))
    if till.avslutat is not None:
        raise ValidationError(f"{till} är redan avslutat. Registrera anmälan på nytt i stället.")
    anmalningar = list(till.anmalningar.filter(sammanforing=rad))
    rad.angrad, rad.angrad_av = timezone.now(), actor
    log.save(rad, actor=actor, verb=Verb.SAMMANFORING_UNDO)
    _move(anmalningar, fran, None, actor=actor)
    _return_clocks(rad, actor=actor)
    if fran.handlaggare is not None:
        give_tilltrade(
            anvandare=fran.handlaggare,
            omfattning=Omfattning.AKT,
            omfattning_id=fran.akt_id,
            niva=Niva.ARBETA,
            skal=Skal.TILLDELNING,
            kalla=fran.pk,
            actor=actor,
        )
    for arende in (till, fran):
        fard.fardvag().restore(arende, actor=actor)
    return rad


def part_of(arende: Arende) -> Part:
    return Part(
        arendenummer=arende.arendenummer,
        akt=str(arende.akt_id),
        steg=arende.steg,
        arbetsgangar=Arbetsgang.objects.ongoing().filter(arende=arende).count(),
        mottagna=arende.mottagna_arenden.filter(angrad=None).count(),
    )


def _locked(fran: UUID, till: UUID) -> tuple[Arende, Arende]:
    """Both ärenden, locked in the same order whichever way they are brought together."""
    rader = {pk: lock_arende(Arende(pk=pk)) for pk in sorted({fran, till})}
    return rader[fran], rader[till]


def _move(
    anmalningar: Iterable[Anmalan], till: Arende, rad: Sammanforing | None, *, actor: Anvandare
) -> None:
    """The reports, and the stored way of each, belong to another ärende from now on."""
    for anmalan in anmalningar:
        anmalan.arende, anmalan.sammanforing = till, rad
        log.save(anmalan, actor=actor, verb=Verb.ANMALAN_ATTACH)
    Arendeprocess.objects.filter(anmalan__in=anmalningar).update(arende=till)


def _move_clocks(rad: Sammanforing, *, actor: Anvandare) -> None:
    """Stop what runs in the ärende that ends; go on with a report's own, and with the stricter."""
    hos_till = {frist.slag: frist for frist in rad.till.frister.running().filter(slag__in=FOR_BADA)}
    for frist in rad.fran.frister.running().select_for_update():
        end_frist(frist, Frist.Utgang.INAKTUELL, actor=actor)
        andra = hos_till.get(frist.slag)
        if frist.anmalan_id is not None:
            _go_on(frist, rad, actor=actor)
        elif andra is not None and _ends_before(frist, andra):
            end_frist(andra, Frist.Utgang.INAKTUELL, actor=actor)
            _go_on(frist, rad, actor=actor)


def _ends_before(frist: Frist, andra: Frist) -> bool:
    return frist.senast is not None and (andra.senast is None or frist.senast < andra.senast)


def _go_on(frist: Frist, rad: Sammanforing, *, actor: Anvandare) -> None:
    """The same clock in the other ärende: same anchor, and the day that was decided, if one was."""
    forlangd = frist.forlangningar.exists()
    start_frist(
        rad.till,
        frist.slag,
        ankare=frist.ankare,
        anmalan=frist.anmalan,
        senast=frist.mal if forlangd else frist.satt,
        kalla=rad.pk,
        actor=actor,
    )


def _start_aterkoppling(
    anmalningar: Iterable[Anmalan], rad: Sammanforing, *, actor: Anvandare
) -> None:
    """A reporter whose report joins an ärende already decided on has a week (SoL 19:6)."""
    if not Forhandsbedomning.objects.filter(arende=rad.till).exists():
        return
    har = set(rad.till.frister.filter(slag=ATERKOPPLING).values_list("anmalan_id", flat=True))
    for anmalan in anmalningar:
        if not anmalan.onskar_aterkoppling or anmalan.pk in har or hasattr(anmalan, ATERKOPPLING):
            continue
        if hasattr(anmalan, "skyddsbedomning"):
            start_frist(
                rad.till, ATERKOPPLING, ankare=rad.gjord, anmalan=anmalan, kalla=rad.pk, actor=actor
            )


def _return_clocks(rad: Sammanforing, *, actor: Anvandare) -> None:
    """Stop what the merge started, and let what it stopped run on; not what is done meanwhile."""
    gjorda = set()
    for frist in rad.till.frister.filter(kalla=rad.pk).select_for_update():
        if frist.stoppad is None:
            end_frist(frist, Frist.Utgang.INAKTUELL, actor=actor)
        else:
            gjorda.add((frist.slag, frist.anmalan_id))
    stoppade = Frist.objects.filter(
        arende__in=[rad.fran, rad.till], stoppad__gte=rad.gjord, utgang=Frist.Utgang.INAKTUELL
    ).exclude(kalla=rad.pk)
    for frist in stoppade:
        if (frist.slag, frist.anmalan_id) not in gjorda:
            take_back_stop(frist, actor=actor)


def candidates(arende: Arende, user: Anvandare) -> list[tuple[Arende, list[str]]]:
    """The other ärenden of the akt that go on, each with what hinders bringing this one there."""
    andra = Arende.objects.visible_to(user).ongoing().filter(akt=arende.akt_id)
    har = part_of(arende)
    return [
        (annat, hindrances(har, part_of(annat)))
        for annat in andra.exclude(pk=arende.pk).exclude(steg=Steg.AVSLUTAT).order_by("oppnat")
    ]
