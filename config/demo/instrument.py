"""What the method leaders do with our form, and assessments that come with others' instruments."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

from django.utils import timezone

from config.demo.tidslinje import Tidslinje
from riskbedomning.actions.extern import note_externbedomning
from riskbedomning.actions.instrument import change_faktor, copy_version, send_version
from riskbedomning.models import Instrumentversion

if TYPE_CHECKING:
    from config.demo.gang import Gang
    from config.demo.stad import Stad

GRANSKNINGEN_BEGARD = timedelta(days=6)


def plan_instrument(linje: Tidslinje, *, stad: Stad, nu: datetime) -> None:
    """A new wording waits for the other method leader."""
    linje.add(nu - GRANSKNINGEN_BEGARD, partial(_reword, stad))


def _reword(stad: Stad) -> None:
    tove, _ = stad.personal["SON", "metodledare"]
    galler = Instrumentversion.objects.current().get(instrument__kod="ssb-12-17")
    utkast = copy_version(
        version=galler,
        anledning="Frågan om fritid glömde det som sker på nätet. Flera bedömare har sagt det.",
        actor=tove,
    )
    faktor = utkast.faktorer.get(kod="fritid")
    change_faktor(
        faktor=faktor,
        kod=faktor.kod,
        vagledning=faktor.vagledning.replace(
            "Vem håller i det, och finns vuxna på plats?",
            "Vem håller i det, på plats eller på nätet, och finns vuxna med?",
        ),
        actor=tove,
    )
    send_version(version=utkast, actor=tove)


def note_extern(gang: Gang) -> None:
    """The open care of the city has assessed with an instrument that it has a licence for."""
    note_externbedomning(
        arende=gang.arende,
        instrument="SAVRY",
        instrument_version="2",
        bedomare="Lena Bergöv, psykolog, Framtid Stockholm",
        certifierad="ja",
        utford=timezone.localdate() - timedelta(days=8),
        kallor="Två samtal, samtal med en förälder, skolans underlag och domen.",
        slutsats="Samordnat stöd behövs kring kvällar och umgänge. Skolan och ett äldre syskon"
        " skyddar och bör vara med i planeringen.",
        ny_bedomning=timezone.localdate() + timedelta(days=170),
        handling=None,
        actor=gang.handlaggare,
    )
