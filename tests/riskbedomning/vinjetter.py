"""A published vignette, an open round, and people who answer it."""

from __future__ import annotations

from datetime import date, timedelta

import time_machine
from django.utils import timezone

from access.models import Roll
from riskbedomning.actions.kalibrering import (
    SAMLAD,
    count_omgang,
    open_omgang,
    submit_vinjettsvar,
)
from riskbedomning.actions.vinjett import publish_vinjett, review_vinjett, write_vinjett
from tests.builders import make_anvandare, make_enhet
from tests.riskbedomning.instrument import make_instrumentversion

TEXT = "En pojke i årskurs åtta har slutat gå till skolan. Hans storasyster är orolig."


def make_vinjett(*, metodledare=None, rubrik="Kvällarna"):
    metodledare = metodledare or make_anvandare(Roll.METODLEDARE)
    vinjett = write_vinjett(rubrik=rubrik, text=TEXT, alder=14, actor=metodledare)
    vinjett = review_vinjett(vinjett=vinjett, actor=make_anvandare(Roll.METODLEDARE))
    return publish_vinjett(vinjett=vinjett, actor=metodledare)


def make_omgang(*, enheter=None, vinjett=None, version=None, dagar=14, metodledare=None):
    """A round that is open from today."""
    metodledare = metodledare or make_anvandare(Roll.METODLEDARE)
    idag = timezone.localdate()
    return open_omgang(
        vinjett=vinjett or make_vinjett(),
        instrumentversion=version or make_instrumentversion(),
        fran=idag,
        till=idag + timedelta(days=dagar),
        enheter=enheter or [make_enhet()],
        actor=metodledare,
    )


def all_alike(omgang, svar="finns", samlad="visst_stod", **ersatt):
    """One answer to every question."""
    koder = omgang.instrumentversion.faktorer.values_list("kod", flat=True)
    return dict.fromkeys(koder, svar) | {SAMLAD: samlad} | ersatt


def hand_in(omgang, enhet, rader):
    """One new person of the unit for each row of answers."""
    personer = []
    for rad in rader:
        person = make_anvandare(enhet=enhet)
        submit_vinjettsvar(omgang=omgang, svar=rad, actor=person)
        personer.append(person)
    return personer


def day_after(omgang) -> date:
    return omgang.till + timedelta(days=1)


def count(omgang):
    """As the worker does, the night after the last day."""
    with time_machine.travel(day_after(omgang)):
        return count_omgang(omgang)


def make_counted_omgang(*, enheter, antal=6):
    """A round that ended last week, answered by some of the first unit, counted now."""
    with time_machine.travel(timezone.now() - timedelta(days=21)):
        omgang = make_omgang(enheter=enheter, dagar=7)
        rader = [all_alike(omgang), all_alike(omgang, "delvis", "oklart")]
        hand_in(omgang, enheter[0], (rader * antal)[:antal])
    return count_omgang(omgang)
