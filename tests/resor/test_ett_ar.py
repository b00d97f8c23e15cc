"""One child's year: from the report to what the child says twelve months after the closing.

The clock is moved from leg to leg, and ends at today: what reaches a closed akt for a time is
counted by the clock of the database, which nobody moves. What takes many clicks and has journeys
of its own is done through the same actions as its pages do.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from dateutil.relativedelta import relativedelta
from django.utils import timezone

from arenden.models import Arende, Steg
from insatser.models import Utfallsuppfoljning
from riskbedomning.actions import complete_bedomning, save_samlad, start_bedomning
from riskbedomning.models import Bedomning
from tests.insatser import vagen
from tests.resor.conftest import Oppna, Staden
from tests.resor.medarbetare import Medarbetare
from tests.riskbedomning.instrument import SAMLAD, answer_all, make_instrumentversion

pytestmark = [pytest.mark.webblasare, pytest.mark.django_db(transaction=True)]

IDAG = timezone.localtime()
AVSLUTET = IDAG - relativedelta(months=12)
MALET = "Elias är i skolan varje förmiddag."
ETT_HALVAR = "Jag går alla dagar utom idrotten."
ETT_AR = "Jag har nya kompisar och börjar gymnasiet i höst."


def test_from_the_report_to_twelve_months_after(
    stad: Staden, oppna: Oppna, time_machine: Callable[..., object]
) -> None:
    def at(nar: datetime) -> None:
        time_machine.move_to(nar)  # type: ignore[attr-defined]

    at(AVSLUTET - timedelta(days=150))
    report(oppna(stad.mottagare))
    arende = Arende.objects.get()
    at(AVSLUTET - timedelta(days=149))
    begin(stad, arende)
    at(AVSLUTET - timedelta(days=110))
    investigate(stad, arende, oppna(stad.handlaggare))
    at(AVSLUTET - timedelta(days=105))
    decide(oppna(stad.gruppledare), arende)
    at(AVSLUTET - timedelta(days=100))
    plan(stad, arende, oppna(stad.handlaggare))
    at(AVSLUTET - timedelta(days=60))
    meet(oppna(stad.handlaggare), arende)
    at(AVSLUTET - timedelta(days=50))
    assess_again(stad, arende, oppna(stad.handlaggare))
    at(AVSLUTET - timedelta(days=5))
    vagen.follow_up(stad, vagen.fresh(arende), "avsluta")
    at(AVSLUTET)
    close(oppna(stad.gruppledare), arende)
    at(AVSLUTET + relativedelta(months=6))
    ask_after_six(oppna(stad.gruppledare), arende)
    at(IDAG)
    ask_after_twelve(oppna(stad.handlaggare), arende)


def report(mottagare: Medarbetare) -> None:
    """The school calls, and protection is assessed at once."""
    mottagare.go("/inflode/nytt/")
    mottagare.choose("Vad är det som kommer in?", "Orosanmälan")
    mottagare.fill("Barnets personnummer eller samordningsnummer", "20120126-2399")
    mottagare.fill("Barnets förnamn", "Elias")
    mottagare.fill("Barnets efternamn", "Provsson")
    mottagare.pick("Vem anmäler?", "Skola")
    mottagare.fill("Anmälarens namn", "Kurator K. Berg")
    mottagare.fill("Vad berättar anmälaren?", "Elias har inte kommit till skolan på en vecka.")
    mottagare.click("Registrera")
    mottagare.click("Gå till skyddsbedömning")
    mottagare.choose("Behöver barnet skydd genast?", "Nej")
    mottagare.fill("Bedömning", "Elias är hemma hos mamma.")
    mottagare.click("Spara skyddsbedömningen")
    mottagare.sees("Skyddsbedömningen är sparad.")


def begin(stad: Staden, arende: Arende) -> None:
    for steg in (vagen.open_, vagen.tell, vagen.assign):
        steg(stad, vagen.fresh(arende))


def investigate(stad: Staden, arende: Arende, handlaggare: Medarbetare) -> None:
    """The first assessment can be read with what its answers rest on."""
    vagen.investigate(stad, vagen.fresh(arende))
    vagen.propose(stad, vagen.fresh(arende))
    bedomning = Bedomning.objects.get()
    handlaggare.go(f"/arenden/{arende.pk}/bedomning/{bedomning.pk}/")
    handlaggare.sees("Färdig")
    handlaggare.picture("ar-01-bedomning")


def decide(gruppledare: Medarbetare, arende: Arende) -> None:
    gruppledare.go("/min-dag/")
    gruppledare.click(f"Besluta i {arende.arendenummer}")
    gruppledare.choose("Beslut", "Beslutat enligt förslaget")
    gruppledare.click("Besluta")
    gruppledare.sees("Beslutet är sparat.")


def plan(stad: Staden, arende: Arende, handlaggare: Medarbetare) -> None:
    vagen.plan(stad, vagen.fresh(arende))
    vagen.start(stad, vagen.fresh(arende))
    handlaggare.go(f"/arenden/{arende.pk}/plan/")
    handlaggare.sees(MALET)
    handlaggare.picture("ar-02-plan")


def meet(handlaggare: Medarbetare, arende: Arende) -> None:
    """A session was held."""
    handlaggare.go(f"/arenden/{arende.pk}/plan/")
    handlaggare.click("Logga tillfälle för Familjebehandling")
    handlaggare.choose("Hur blev det?", "Genomfört")
    handlaggare.click("Logga")
    handlaggare.sees("Tillfället är loggat.")
    handlaggare.picture("ar-03-tillfalle")


def assess_again(stad: Staden, arende: Arende, handlaggare: Medarbetare) -> None:
    """The second assessment stands beside the first."""
    vagen.follow_up(stad, vagen.fresh(arende))
    ny = start_bedomning(
        arende=vagen.fresh(arende),
        instrumentversion=make_instrumentversion(),
        actor=stad.handlaggare,
    )
    answer_all(ny, actor=stad.handlaggare, riktning="battre", riktning_varfor="Ny klass.")
    ny = save_samlad(bedomning=ny, version=ny.version, actor=stad.handlaggare, **SAMLAD)
    complete_bedomning(bedomning=ny, actor=stad.handlaggare)
    forsta, andra = Bedomning.objects.order_by("paborjad")
    handlaggare.go(f"/arenden/{arende.pk}/bedomning/{andra.pk}/jamfor/")
    handlaggare.sees(f"{timezone.localtime(forsta.paborjad):%Y-%m-%d}")
    handlaggare.picture("ar-04-jamforelse")


def close(gruppledare: Medarbetare, arende: Arende) -> None:
    """What ends is told before; the child has said yes to being asked afterwards."""
    gruppledare.go(f"/arenden/{arende.pk}/avslut/")
    gruppledare.sees("Detta händer")
    gruppledare.sees("Vid start: Två dagar av tio.")
    gruppledare.choose("Orsak", "Enligt plan")
    gruppledare.choose("Resultat", "Målen nåddes")
    gruppledare.fill("Barnets egna ord", "Jag klarar mig nu.")
    gruppledare.fill("Sammanfattning", "Elias går i skolan.")
    gruppledare.choose("Så slutade Familjebehandling", "Som planerat")
    gruppledare.fill("Stöd som erbjuds efteråt", "Samtal med fältarna på torsdagar.")
    gruppledare.fill("Till vem?", "Elias")
    gruppledare.fill("Gäller till och med", f"{timezone.localdate() + timedelta(days=90)}")
    gruppledare.fill("Vem hör de av sig till?", "Mottagningen")
    gruppledare.choose("Får vi fråga", "Ja, de har sagt ja till att vi hör av oss")
    gruppledare.pick("Vem sa ja?", "Den unge och vårdnadshavare")
    gruppledare.fill("När sa de ja?", f"{timezone.localdate()}")
    gruppledare.picture("ar-05-avslut")
    gruppledare.click("Avsluta ärendet")
    gruppledare.sees("Ärendet är avslutat.")
    gruppledare.sees("12 månader efter avslutet")
    gruppledare.picture("ar-06-efter-avslutet")
    assert vagen.fresh(arende).steg == Steg.AVSLUTAT


def ask_after_six(gruppledare: Medarbetare, arende: Arende) -> None:
    """Whoever leads finds it in the unit's list."""
    gruppledare.go("/uppfoljning-efter-avslut/")
    gruppledare.picture("ar-07-lista")
    gruppledare.sida.get_by_role("link", name=arende.arendenummer).first.click()
    gruppledare.click("För in svaren efter 6 månader")
    answer(gruppledare, ETT_HALVAR)


def ask_after_twelve(handlaggare: Medarbetare, arende: Arende) -> None:
    """The handläggare's own day says that it is time, a year after the case was closed."""
    handlaggare.go("/min-dag/")
    handlaggare.click(f"Uppföljning 12 månader efter avslutet, {arende.arendenummer}")
    handlaggare.sees(ETT_HALVAR)
    handlaggare.click("För in svaren efter 12 månader")
    answer(handlaggare, ETT_AR)
    handlaggare.sees(ETT_AR)
    handlaggare.picture("ar-08-ett-ar-efterat")
    lagen = Utfallsuppfoljning.objects.values_list("lage", flat=True)
    assert list(lagen) == ["klar", "klar"]


def answer(medarbetare: Medarbetare, ord_: str) -> None:
    medarbetare.choose("Går du i skolan eller arbetar du?", "Går i skola")
    medarbetare.choose("Har du det stöd du behöver?", "Har stöd som räcker")
    medarbetare.pick("Hur är det nu, jämfört med när vi slutade?", "Bättre")
    medarbetare.fill("Med egna ord", ord_)
    medarbetare.click("Spara")
    medarbetare.sees("Uppföljningen är sparad.")
