"""Those around a pupil in a skolsocialt team, and what they do until the first meeting is over."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from access.middleware import row_level_security
from access.models import Anvandare, Avisering, Organisation, Roll
from arenden.models import Arende, Vardnadshavare
from audit.models import Logghandelse
from samverkansteam.actions.medverkan import remind_of_medverkan
from samverkansteam.models import (
    Atagande,
    Medverkansbegaran,
    Mote,
    Moteslager,
    Part,
    Samtycke,
    Team,
)
from samverkansteam.rules.franvaro import week_before
from tests.builders import make_anvandare
from tests.resor.conftest import Staden
from tests.resor.medarbetare import Medarbetare
from tests.samverkansteam.builders import make_extern, make_my_arende, make_organisation

STOCKHOLM = ZoneInfo("Europe/Stockholm")
SKOLAN = "Ekbacksskolan"
GEMENSAMT = "Person 1 börjar klockan nio, och Ulla möter vid porten."
INTERNT = "Mamma har berättat om sin egen oro. Tas upp i ärendet."
SKOLANS_LOFTE = "Ulla möter Person 1 vid porten varje morgon."
VART_LOFTE = "Hemsamtal med hela familjen."
FORE = [("2025-W49", 4, 22, 3), ("2025-W50", 2, 24, 4), ("2026-W03", 6, 20, 2)]
SEDAN = [("2026-W05", 4, 16, 5), ("2026-W06", 2, 10, 3), ("2026-W07", 2, 6, 1)]
"""Weeks as the school counts them: valid hours, invalid hours, times late."""


@dataclass
class Laget:
    """Those around the pupil."""

    stad: Staden
    kurator: Anvandare
    samordnare: Anvandare
    arende: Arende


def at(manad: int, dag: int, timme: int = 9, minut: int = 0) -> datetime:
    return datetime(2026, manad, dag, timme, minut, tzinfo=STOCKHOLM)


def make_laget(stad: Staden) -> Laget:
    """A pupil of fifteen with one guardian, a school and a coordinator."""
    skolan = make_organisation(namn=SKOLAN, kontaktpunkt="Expeditionen")
    make_organisation(namn="BUP Järva", slag=Organisation.Slag.REGION)
    arende = make_my_arende(stad.handlaggare, stad.enhet, fodd=date(2010, 9, 3))
    Vardnadshavare.objects.create(
        akt=arende.akt,
        namnd=arende.namnd,
        fornamn="Mona",
        efternamn="Exempelsson",
        fran=date(2010, 9, 3),
    )
    return Laget(
        stad=stad,
        kurator=make_extern(skolan, namn="Ulla Berg"),
        samordnare=make_anvandare(Roll.SAMORDNARE, enhet=stad.enhet, namn="Sam Ordnare"),
        arende=arende,
    )


def begin(leder: Medarbetare) -> None:
    """The team is begun from its kind, and two organisations are asked to take part."""
    leder.go("/team/")
    leder.click("Nytt team")
    leder.fill("Teamets namn", "Team Ekbacken")
    leder.pick("Sorts team", "Skolsocialt team")
    assert leder.field("Startdatum").input_value() == "2026-01-15"
    leder.click("Bilda team")
    leder.sees("Teamet är bildat.")
    for vem, vad in (
        (SKOLAN, "Någon ur elevhälsan, ett möte i månaden under våren."),
        ("BUP Järva", "Råd om sömn, ett tillfälle."),
    ):
        leder.click("Begär medverkan")
        leder.sees("I sådana här team är de ofta med: Kommunal skola")
        leder.pick("Vem frågar du?", vem)
        leder.fill("Vad gäller det?", vad)
        leder.fill("Svar senast", "2026-01-21")
        leder.click("Skicka begäran")
        leder.sees("Begäran är skickad.")
    assert not Part.objects.external().exists(), "nobody is a party before the answer"


def gather(leder: Medarbetare, laget: Laget) -> None:
    """The school says yes and with whom; the region is late, and whoever asked is told."""
    leder.go(rum())
    leder.click(f"Svara för {SKOLAN}")
    leder.choose("Är ni med?", "Ja")
    leder.click("Spara svaret")
    leder.sees("Något behöver rättas")
    assert not Medverkansbegaran.objects.exclude(svarat=None).exists(), "a yes says with whom"
    leder.fill("Med vem, eller varför inte?", "Kuratorn Ulla Berg.")
    leder.click("Spara svaret")
    leder.sees("Svaret är infört.")
    assert remind_of_medverkan(idag=date(2026, 1, 22)) == 1
    assert Avisering.objects.get(slag=Avisering.Slag.MEDVERKAN).mottagare == laget.stad.handlaggare
    leder.sees("Svaret dröjer")
    for part, vem in ((SKOLAN, laget.kurator), ("Socialtjänsten", laget.samordnare)):
        leder.click(f"Lägg till deltagare från {part}")
        leder.pick("Person", vem.namn)
        leder.click("Lägg till")
        leder.sees("Deltagaren är tillagd.")
    leder.click("Koppla ärende")
    leder.pick("Ärende", laget.arende.arendenummer)
    leder.click("Koppla")
    leder.sees("Ärendet är kopplat till teamet.")
    leder.picture("50-skolteam-rum")


def consent(leder: Medarbetare, laget: Laget) -> None:
    """What the pupil and the guardian said, each in their own words."""
    leder.go(f"/arenden/{laget.arende.pk}/team/")
    leder.click("Registrera samtycke")
    leder.choose("Kim Exempelsson: svar", "Ja")
    leder.fill("Kim Exempelsson: med egna ord", "Ulla får veta när jag inte orkar.")
    leder.choose("Mona Exempelsson: svar", "Ja")
    leder.fill("Mona Exempelsson: med egna ord", "Bara det som rör skolan.")
    leder.choose("Vem får ta del?", SKOLAN)
    leder.choose("Vad får delas?", "Skolgång och närvaro", "Tider för möten")
    leder.choose("Hur gavs samtycket?", "Muntligt")
    leder.fill("Så här förklarades det", "Vad som delas, och att det kan tas tillbaka.")
    leder.fill("Gäller till och med", "2026-06-12")
    leder.picture("51-skolteam-samtycke")
    leder.click("Registrera")
    leder.sees("Samtycket är registrerat.")
    samtycke = Samtycke.objects.get()
    assert {(svar.vem, svar.sade) for svar in samtycke.svar.all()} == {
        ("barnet", "Ulla får veta när jag inte orkar."),
        ("vardnadshavare", "Bara det som rör skolan."),
    }
    assert not samtycke.hinder()


def enter_weeks(leder: Medarbetare, laget: Laget, veckor: list[tuple[str, int, int, int]]) -> None:
    for vecka, giltig, ogiltig, sen in veckor:
        leder.go(skolgang(laget))
        leder.click("För in en vecka")
        assert leder.field("Vecka").input_value() == week_before(timezone.localdate())
        leder.fill("Vecka", vecka)
        leder.fill("Giltig frånvaro, timmar", str(giltig))
        leder.fill("Ogiltig frånvaro, timmar", str(ogiltig))
        leder.fill("Sen ankomst, antal gånger", str(sen))
        leder.click("Spara")
        leder.sees("Frånvaron är införd.")
        assert leder.heading() == "Skolgång"


def plan_meeting(leder: Medarbetare, nar: str) -> None:
    """The agenda is proposed from the kind of team."""
    leder.go(rum())
    leder.click("Planera möte")
    leder.fill("När", nar)
    leder.fill("Plats", "Grupprummet")
    assert "Elevens egna ord" in leder.field("Dagordning").input_value()
    leder.click("Planera")
    leder.sees("Mötet är planerat.")


def lead(leder: Medarbetare, skolan: Medarbetare, laget: Laget) -> None:
    """The meeting is led while it goes on; the school sees nothing of it before it has closed."""
    leder.go(rum())
    leder.click("Möte 2026-01-29 14:00")
    leder.click("Led mötet")
    leder.choose("Vilka är här?", f"{laget.kurator}, {SKOLAN}")
    leder.choose("Vilka är här?", f"{laget.stad.handlaggare}, Socialtjänsten")
    leder.fill("Socialtjänstens anteckningar", INTERNT)
    leder.fill_and_wait("Gemensamma anteckningar", GEMENSAMT)
    leder.sida.reload()
    assert leder.field("Gemensamma anteckningar").input_value() == GEMENSAMT
    assert leder.field("Socialtjänstens anteckningar").input_value() == INTERNT
    for vad, vem, senast in (
        (SKOLANS_LOFTE, f"{laget.kurator}", "2026-02-27"),
        (VART_LOFTE, f"{laget.stad.handlaggare}", "2026-02-13"),
    ):
        leder.fill("Vad bestämdes?", vad)
        leder.pick("Vem gör det?", vem)
        leder.fill("Senast", senast)
        leder.click("Lägg till åtagande")
        leder.sees(vad)
    leder.picture("52-skolteam-leder-motet")
    skolan.go(leder.sida.url.split("/led/")[0] + "/")
    assert GEMENSAMT not in skolan.words()
    assert skolan.go(leder.sida.url.split("#")[0]) == 403
    leder.click("Avsluta mötet och lås")
    leder.sees("Låst 2026-01-29 14:05")
    leder.picture("53-skolteam-motet-last")
    for text in (GEMENSAMT, INTERNT, SKOLANS_LOFTE, VART_LOFTE):
        assert text in leder.words()
    kom = {rad.deltagare.anvandare.namn: rad.narvarande for rad in Mote.objects.get().narvaro.all()}
    assert kom == {laget.kurator.namn: True, leder_namn(laget): True, "Sam Ordnare": False}
    agare = Atagande.objects.values_list("ansvarig__anvandare__namn", "senast")
    assert list(agare) == [
        (leder_namn(laget), date(2026, 2, 13)),
        (laget.kurator.namn, date(2026, 2, 27)),
    ]
    ledda = Logghandelse.objects.by_aktor(laget.stad.handlaggare.pk).values_list("verb", flat=True)
    assert {"mote.chair", "mote.write", "mote.hold"} <= set(ledda)
    is_locked(laget, Mote.objects.get())
    is_locked(laget, Moteslager.objects.get())


def read_as_school(skolan: Medarbetare, laget: Laget) -> None:
    """The shared layer and its own promise; neither our layer, nor our promise, nor the pupil."""
    skolan.go("/")
    skolan.click("Team Ekbacken")
    skolan.sees(SKOLANS_LOFTE)
    skolan.picture("54-skolteam-skolans-rum")
    skolan.click("Möte 2026-01-29 14:00")
    skolan.sees(GEMENSAMT)
    skolan.sees(SKOLANS_LOFTE)
    motet = skolan.sida.url
    hemligt = (INTERNT, VART_LOFTE, "Exempelsson", laget.arende.arendenummer)
    for adress in (motet, f"{motet}protokoll/", f"{motet}eget-protokoll/", rum()):
        assert skolan.go(adress) == 200
        assert not [text for text in hemligt if text in skolan.words()]


def is_locked(laget: Laget, rad: Mote | Moteslager) -> None:
    with (
        pytest.raises(DatabaseError, match="stays as it is"),
        transaction.atomic(),
        row_level_security(laget.stad.handlaggare.pk),
    ):
        rad.save()


def leder_namn(laget: Laget) -> str:
    return laget.stad.handlaggare.namn


def rum() -> str:
    return f"/team/{Team.objects.get().pk}/"


def skolgang(laget: Laget) -> str:
    return f"/arenden/{laget.arende.pk}/team/{Team.objects.get().pk}/skolgang/"
