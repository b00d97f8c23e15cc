"""Absence: a colleague covers the absent person's akter for as long as it lasts."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.utils import timezone

from access import behorighet
from access.actions.aviseringar import notify
from access.actions.tilltraden import COVERED, cover, end_tilltraden
from access.models import Anvandare, Avisering, Franvaro, Omfattning, Roll, Tilltrade
from access.policy import require
from audit import log
from audit.action import action
from audit.verb import Verb


@action
def appoint_ersattare(
    *, anvandare: Anvandare, ersattare: Anvandare, fran: date, till: date, actor: Anvandare
) -> Franvaro:
    """Record an absence. The cover gets each akt the absent person works with, now and meanwhile.

    Decided by whoever leads in a nämnd where both work, and is neither of the two.
    """
    require(behorighet.may_staff(actor, anvandare))
    require(behorighet.may_staff(actor, ersattare))
    if till < timezone.localdate():
        raise ValidationError({"till": "Frånvaron är redan slut."})
    gemensamma = anvandare.namnder(Roll.handlaggande()) & ersattare.namnder(Roll.handlaggande())
    if not gemensamma:
        raise ValidationError({"ersattare": "Ersättaren arbetar inte i samma nämnd."})
    overlappar = Franvaro.objects.unended(fran).filter(anvandare=anvandare, fran__lte=till)
    if overlappar.exists():
        raise ValidationError("Personen har redan en frånvaro som rör de dagarna.")
    franvaro = Franvaro(
        anvandare=anvandare, ersattare=ersattare, fran=fran, till=till, given_av=actor
    )
    log.save(franvaro, actor=actor, verb=Verb.ERSATTARE_GIVE)
    akter = Tilltrade.objects.unended().filter(
        anvandare=anvandare, omfattning=Omfattning.AKT, skal__in=COVERED
    )
    for tilltrade in akter:
        cover(tilltrade, franvaro, actor=actor)
    notify(
        [ersattare],
        Avisering.Slag.ERSATTARE,
        objekt_id=franvaro.pk,
        referens=f"{anvandare}, {fran} till {till}",
        actor=actor,
    )
    return franvaro


@action
def end_franvaro(*, franvaro: Franvaro, actor: Anvandare) -> Franvaro:
    """The person is back: the cover's grants end now."""
    rad = Franvaro.objects.select_for_update().get(pk=franvaro.pk)
    require(behorighet.may_staff(actor, rad.anvandare))
    if rad.avslutad is not None:
        raise ValidationError("Frånvaron är redan avslutad.")
    rad.avslutad = timezone.now()
    log.save(rad, actor=actor, verb=Verb.ERSATTARE_END)
    end_tilltraden(Tilltrade.objects.filter(kalla=rad.pk), actor=actor)
    return rad
