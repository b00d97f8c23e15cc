"""Trefas: what may be said of one who is under 21 and of one who is over, with a jurist there.

The clock is moved from the meeting to the birthday of the younger, and ends at today, when the mark
that was set has run out by itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from html import unescape
from io import BytesIO

import pytest
from dateutil.relativedelta import relativedelta
from django.utils import timezone
from icalendar import Calendar
from pypdf import PdfReader

from access.models import Anvandare, Organisation
from arenden.models import Arende
from audit.models import Logghandelse
from samverkansteam.actions.mote import plan_mote
from samverkansteam.actions.team import add_deltagare, add_part
from samverkansteam.actions.teamarende import connect_arende
from samverkansteam.models import (
    Atagande,
    Deltagare,
    Markering,
    Mote,
    Motespunkt,
    Motesrad,
    Part,
    Team,
)
from tests.builders import make_anvandare
from tests.policy.matris import ADDRESSES
from tests.resor.conftest import Oppna, Staden
from tests.resor.medarbetare import Medarbetare
from tests.samverkansteam.builders import (
    make_extern,
    make_my_arende,
    make_organisation,
    make_team,
)

pytestmark = [pytest.mark.webblasare, pytest.mark.django_db(transaction=True)]

IDAG = timezone.localtime()
MOTET = IDAG - timedelta(days=22)
FODELSEDAGEN = MOTET + timedelta(days=1)
PLATS = "Kungsholmsgatan 37"
OM_DEN_YNGRE = "Han har bytt boende och har en ny kontaktperson."
OM_DEN_ALDRE = "Han har slutat svara i telefon."
POLISENS = "Hans namn har nämnts i en konflikt i förorten."
PROTOKOLLET = "Vi gick igenom Person 1 och Person 2."
INTERNT = "Fråga om lillebror på enhetens möte."
LOFTET = "Polisen ringer kontaktpunkten samma dag."
MOTIVET = "Hotet gäller honom själv, och det är nära."
FOREBYGGA = ("Förebygga brott av unga", "Hans liv är i fara.")
MYNDIGHETER = ("Förebygga, förhindra, upptäcka", "Nyttan väger tyngre.")
UNDERRATTA = ("Polisen underrättar socialtjänsten", "")


@dataclass
class Trefas:
    """The team: whom it works with, the jurist, and the two other authorities."""

    team: Team
    yngre: Arende
    aldre: Arende
    var: Deltagare
    jurist: Deltagare
    polis: Deltagare
    kriminalvard: Anvandare


@pytest.fixture
def trefas(stad: Staden, time_machine: Callable[..., object]) -> Trefas:
    at(time_machine, MOTET)
    ledare = stad.handlaggare
    fodda = (
        FODELSEDAGEN.date() - relativedelta(years=21),
        MOTET.date() - relativedelta(years=22),
    )
    yngre, aldre = (make_my_arende(ledare, stad.enhet, fodd=dag) for dag in fodda)
    team = make_team(ledare=ledare, enhet=stad.enhet, teamtyp="trefas", namn="Team Eken")
    kriminalvard = make_extern(
        make_organisation(namn="Frivården Nord", slag=Organisation.Slag.KRIMINALVARD)
    )
    var = Part.objects.get(team=team, organisation=None)
    jurist = add_deltagare(
        part=var, anvandare=make_anvandare(enhet=stad.enhet), is_jurist=True, actor=ledare
    )
    polis, _ = (
        add_deltagare(
            part=add_part(team=team, organisation=vem.organisation, kontaktpunkt="", actor=ledare),
            anvandare=vem,
            actor=ledare,
        )
        for vem in (stad.polis, kriminalvard)
    )
    for arende in (yngre, aldre):
        connect_arende(team=team, arende=arende, actor=ledare)
    oss = Deltagare.objects.get(team=team, anvandare=ledare)
    return Trefas(team, yngre, aldre, oss, jurist, polis, kriminalvard)


def at(time_machine: Callable[..., object], nar: datetime) -> None:
    time_machine.move_to(nar)  # type: ignore[attr-defined]


def test_a_meeting_where_each_line_has_its_own_ground(
    stad: Staden, trefas: Trefas, oppna: Oppna, time_machine: Callable[..., object]
) -> None:
    ledare, polis, frivard = (
        oppna(vem) for vem in (stad.handlaggare, stad.polis, trefas.kriminalvard)
    )
    mote = make_mote(trefas)
    nobody_is_taken_up_without_a_jurist(ledare, trefas, mote)
    take_up_both(ledare, trefas, mote)
    say_what_the_law_allows(ledare, trefas, mote)
    refuse_what_it_does_not(ledare, trefas, mote)
    let_the_police_speak(ledare, trefas, mote)
    decide_and_close(ledare, trefas, mote)
    mark(ledare, trefas)
    shows_in_the_room_alone(ledare, trefas)
    leaves_with_no_paper(oppna(stad.gruppledare), trefas)
    each_sees_its_part(polis, frivard, trefas, mote)
    goes_to_a_calendar_without_anybody(polis, mote)

    at(time_machine, FODELSEDAGEN)
    refused_on_the_very_birthday(oppna(stad.handlaggare), trefas)

    at(time_machine, IDAG)
    gone_by_itself(oppna(stad.handlaggare), trefas)


def make_mote(trefas: Trefas) -> Mote:
    return plan_mote(
        team=trefas.team,
        planerat=timezone.now() - timedelta(minutes=10),
        plats=PLATS,
        dagordning="Läget",
        actor=trefas.var.anvandare,
    )


def lead(ledare: Medarbetare, mote: Mote) -> None:
    ledare.go(f"/team/{mote.team_id}/moten/{mote.pk}/")
    ledare.click("Led mötet")


def nobody_is_taken_up_without_a_jurist(ledare: Medarbetare, trefas: Trefas, mote: Mote) -> None:
    lead(ledare, mote)
    ledare.choose("Vilka är här?", str(trefas.var), str(trefas.polis))
    ledare.fill("Gemensamma anteckningar", PROTOKOLLET)
    ledare.pick("Person", "Person 1")
    ledare.click("Ta upp personen")
    ledare.sees("En jurist måste vara närvarande för att en person ska få tas upp.")
    assert ledare.field("Gemensamma anteckningar").input_value() == PROTOKOLLET
    ledare.picture("trefas-01-ingen-jurist")
    assert not Motespunkt.objects.exists()


def take_up_both(ledare: Medarbetare, trefas: Trefas, mote: Mote) -> None:
    ledare.choose("Vilka är här?", f"{trefas.jurist.anvandare}, Socialtjänsten (jurist)")
    for person in ("Person 1", "Person 2"):
        ledare.pick("Person", person)
        ledare.click("Ta upp personen")
        ledare.sida.get_by_role("heading", name=person, exact=True).wait_for()
    ledare.sees(f"Jurist: {trefas.jurist.anvandare}")
    for punkt in Motespunkt.objects.filter(mote=mote):
        assert punkt.jurist == trefas.jurist
        assert acts("mote.take_up", punkt.pk) == 1
    assert Motespunkt.objects.count() == 2


def say(ledare: Medarbetare, om: str, vem: Deltagare, vad: str, grund: tuple[str, str]) -> None:
    """One line: about whom, who says it, and on what ground with which weighing."""
    lagrum, avvagning = grund
    ledare.pick("Om vem?", om)
    ledare.pick("Vem säger det?", str(vem))
    ledare.fill("Vad sägs?", vad)
    ledare.pick("Med vilket lagrum?", lagrum)
    ledare.field("Lagrummets villkor är prövade och uppfyllda").check()
    ledare.fill("Avvägning", avvagning)
    ledare.click("Skriv raden")


def say_what_the_law_allows(ledare: Medarbetare, trefas: Trefas, mote: Mote) -> None:
    """The day before 21: OSL 10:18a carries to the police."""
    say(ledare, "Person 1", trefas.var, OM_DEN_YNGRE, FOREBYGGA)
    ledare.sees(OM_DEN_YNGRE)
    ledare.picture("trefas-02-led-motet")
    rad = Motesrad.objects.get(mote=mote)
    assert (rad.lagrum.kod, rad.teamarende.arende) == ("P18", trefas.yngre)
    assert set(rad.horde) == {trefas.var.pk, trefas.polis.pk, trefas.jurist.pk}
    assert acts("mote.say", rad.pk) == 1


def refuse_what_it_does_not(ledare: Medarbetare, trefas: Trefas, mote: Mote) -> None:
    """At 22 it does not, and its reason is told; another ground has to carry the same words."""
    say(ledare, "Person 2", trefas.var, OM_DEN_ALDRE, FOREBYGGA)
    ledare.sees(f"Till {trefas.polis.part}: Gäller bara den som är under 21 år.")
    assert ledare.field("Vad sägs?").input_value() == OM_DEN_ALDRE
    ledare.picture("trefas-03-over-21")
    assert Motesrad.objects.filter(mote=mote).count() == 1
    say(ledare, "Person 2", trefas.var, OM_DEN_ALDRE, MYNDIGHETER)
    ledare.sees(OM_DEN_ALDRE)
    rad = Motesrad.objects.get(teamarende__arende=trefas.aldre)
    assert rad.lagrum.kod == "P15"


def let_the_police_speak(ledare: Medarbetare, trefas: Trefas, mote: Mote) -> None:
    """A ground carries from whoever speaks: the police's own, and never the socialtjänst's."""
    say(ledare, "Person 2", trefas.polis, POLISENS, FOREBYGGA)
    ledare.sees("Gäller inte från Polisen.")
    say(ledare, "Person 2", trefas.polis, POLISENS, UNDERRATTA)
    ledare.sees(POLISENS)
    rad = Motesrad.objects.get(sagt_av=trefas.polis)
    assert rad.lagrum.kod == "PL"


def decide_and_close(ledare: Medarbetare, trefas: Trefas, mote: Mote) -> None:
    """What was decided has an owner and a day; closing locks all of it."""
    ledare.fill("Socialtjänstens anteckningar", INTERNT)
    ledare.fill("Vad bestämdes?", LOFTET)
    ledare.pick("Vem gör det?", str(trefas.polis))
    ledare.fill("Senast", f"{timezone.localdate() + timedelta(days=7)}")
    ledare.click("Lägg till åtagande")
    ledare.sees(LOFTET)
    ledare.click("Avsluta mötet och lås")
    ledare.sees("Låst")
    ledare.picture("trefas-04-avslutat-mote")
    hallet = Mote.objects.get(pk=mote.pk)
    assert (hallet.protokoll, hallet.is_genomfort) == (PROTOKOLLET, True)
    assert Atagande.objects.get(mote=mote).ansvarig == trefas.polis
    assert ledare.go(f"/team/{mote.team_id}/moten/{mote.pk}/led/") == 403
    ledare.sees("Mötet är dokumenterat och anteckningarna är låsta.")


def mark(ledare: Medarbetare, trefas: Trefas) -> None:
    ledare.go(f"/team/{trefas.team.pk}/")
    ledare.click("Sätt markering för Person 1")
    ledare.choose("Markering", "Röd")
    ledare.fill("Grund", MOTIVET)
    ledare.picture("trefas-05-markering")
    ledare.click("Sätt markering")
    ledare.sees("Markeringen är satt. Den upphör av sig själv.")
    markering = Markering.objects.get()
    assert markering.galler_till == MOTET.date() + timedelta(days=21)
    rad = ledare.sida.get_by_role("listitem").filter(has_text="Person 1:").inner_text()
    for ord_ in ("Röd", f"till {markering.galler_till}", f"satt av {trefas.var.anvandare}"):
        assert ord_ in rad
    assert MOTIVET in rad
    ledare.picture("trefas-06-rummet")


def tells(text: str) -> set[str]:
    """What a page says of the mark."""
    synligt = unescape(re.sub(r"<[^>]+>", " ", text))
    return set(re.findall(rf"\bRöd\b|{MOTIVET}", synligt))


def shows_in_the_room_alone(ledare: Medarbetare, trefas: Trefas) -> None:
    """No page of the akt, no list, no day and no search has heard of it; nor has any paper."""
    besokta = 0
    for namn, monster in ADDRESSES.items():
        if set(monster.pattern.converters) == {"arende"}:
            svar = ledare.sida.request.get(address(namn, trefas.yngre), max_redirects=0)
            assert not tells(words_of(svar.body())), namn
            besokta += svar.status == 200
    assert besokta > 20
    for adress in ("/", "/min-dag/", "/arenden/", "/team/", "/team/oversikt/", "/kalender/"):
        assert ledare.go(adress) == 200
        assert not tells(ledare.words()), adress
    ledare.go("/sok/")
    falt = ledare.sida.locator("main").get_by_label("Namn, personnummer")
    falt.fill(trefas.yngre.arendenummer)
    falt.press("Enter")
    ledare.sida.wait_for_url(f"**/arenden/{trefas.yngre.pk}/")
    assert not tells(ledare.words())


def address(namn: str, arende: Arende) -> str:
    return "/" + str(ADDRESSES[namn].pattern).replace("<uuid:arende>", str(arende.pk))


def words_of(kropp: bytes) -> str:
    if kropp.startswith(b"%PDF-"):
        return "".join(sida.extract_text() for sida in PdfReader(BytesIO(kropp)).pages)
    return kropp.decode(errors="replace")


def leaves_with_no_paper(gruppledare: Medarbetare, trefas: Trefas) -> None:
    """The whole akt, taken out by whoever leads the unit, holds nothing of it."""
    gruppledare.go(f"/arenden/{trefas.yngre.pk}/hela-akten/")
    gruppledare.fill("Varför behöver du hela akten på papper?", "Rätten har begärt den.")
    with gruppledare.sida.expect_download() as hamtning:
        gruppledare.sida.get_by_role("button", name="Ta ut hela akten som PDF").click()
    papper = words_of(hamtning.value.path().read_bytes())
    assert f"Hela akten i ärende {trefas.yngre.arendenummer}" in papper
    assert not tells(papper)


def each_sees_its_part(
    polis: Medarbetare, frivard: Medarbetare, trefas: Trefas, mote: Mote
) -> None:
    """The minutes are for all, what was said or promised for whoever did, the mark for none."""
    rummet, motet = f"/team/{trefas.team.pk}/", f"/team/{trefas.team.pk}/moten/{mote.pk}/"
    for person, ser in ((polis, True), (frivard, False)):
        person.go(motet)
        person.sees(PROTOKOLLET)
        ord_ = person.words()
        assert (POLISENS in ord_) is ser
        assert (LOFTET in ord_) is ser
        assert not {ett for ett in (INTERNT, OM_DEN_YNGRE, OM_DEN_ALDRE, "Kim") if ett in ord_}
        person.picture(f"trefas-07-motet-{'polis' if ser else 'frivard'}")
        for adress in (rummet, motet, f"{motet}protokoll/", f"{motet}eget-protokoll/"):
            assert person.go(adress) == 200
            assert not tells(person.words())
            assert "Kim" not in person.words()


def goes_to_a_calendar_without_anybody(polis: Medarbetare, mote: Mote) -> None:
    polis.go(f"/team/{mote.team_id}/moten/{mote.pk}/")
    fil = polis.download("Till min kalender")
    [handelse] = Calendar.from_ical(fil).walk("VEVENT")
    assert handelse["SUMMARY"] == "Samverkansmöte"
    assert set(handelse) == {
        *("UID", "DTSTAMP", "SEQUENCE", "SUMMARY", "CLASS", "STATUS", "DTSTART", "DTEND")
    }
    text = fil.decode().replace("\r\n ", "")
    for ord_ in (PLATS, "Eken", "Trefas", "Person", "Kim", str(mote.pk), str(mote.team_id)):
        assert ord_ not in text


def refused_on_the_very_birthday(ledare: Medarbetare, trefas: Trefas) -> None:
    """The same words about the same person, one day later."""
    mote = make_mote(trefas)
    lead(ledare, mote)
    ledare.choose("Vilka är här?", *(str(d) for d in (trefas.var, trefas.polis, trefas.jurist)))
    ledare.pick("Person", "Person 1")
    ledare.click("Ta upp personen")
    say(ledare, "Person 1", trefas.var, OM_DEN_YNGRE, FOREBYGGA)
    ledare.sees("Gäller bara den som är under 21 år.")
    assert not Motesrad.objects.filter(mote=mote).exists()


def gone_by_itself(ledare: Medarbetare, trefas: Trefas) -> None:
    ledare.go(f"/team/{trefas.team.pk}/")
    ledare.sees("Person 1:")
    assert not tells(ledare.words())
    assert Markering.objects.exists()


def acts(verb: str, objekt: object) -> int:
    """How many times the log says that this was done to just this row."""
    return Logghandelse.objects.filter(verb=verb, objekt_id=str(objekt)).count()
