"""A skolsocialt team through a spring term: from the question to the school to the last meeting.

The clock is moved from leg to leg. All of it lies in the past, since the wall of rows asks the
clock of the database, which nobody moves.
"""

from __future__ import annotations

from collections.abc import Callable
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
from samverkansteam.actions.effekt import count_effekt
from samverkansteam.actions.medverkan import remind_of_medverkan
from samverkansteam.actions.teamarende import connect_arende, record_franvaro
from samverkansteam.models import (
    Atagande,
    Franvarovecka,
    GemensamAtgard,
    Gruppatgard,
    Gymnasiebehorighet,
    Medverkansbegaran,
    Mote,
    Moteslager,
    Orsakshypotes,
    Part,
    Samtycke,
    Team,
    Teamarende,
)
from samverkansteam.rules.franvaro import week_before
from tests.builders import make_anvandare
from tests.resor.conftest import Oppna, Staden
from tests.resor.medarbetare import Medarbetare
from tests.samverkansteam.builders import make_extern, make_my_arende, make_organisation

pytestmark = [pytest.mark.webblasare, pytest.mark.django_db(transaction=True)]

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


def test_a_skolsocialt_team_through_a_term(
    stad: Staden, oppna: Oppna, time_machine: Callable[..., object]
) -> None:
    def move(nar: datetime) -> None:
        time_machine.move_to(nar)  # type: ignore[attr-defined]

    move(at(1, 15))
    laget = make_laget(stad)
    begin(oppna(stad.handlaggare))
    move(at(1, 22))
    leder = oppna(stad.handlaggare)
    gather(leder, laget)
    consent(leder, laget)
    enter_weeks(leder, laget, FORE)
    plan_meeting(leder, "2026-01-29 14:00")
    move(at(1, 29, 14, 5))
    leder, skolan = oppna(stad.handlaggare), oppna(laget.kurator)
    lead(leder, skolan, laget)
    read_as_school(skolan, laget)
    note_participation(leder, laget)
    guess_causes(leder, laget)
    move(at(2, 19))
    leder, skolan = oppna(stad.handlaggare), oppna(laget.kurator)
    keep_promise(skolan)
    tell_weeks(skolan)
    log_group(skolan)
    read_weeks(leder, laget)
    log_person(leder)
    move(at(3, 26))
    try_causes(oppna(stad.handlaggare), laget)
    move(at(6, 11, 11, 5))
    leder, skolan = oppna(stad.handlaggare), oppna(laget.kurator)
    note_eligibility(leder, laget)
    hold_last_meeting(leder, skolan)
    oversee(oppna(laget.samordnare), laget)
    close(leder, skolan, laget)


def begin(leder: Medarbetare) -> None:
    """The team is begun from its kind, and two organisations are asked to take part."""
    leder.go("/team/")
    leder.click("Nytt team")
    leder.fill("Teamets namn", "Team Ekbacken")
    leder.pick("Sorts team", "Skolsocialt team")
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
    for adress in (skolan.sida.url, rum(), f"{skolan.sida.url}eget-protokoll/"):
        skolan.go(adress)
        ord_ = skolan.words()
        assert not {INTERNT, VART_LOFTE, "Exempelsson", laget.arende.arendenummer} & {
            text
            for text in (INTERNT, VART_LOFTE, "Exempelsson", laget.arende.arendenummer)
            if text in ord_
        }


def note_participation(leder: Medarbetare, laget: Laget) -> None:
    leder.go(skolgang(laget))
    leder.click("För in hur de var med")
    leder.pick("Möte", "Möte 2026-01-29")
    leder.choose("Eleven", "Sa sitt före mötet")
    leder.fill("Elevens ord", "Jag vill gå in genom sidodörren.")
    leder.choose("Vårdnadshavarna", "Var med")
    leder.click("Spara")
    leder.sees("Det är infört.")
    leder.sees("«Jag vill gå in genom sidodörren.»")


def guess_causes(leder: Medarbetare, laget: Laget) -> None:
    for omrade, hypotes in (("Skola", "Korridoren är bullrig."), ("Hem", "Kvällarna är sena.")):
        leder.go(skolgang(laget))
        leder.click("Ny tänkbar orsak")
        leder.choose("Var ligger den?", omrade)
        leder.fill("Vad kan orsaken vara?", hypotes)
        leder.click("Spara")
        leder.sees("Orsaken är införd.")
    assert set(Orsakshypotes.objects.values_list("lage", flat=True)) == {"provas"}


