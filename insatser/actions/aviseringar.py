"""Who is told when a clock warns and when a step waits: by reference, and only who may see it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any
from uuid import UUID, uuid5

from django.db.models import Q
from django.utils import timezone

from access.actions.aviseringar import notify, remind, withdraw
from access.models import Anvandare, Avisering, Franvaro, Roll, Uppdrag
from access.regel import reaches_akt
from arenden.models import Arende, Frist
from arenden.rules.frister import fristslag
from audit.action import action
from insatser.models import Arbetsgang, Orosmarkering, Utfallsuppfoljning
from insatser.rules.aldersovergang import KOD
from insatser.rules.ansvar import Ansvar

LANGST = 80
UTFALL = frozenset({"utfall_6", "utfall_12"})
ROLLER = {
    Ansvar.GRUPPLEDAREN: frozenset({Roll.GRUPPLEDARE}),
    Ansvar.ENHETSCHEFEN: frozenset({Roll.ENHETSCHEF}),
    Ansvar.REGISTRATORN: frozenset({Roll.REGISTRATOR}),
    Ansvar.SAMORDNAREN: frozenset({Roll.SAMORDNARE}),
}
"""The lanes whose steps wait for somebody with a role; the rest wait for the handläggare."""


@action
def tell_of_varning(frist: Frist, dagar_fore: int, actor: Anvandare | None = None) -> None:
    """Tell the handläggare of a clock that runs out soon, and on its day and after those above too.

    A case that nobody has taken is its leaders' and its intake's from the first warning.
    """
    arende = frist.arende
    slag = Avisering.Slag.FRIST_SEN if dagar_fore < 0 else Avisering.Slag.FRIST
    if slag == Avisering.Slag.FRIST_SEN:
        withdraw([Avisering.Slag.FRIST], objekt_ids=[frist.pk])
    namn = fristslag(frist.slag, timezone.localdate(frist.ankare)).namn
    remind(
        _for_clock(frist, dagar_fore),
        slag,
        objekt_id=frist.pk,
        referens=_reference(arende, f"{namn}, senast {frist.mal}"),
        sida=[arende.pk],
        actor=actor,
    )


@action
def tell_of_steg(gang: Arbetsgang, steg: Any, uppgift_id: int, *, actor: Anvandare | None) -> None:
    """Tell those for whom an open step of an arbetsgång waits, besides whoever opened it.

    `steg` is the node; only who may do the step is told.
    """
    arende = gang.arende
    vantade = [
        person
        for person in _for_step(arende, steg.vem)
        if (actor is None or person.pk != actor.pk) and steg.may(person, arende)
    ]
    if not vantade:
        return
    is_alder = gang.flode == KOD
    remind(
        vantade,
        Avisering.Slag.ALDER if is_alder else Avisering.Slag.STEG,
        objekt_id=step_id(gang, uppgift_id),
        referens=_reference(arende, str(steg.task_title)),
        sida=[arende.pk, gang.pk],
        actor=actor,
    )


@action
def tell_of_oro(oro: Orosmarkering, *, actor: Anvandare) -> None:
    """Tell the handläggare that something worried somebody at a session; nobody has it: a leader.

    What it was is not said. Whoever noted it has it on Min dag if the case is theirs.
    """
    arende = oro.arende
    notify(
        _reaching(arende, _handlaggare(arende) or _leaders(arende)),
        Avisering.Slag.ORO,
        objekt_id=oro.pk,
        referens=_reference(arende, "oro vid ett tillfälle"),
        sida=[arende.pk, oro.pk],
        actor=actor,
    )


def withdraw_steg(gang: Arbetsgang, uppgift_ids: Iterable[int]) -> None:
    """Steps that wait no more: what was told of them goes by itself."""
    ids = [step_id(gang, pk) for pk in uppgift_ids]
    if ids:
        withdraw([Avisering.Slag.STEG, Avisering.Slag.ALDER], objekt_ids=ids)


def step_id(gang: Arbetsgang, uppgift_id: int) -> UUID:
    """One open step of one arbetsgång, as what a notice is about."""
    return uuid5(gang.pk, str(uppgift_id))


def _for_clock(frist: Frist, dagar_fore: int) -> list[Anvandare]:
    arende = frist.arende
    egna = _asking(frist) if frist.slag in UTFALL else _handlaggare(arende)
    ledare = _leaders(arende)
    if not egna:
        return _reaching(arende, [*ledare, *_staff(arende, {Roll.MOTTAGNING})]) or ledare
    return _reaching(arende, [*egna, *ledare] if dagar_fore <= 0 else egna) or ledare


def _asking(frist: Frist) -> list[Anvandare]:
    """Whoever answers for what the clock of a closed case is about, if still at work."""
    rader = Utfallsuppfoljning.objects.filter(pk__in=[frist.kalla], ansvarig__is_active=True)
    return [rad.ansvarig for rad in rader.select_related("ansvarig")]


def _for_step(arende: Arende, vem: str) -> list[Anvandare]:
    if (roller := ROLLER.get(Ansvar(vem))) is not None:
        return _staff(arende, roller)
    return [] if vem in {Ansvar.PARTEN, Ansvar.SYSTEMET} else _handlaggare(arende)


def _handlaggare(arende: Arende) -> list[Anvandare]:
    """Whoever has the case, and who covers for them today."""
    if arende.handlaggare is None:
        return []
    idag = timezone.localdate()
    borta = Franvaro.objects.unended(idag).filter(anvandare=arende.handlaggare, fran__lte=idag)
    ersattare = Anvandare.objects.filter(pk__in=borta.values("ersattare"), is_active=True)
    return [arende.handlaggare, *ersattare]


def _leaders(arende: Arende) -> list[Anvandare]:
    """Who leads the unit; where nobody does, whoever leads in the nämnd."""
    return (
        _staff(arende, {Roll.GRUPPLEDARE})
        or _staff(arende, {Roll.ENHETSCHEF})
        or _with_duty(Q(namnd=arende.namnd_id, roll__in=Roll.ledande()))
    )


def _staff(arende: Arende, roller: Collection[Roll]) -> list[Anvandare]:
    """Those with one of the roles in the unit of the case, or in its whole nämnd."""
    har = Q(enhet=arende.enhet_id) | Q(enhet=None, namnd=arende.namnd_id)
    return _with_duty(har & Q(roll__in=list(roller)))


def _with_duty(villkor: Q) -> list[Anvandare]:
    uppdrag = Uppdrag.objects.in_force(timezone.localdate()).filter(villkor)
    return list(
        Anvandare.objects.filter(pk__in=uppdrag.values("anvandare"), is_active=True).order_by("pk")
    )


def _reaching(arende: Arende, vilka: Iterable[Anvandare]) -> list[Anvandare]:
    """Of a protected akt, or one somebody has declared jäv in, not even the number is told."""
    return [person for person in vilka if reaches_akt(person, arende.akt_id)]


def _reference(arende: Arende, vad: str) -> str:
    return f"{arende.arendenummer}: {vad}"[:LANGST]
