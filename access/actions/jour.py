"""On call: for the hours of a pass, the mottagning of a nämnd is open to whoever is on duty."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.utils import timezone

from access import behorighet
from access.actions.aviseringar import notify
from access.actions.tilltraden import end_tilltraden, give_tilltrade
from access.models import (
    Anvandare,
    Avisering,
    Enhet,
    Jourpass,
    Namnd,
    Niva,
    Omfattning,
    Skal,
    Tilltrade,
)
from access.policy import require
from audit import log
from audit.action import action
from audit.verb import Verb

LONGEST = timedelta(hours=24)


@action
def give_jourpass(
    *, anvandare: Anvandare, namnd: Namnd, fran: datetime, till: datetime, actor: Anvandare
) -> Jourpass:
    """Put somebody with a socialjour duty on call for a nämnd.

    What the pass opens is the mottagning: reports that came in and nobody has been given yet.
    """
    require(behorighet.may_put_on_call(actor, anvandare, namnd))
    if till - fran > LONGEST:
        raise ValidationError({"till": "Ett pass är högst ett dygn. Lägg flera pass."})
    if till <= timezone.now():
        raise ValidationError({"till": "Passet är redan slut."})
    mottagning = Enhet.objects.filter(namnd=namnd, slag=Enhet.Slag.MOTTAGNING).first()
    if mottagning is None:
        raise ValidationError({"namnd": f"{namnd} har ingen mottagning i systemet."})
    jourpass = Jourpass(anvandare=anvandare, namnd=namnd, fran=fran, till=till, given_av=actor)
    log.save(jourpass, actor=actor, verb=Verb.JOURPASS_GIVE)
    give_tilltrade(
        anvandare=anvandare,
        omfattning=Omfattning.ENHET,
        omfattning_id=mottagning.pk,
        niva=Niva.ARBETA,
        skal=Skal.JOUR,
        kalla=jourpass.pk,
        fran=max(timezone.now(), fran),
        till=till,
        actor=actor,
    )
    notify(
        [anvandare],
        Avisering.Slag.JOURPASS,
        objekt_id=jourpass.pk,
        referens=f"{namnd}, {timezone.localtime(fran):%Y-%m-%d %H:%M}",
        actor=actor,
    )
    return jourpass


@action
def end_jourpass(*, jourpass: Jourpass, actor: Anvandare) -> Jourpass:
    """Call off a pass, or what is left of it."""
    rad = Jourpass.objects.select_for_update(of=("self",)).get(pk=jourpass.pk)
    require(behorighet.may_put_on_call(actor, rad.anvandare, rad.namnd))
    if rad.avslutad is not None:
        raise ValidationError("Passet är redan avslutat.")
    rad.avslutad = timezone.now()
    log.save(rad, actor=actor, verb=Verb.JOURPASS_END)
    end_tilltraden(Tilltrade.objects.filter(kalla=rad.pk), actor=actor)
    return rad