def keep_promise(skolan: Medarbetare) -> None:
    skolan.go(rum())
    skolan.sida.get_by_role("link", name="Berätta hur det går").click()
    skolan.choose("Är det gjort?", "Ja, det är gjort")
    skolan.fill("Hur gick det?", "Varje morgon utom två.")
    skolan.click("Spara")
    skolan.sees("Svaret är sparat.")
    klara = Atagande.objects.exclude(klart=None)
    assert [(rad.vad, rad.svar) for rad in klara] == [(SKOLANS_LOFTE, "Varje morgon utom två.")]


def tell_weeks(skolan: Medarbetare) -> None:
    """The school feeds the team with its own count of the weeks."""
    skolan.go(rum())
    skolan.click("Skriv till teamet")
    skolan.fill("Rubrik", "Närvaron vecka 5 till 7")
    rader = (f"{v}: giltig {g}, ogiltig {o}, sen {s}" for v, g, o, s in SEDAN)
    skolan.fill("Text", "\n".join(rader))
    skolan.field("Dela med socialtjänsten i teamet").check()
    skolan.click("Spara")
    skolan.sees("Bidraget är sparat.")


def log_group(skolan: Medarbetare) -> None:
    skolan.click("Snabblogg")
    assert "Med vem?" not in skolan.words(), "the school names nobody"
    skolan.fill("Grupp", "9B")
    skolan.choose("Vad?", "Lektionsstöd")
    skolan.click("Logga")
    skolan.sees("Loggat.")
    assert Gruppatgard.objects.get().grupp == "9B"


def read_weeks(leder: Medarbetare, laget: Laget) -> None:
    """The weeks are read in what the school has shared, and stand in the picture."""
    leder.go(rum())
    leder.click("Närvaron vecka 5 till 7")
    leder.sees("2026-W06: giltig 2, ogiltig 10, sen 3")
    enter_weeks(leder, laget, SEDAN)
    leder.sees("Före starten: 26 timmar i veckan, räknat på 3 veckor.")
    leder.sees("Sedan starten: 12 timmar i veckan, räknat på 3 veckor.")
    leder.sees("Det är 14 timmar mindre än före.")
    leder.sees("Sena ankomster under tiden: 9.")
    bild = leder.sida.locator("svg.franvarobild")
    assert bild.locator("rect.ogiltig").count() == len(FORE + SEDAN)
    assert bild.locator("line.baslinje").count() == bild.locator("line.start").count() == 1
    leder.picture("55-skolteam-skolgang")
    assert {
        (rad.vecka, rad.timmar["giltig"], rad.timmar["ogiltig"], rad.timmar["sen"])
        for rad in Franvarovecka.objects.all()
    } == {*FORE, *SEDAN}


def log_person(leder: Medarbetare) -> None:
    leder.go(rum())
    leder.sees("9B")
    leder.click("Snabblogg")
    leder.choose("Med vem?", "Person 1")
    leder.choose("Vad?", "Hemsamtal")
    leder.click("Logga")
    leder.sees("Loggat.")
    assert GemensamAtgard.objects.get().slag == "hemsamtal"


def try_causes(leder: Medarbetare, laget: Laget) -> None:
    """Neither kept nor dropped before it has been tried."""
    for hypotes, lage, provat, slutsats in (
        ("Korridoren är bullrig.", "Behålls", "Sidodörren i sju veckor.", "Hon kommer i tid."),
        ("Kvällarna är sena.", "Lämnas", "Sömndagbok i två veckor.", "Hon sover åtta timmar."),
    ):
        leder.go(skolgang(laget))
        orsak = leder.sida.get_by_role("article").filter(has_text=hypotes)
        orsak.get_by_role("link", name="Skriv vad ni har prövat").click()
        leder.choose("Hur ser ni på den nu?", lage)
        leder.click("Spara")
        leder.sees("Skriv vad ni har prövat, och varför orsaken behålls eller lämnas.")
        leder.fill("Vad har ni prövat, och hur gick det?", provat)
        leder.fill("Varför behålls eller lämnas den?", slutsats)
        leder.click("Spara")
        leder.sees("Det är infört.")
    lagen = {orsak.hypotes: orsak.lage for orsak in Orsakshypotes.objects.all()}
    assert lagen == {"Korridoren är bullrig.": "behallen", "Kvällarna är sena.": "lamnad"}
    leder.picture("56-skolteam-orsaker")


