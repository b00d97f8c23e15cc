"""What people read these last two months, and the monthly reviews that are drawn from it.

Most of it is explained. Somebody who leads a unit has a child's surname and address at home and
reads that akt late one Saturday; somebody searches without opening anything.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from functools import partial
from random import Random
from typing import TYPE_CHECKING

import time_machine
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from access.models import Anvandare, Personaluppgift, Tilltrade
from arenden.rules.frister import STOCKHOLM, is_rest_day, next_working_day
from audit import log
from audit.verb import Verb
from config.demo.stad import FULL_BEMANNING, Stad
from config.demo.tidslinje import Tidslinje
from granskning.actions.fragor import answer
from granskning.actions.granskning import finish, judge
from granskning.actions.urval import InteForseglad, draw
from granskning.models import Atkomst, Loggranskning
from granskning.rules.signaler import Signal
from granskning.rules.urval import month_after

if TYPE_CHECKING:
    from config.demo.gang import Gang

MORGON = time(5, 40)
"""When the worker draws, Stockholm time."""
SIDOR = (Verb.ARENDE_READ, Verb.JOURNAL_READ, Verb.HANDLING_LIST)
FRAGA = "Du sökte flera gånger den dagen utan att öppna något. Vad gällde det?"
SVAR = "En anmälan kom per telefon med ett felstavat namn. Jag fann barnet först dagen därpå."
ANMARKNING = "Personen bor på samma adress som barnet och har ingen uppgift i ärendet."
HEMMA = ("Provvägen 3", "Övningsgränd 11", "Exempelbacken 7", "Demostigen 24")


def plan_lasningar(linje: Tidslinje, *, stad: Stad, gangar: Sequence[Gang], nu: datetime) -> None:
    """Put two months of reading on the timeline, and what the employer knows of homes."""
    slump = Random(len(gangar))  # noqa: S311
    forsta = last_months(nu.date())[0]
    linje.add(nu - timedelta(days=100), partial(_know_homes, stad, gangar))
    dag = forsta
    while dag < nu.date():
        if not is_rest_day(dag):
            for gang in slump.sample(gangar, min(len(gangar), 6)):
                nar = _at(dag, time(slump.randint(8, 16), slump.randint(0, 59)))
                linje.add(nar, partial(_read, gang, slump.choice(SIDOR)))
        dag += timedelta(days=1)
    for manad in last_months(nu.date()):
        lordag = manad + timedelta(days=(5 - manad.weekday()) % 7 + 7)
        for kod in FULL_BEMANNING:
            if hemma := _at_home_with(stad, gangar, kod):
                chef = stad.personal[kod, "gruppledare"][0]
                linje.add(_at(lordag, time(22, 10)), partial(_note, chef, hemma, Verb.ARENDE_READ))
            sokande = stad.personal[kod, "mottagning"][-1]
            for minut in (5, 20, 40):
                nar = _at(next_working_day(manad), time(15, minut))
                linje.add(nar, partial(_note, sokande, None, Verb.SEARCH_RUN))


def draw_reviews(nu: datetime) -> list[Loggranskning]:
    """Draw the last two whole months, each on its own first working day after it.

    A month that the log is not yet sealed past is left for the worker.
    """
    granskningar: list[Loggranskning] = []
    for manad in last_months(nu.date()):
        with time_machine.travel(_at(next_working_day(month_after(manad)), MORGON), tick=False):
            try:
                granskningar += draw(manad=manad, actor=None)
            except InteForseglad:
                continue
    return granskningar


def play_reviews(granskningar: Sequence[Loggranskning]) -> None:
    """Let the reviewers do the earlier month; the later one is left for whoever logs in.

    One person is asked and answers. Whoever has the same address as the child gets a remark.
    """
    for granskning in granskningar:
        if granskning.granskare and granskning.manad == granskningar[0].manad:
            with time_machine.travel(_at(granskning.senast - timedelta(days=1), time(10))):
                _review(granskning, granskning.granskare)


def _review(granskning: Loggranskning, granskare: Anvandare) -> None:
    rader = Atkomst.objects.visible_to(granskare).filter(granskning=granskning).order_by("ordning")
    for rad in rader:
        if Signal.SAMMA_ADRESS in rad.signaler:
            judge(rad=rad, utfall=Atkomst.Utfall.ANMARKNING, text=ANMARKNING, actor=granskare)
            continue
        if Signal.SOKNING_UTAN_OPPNING in rad.signaler:
            judge(rad=rad, utfall=Atkomst.Utfall.FRAGA, text=FRAGA, actor=granskare)
            for fraga in rad.fragor.all():
                answer(fraga=fraga, svar=SVAR, actor=fraga.till)
        judge(rad=rad, utfall=Atkomst.Utfall.UTAN_ANMARKNING, actor=granskare)
    if not Atkomst.objects.filter(granskning=granskning).to_judge().exists():
        finish(granskning=granskning, actor=granskare)


def last_months(idag: date) -> list[date]:
    """The first days of the last two whole months, the earlier one first."""
    forra = (idag.replace(day=1) - timedelta(days=1)).replace(day=1)
    return [(forra - timedelta(days=1)).replace(day=1), forra]


def _know_homes(stad: Stad, gangar: Sequence[Gang]) -> None:
    for kod in FULL_BEMANNING:
        for roll in ("socialsekreterare", "mottagning"):
            for vem, adress in zip(stad.personal[kod, roll], HEMMA, strict=False):
                _know(vem, adress, [])
        if gang := _at_home_with(stad, gangar, kod):
            barn = gang.barn
            _know(stad.personal[kod, "gruppledare"][0], barn.adress, [barn.efternamn])


def _know(vem: Anvandare, adress: str, efternamn: list[str]) -> None:
    uppgift = Personaluppgift(anvandare=vem, adress=adress, efternamn=efternamn)
    log.save(uppgift, actor=None, verb=Verb.PERSONALUPPGIFT_IMPORT)


def _at_home_with(stad: Stad, gangar: Sequence[Gang], kod: str) -> Gang | None:
    """The first case of the nämnd that its gruppledare has no part in but could open."""
    return next(
        (
            gang
            for gang in gangar
            if gang.kod == kod
            and gang.barn.adress
            and gang.barn.skyddsniva == "ingen"
            and gang.gruppledare != stad.personal[kod, "gruppledare"][0]
        ),
        None,
    )


def _read(gang: Gang, verb: Verb) -> None:
    """The handläggare looks at a page, if the case has come so far and is theirs that day."""
    _note(gang.handlaggare, gang, verb)


@transaction.atomic
def _note(vem: Anvandare, gang: Gang | None, verb: Verb) -> None:
    if gang is None:
        log.record(actor=vem, verb=verb)
        return
    if not gang.is_received:
        return
    akt = gang.arende.akt
    nar = Q(omfattning_id__in=[akt.pk] if akt.is_skyddad else [akt.pk, akt.enhet_id])
    if Tilltrade.objects.live(timezone.now()).filter(nar, anvandare=vem).exists():
        log.record(actor=vem, verb=verb, akt_id=akt.pk, falt=["arenden.Person.fornamn"])


def _at(dag: date, klockan: time) -> datetime:
    return datetime.combine(dag, klockan, STOCKHOLM)
