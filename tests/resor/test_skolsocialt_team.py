"""A skolsocialt team through a spring term: from the question to the school to the last meeting.

The clock is moved from leg to leg. All of it lies in the past, since the wall of rows asks the
clock of the database, which nobody moves.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

import pytest

from audit.models import Logghandelse
from samverkansteam.actions.effekt import count_effekt
from samverkansteam.actions.teamarende import connect_arende, record_franvaro
from samverkansteam.models import (
    Atagande,
    Franvarovecka,
    GemensamAtgard,
    Gruppatgard,
    Gymnasiebehorighet,
    Mote,
    Orsakshypotes,
    Team,
    Teamarende,
)
from tests.resor.conftest import Oppna, Staden
from tests.resor.medarbetare import Medarbetare
from tests.resor.skolteamet import (
    FORE,
    SEDAN,
    SKOLANS_LOFTE,
    Laget,
    at,
    begin,
    consent,
    enter_weeks,
    gather,
    is_locked,
    lead,
    make_laget,
    plan_meeting,
    read_as_school,
    rum,
    skolgang,
)
from tests.samverkansteam.builders import make_my_arende

pytestmark = [pytest.mark.webblasare, pytest.mark.django_db(transaction=True)]


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
    hold_last_meeting(leder, skolan, laget)
    oversee(oppna(laget.samordnare), laget)
    close(leder, skolan, laget)


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


def hold_last_meeting(leder: Medarbetare, skolan: Medarbetare, laget: Laget) -> None:
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
    is_locked(laget, Mote.objects.latest("planerat"))
    skolan.go(leder.sida.url)
    skolan.sees("Vi slutar här. Person 1 har klarat våren.")


def oversee(samordnare: Medarbetare, laget: Laget) -> None:
    """How the team works and never about whom; the weeks are told of when there are five pupils."""
    idag = date(2026, 6, 11)
    assert count_effekt(idag=idag) == 0
    samordnare.go("/team/")
    samordnare.click("Översikt")
    samordnare.sees("2 av 4 som rytmen kräver")
    samordnare.sees("1 av 2, 1 försenat")
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
    assert {
        "mote.read",
        "bidrag.write",
        "bidrag.share",
        "atagande.complete",
        "atgard.log",
        "access.denied",
    } <= set(skolans.values_list("verb", flat=True))