def note_eligibility(leder: Medarbetare, laget: Laget) -> None:
    leder.go(skolgang(laget))
    leder.click("För in behörighet")
    leder.choose("Är eleven behörig till gymnasiet?", "Behörig till yrkesprogram")
    leder.fill("Vad hjälper eleven vidare?", "Studiebesök på fordonsprogrammet.")
    leder.click("Spara")
    leder.sees("Våren 2026: behörig till yrkesprogram.")
    rad = Gymnasiebehorighet.objects.get()
    assert (rad.ar, rad.utfall) == (2026, "yrke")


def hold_last_meeting(leder: Medarbetare, skolan: Medarbetare) -> None:
    """Documented afterwards this time; locked all the same."""
    plan_meeting(leder, "2026-06-11 10:00")
    leder.click("Möte 2026-06-11 10:00")
    leder.click("Dokumentera efteråt")
    for ruta in leder.sida.get_by_role("checkbox").all():
        ruta.check()
    leder.fill("Gemensamma anteckningar", "Vi slutar här. Person 1 har klarat våren.")
    leder.click("Dokumentera och lås")
    leder.sees("Låst 2026-06-11 11:05")
    assert not leder.sida.get_by_role("link", name="Led mötet").count()
    skolan.go(leder.sida.url)
    skolan.sees("Vi slutar här. Person 1 har klarat våren.")


def oversee(samordnare: Medarbetare, laget: Laget) -> None:
    """How the team works and never about whom; the weeks are told of when there are five pupils."""
    idag = date(2026, 6, 11)
    assert count_effekt(idag=idag) == 0
    samordnare.go("/team/")
    samordnare.click("Översikt")
    samordnare.sees("2 av 4 som rytmen kräver")
    samordnare.sees("1 av 2, 1 skulle ha varit klara")
    samordnare.sees("Visas inte: färre än 5 elever")
    samordnare.sees("Svar som dröjer")
    samordnare.picture("57-skolteam-oversikt")
    for adress in (samordnare.sida.url, rum()):
        samordnare.go(adress)
        ord_ = samordnare.words()
        assert "Exempelsson" not in ord_
        assert laget.arende.arendenummer not in ord_
    assert samordnare.go(f"/arenden/{laget.arende.pk}/") in {403, 404}
    for _ in range(4):
        add_pupil(laget)
    assert count_effekt(idag=idag) == 1
    samordnare.go("/team/oversikt/")
    samordnare.sees("26 timmar före, 12 sedan (5 elever, 2026-06-11)")


def add_pupil(laget: Laget) -> None:
    ledare = laget.stad.handlaggare
    arende = make_my_arende(ledare, laget.stad.enhet)
    elev = connect_arende(team=Team.objects.get(), arende=arende, actor=ledare)
    Teamarende.objects.filter(pk=elev.pk).update(fran=date(2026, 1, 22))
    for vecka, giltig, ogiltig, sen in (*FORE, *SEDAN):
        record_franvaro(
            teamarende=elev, vecka=vecka, giltig=giltig, ogiltig=ogiltig, sen=sen, actor=ledare
        )


def close(leder: Medarbetare, skolan: Medarbetare, laget: Laget) -> None:
    """The room is gone for the school in the request that follows; we still read what was done."""
    assert skolan.go(rum()) == 200
    leder.go(rum())
    leder.click("Avsluta teamet")
    leder.sees("Andra parter ser inte längre teamets rum.")
    leder.click("Avsluta teamet")
    leder.sees("Teamet är avslutat.")
    assert skolan.go(rum()) == 404
    skolan.go("/team/")
    assert "Team Ekbacken" not in skolan.words()
    assert leder.go(rum()) == 200
    skolans = Logghandelse.objects.by_aktor(laget.kurator.pk)
    assert not skolans.exclude(akt_id=None).exists(), "no akt was ever opened by the school"
    assert {"mote.read", "bidrag.write", "bidrag.share", "atgard.log", "team.read"} <= set(
        skolans.values_list("verb", flat=True)
    )


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
