"""The head sees how the unit keeps its clocks: two numbers, none of them anybody's."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from access.models import Roll
from arenden.models import Frist
from granskning.actions.urval.frister import late_clocks
from granskning.models import Loggranskning
from granskning.models.protokoll import figures_of
from granskning.rules.oversikt import summarise
from tests.arenden.webb import som, text_of
from tests.builders import make_akt, make_anvandare, make_arende, make_enhet
from tests.granskning.manad import make_granskning
from tests.granskning.test_oversikt import IDAG, OVERSIKT, manad

OKTOBER = datetime(2026, 10, 1, tzinfo=UTC)


def clock(enhet, senast: datetime, stoppad: datetime | None = None) -> Frist:
    arende = make_arende(akt=make_akt(enhet=enhet))
    return Frist.objects.create(
        akt=arende.akt,
        namnd=arende.namnd,
        arende=arende,
        slag="utredning",
        lagrum="SoL 20:3",
        ankare=senast - timedelta(days=120),
        gar_sedan=senast - timedelta(days=120),
        budget="P4M",
        mal=senast.date(),
        senast=senast,
        stoppad=stoppad,
        utgang="uppfylld" if stoppad else "",
    )


@pytest.mark.django_db
def test_counted_are_those_that_ran_out_in_the_month_and_those_that_are_late_now():
    enhet, mitten = make_enhet(), OKTOBER + timedelta(days=14)
    clock(enhet, mitten)
    clock(enhet, mitten, stoppad=mitten + timedelta(days=1))
    clock(enhet, mitten, stoppad=mitten - timedelta(days=1))
    clock(enhet, OKTOBER - timedelta(days=3))
    clock(enhet, OKTOBER + timedelta(days=40), stoppad=OKTOBER + timedelta(days=41))
    clock(make_enhet(), mitten)
    assert late_clocks(enhet.pk, OKTOBER.date()) == {"frister_utgangna": 2, "frister_sena": 2}
    assert late_clocks(None, OKTOBER.date()) == {"frister_utgangna": 0, "frister_sena": 0}


def test_a_year_is_the_sum_of_what_ran_out_and_the_newest_of_what_is_late():
    manader = [
        manad(10, frister_utgangna=2, frister_sena=1),
        manad(9, frister_utgangna=3, frister_sena=7),
    ]
    summa = summarise(manader, IDAG)
    assert (summa.frister_utgangna, summa.frister_sena) == (5, 1)


@pytest.mark.django_db
def test_the_overview_and_the_protocol_say_it():
    enhet = make_enhet()
    granskning = make_granskning(enhet, make_anvandare(enhet=enhet))
    Loggranskning.objects.update(frister_utgangna=7, frister_sena=4)
    granskning.refresh_from_db()
    chef = make_anvandare(Roll.ENHETSCHEF, enhet=enhet)
    text = text_of(som(chef).get(OVERSIKT))
    assert "Sena frister" in text
    rader = dict(figures_of(granskning)[0].varden)
    assert rader["Frister som gick ut under månaden"] == 7
    assert rader["Frister försenade när urvalet drogs"] == 4
