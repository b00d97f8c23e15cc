"""Each explanation and each signal, out of a town that has it; and nothing of the content."""

from __future__ import annotations

import json
import logging
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection, transaction

from access.actions.jav import close_akt_for_jav, declare_nummer
from access.models import (
    Anvandare,
    Avisering,
    Jav,
    Jourpass,
    Nodoppning,
    Personaluppgift,
    Roll,
    Skal,
    Uppdrag,
)
from arenden.actions.sokrader import build_sokregister
from arenden.models import Identitetsbeteckning, Person, Personakt, Vardnadshavare
from arenden.models.akt import Skyddsniva
from audit.models import Logghandelse
from audit.verb import Verb
from granskning.actions.urval import draw
from granskning.actions.urval.manad import Grupp, Manad
from granskning.actions.urval.provning import Rad, examine
from granskning.models import Atkomst, Loggranskning
from granskning.rules.forklaring import AV_SKAL, Orsak
from granskning.rules.signaler import Signal
from samverkansteam.models import Deltagare, Mote, Narvaro, Part, Team, Teamarende, Teamtyp
from tests.builders import make_arende, make_namnd
from tests.granskning.stad import MANAD, TISDAG, Stad, close_month, give, make_stad, note, now

pytestmark = pytest.mark.django_db(transaction=True)
DYGN = timedelta(days=1)
NUMMER = "20120126-2399"


@pytest.fixture
def stad() -> Stad:
    return make_stad()


def drawn(stad: Stad) -> dict[Any, Atkomst]:
    close_month(stad)
    with now():
        draw(manad=MANAD, actor=None)
    return {(rad.aktor_id, rad.akt_id): rad for rad in Atkomst.objects.all()}


def looked_at(stad: Stad) -> dict[Any, Rad]:
    """Everything of the unit's month as it was judged, drawn or not."""
    close_month(stad)
    manad = Manad.of(MANAD)
    alla = replace(manad, regelverk=replace(manad.regelverk, minst=999, mest=999))
    urna = examine(alla, Grupp(stad.namnd.pk, stad.enhet.pk))
    rader = [provad.tillfalle for provad in urna.chance()]
    return {(rad.tillfalle.aktor_id, rad.tillfalle.akt_id): rad for rad in rader}


def set_person(akt: Personakt, **falt: Any) -> None:
    person = Person.objects.get(akt=akt)
    for namn, varde in falt.items():
        setattr(person, namn, varde)
    person.save()


def at_home(vem: Anvandare, adress: str = "", *efternamn: str) -> None:
    Personaluppgift.objects.create(anvandare=vem, adress=adress, efternamn=list(efternamn))


def with_number(akt: Personakt) -> None:
    with transaction.atomic():
        Identitetsbeteckning.objects.create(
            akt=akt,
            namnd=akt.namnd,
            slag="personnummer",
            nummer=NUMMER,
            giltig_fran=date(2020, 1, 1),
        )


def with_team(akt: Personakt, *members: Anvandare, met: datetime | None = None) -> Team:
    """A team that works with the akt, whose members came to a meeting."""
    arende = make_arende(akt=akt)
    bygger = members[0]
    team = Team.objects.create(
        namnd=akt.namnd,
        teamtyp=Teamtyp.objects.get(pk="sst"),
        namn="Team Provet",
        startad=date(2026, 1, 7),
        skapad_av=bygger,
    )
    Teamarende.objects.create(
        akt=akt, namnd=akt.namnd, arende=arende, team=team, nummer=1, fran=date(2026, 1, 7)
    )
    if met:
        part = Part.objects.create(team=team, namnd=akt.namnd)
        mote = Mote.objects.create(team=team, namnd=akt.namnd, planerat=met)
        for vem in members:
            deltagare = Deltagare.objects.create(
                team=team, namnd=akt.namnd, part=part, anvandare=vem, fran=date(2026, 1, 7)
            )
            Narvaro.objects.create(
                team=team, namnd=akt.namnd, mote=mote, deltagare=deltagare, narvarande=True
            )
    return team


def test_each_explanation_is_found_where_it_is(stad):
    vantade: dict[Any, Orsak] = {}

    def case(orsak: Orsak, *, enhet: Any = None) -> tuple[Anvandare, Personakt]:
        vem, akt = stad.anstalld(), stad.akt(enhet=enhet or stad.enhet)
        vantade[vem.pk, akt.pk] = orsak
        note(vem, akt)
        return vem, akt

    for skal in Skal:
        give(*case(AV_SKAL[skal.value]), skal)
    vem, _ = case(Orsak.UPPDRAG)
    give(vem, stad.enhet, Skal.UPPDRAG)
    vem, _ = case(Orsak.JOUR)
    give(vem, stad.enhet, Skal.JOUR, fran=TISDAG - DYGN, till=TISDAG + DYGN)
    vem, _ = case(Orsak.INGEN)
    give(vem, stad.annan, Skal.UPPDRAG)
    give(*case(Orsak.OVERLAMNING), till=TISDAG - DYGN)
    vem, akt = case(Orsak.TEAM)
    give(vem, with_team(akt, vem), Skal.TEAM)
    vem, akt = case(Orsak.MOTE)
    with_team(akt, vem, met=TISDAG - 3 * DYGN)
    vem, akt = case(Orsak.AVISERING)
    jav = Jav.objects.create(anvandare=stad.granskare, akt_id=akt.pk, slag="anmald", anmald_av=vem)
    Avisering.objects.create(
        mottagare=vem, slag="jav", objekt_id=jav.pk, referens="x", skapad=TISDAG - DYGN
    )
    vem, _ = case(Orsak.SOKKEDJA)
    egen = stad.akt()
    give(vem, egen)
    note(vem, egen, TISDAG - timedelta(minutes=10))
    note(vem, None, TISDAG - timedelta(minutes=4), Verb.SEARCH_RUN)
    rader = looked_at(stad)
    assert {par: rader[par].orsak for par in vantade} == vantade


def test_each_signal_is_found_where_it_is(stad):
    vantade: dict[Any, set[Signal]] = {}

    def case(*signaler: Signal, namn: str = "", **falt: Any) -> tuple[Anvandare, Personakt]:
        vem, akt = stad.anstalld(namn), stad.akt(**falt)
        vantade[vem.pk, akt.pk] = set(signaler)
        give(vem, akt)
        return vem, akt

    note(*case(namn="Kim Exempelberg"))
    note(*case(Signal.SAMMA_EFTERNAMN, namn="Kim Exempelsson"))
    vem, akt = case(Signal.SAMMA_EFTERNAMN)
    at_home(vem, "", "Provgren", "Hushållqvist")
    set_person(akt, efternamn="Hushallqvist-Lind")
    note(vem, akt)
    vem, akt = case(Signal.SAMMA_EFTERNAMN)
    at_home(vem, "", "Väktarlund")
    Vardnadshavare.objects.create(
        akt=akt, namnd=akt.namnd, efternamn="Väktarlund", fran=date(2020, 1, 1)
    )
    note(vem, akt)
    vem, akt = case(Signal.SAMMA_ADRESS)
    at_home(vem, "Provgatan 12 A, 123 45 Farsta")
    set_person(akt, adress="provgatan 12a")
    note(vem, akt)
    vem, akt = case(Signal.KOLLEGA)
    with_number(akt)
    declare_nummer(
        siffror=NUMMER.replace("-", ""),
        nummer=NUMMER,
        slag="egen",
        relation="",
        actor=stad.anstalld(),
    )
    note(vem, akt)
    vem, akt = case(Signal.NARSTAENDE)
    note(vem, akt)
    close_akt_for_jav(akt_id=akt.pk, anvandare=vem, slag=Jav.Slag.NARSTAENDE, actor=vem)
    vem, akt = case(Signal.NODOPPNING)
    Nodoppning.objects.create(
        anvandare=vem,
        akt_id=akt.pk,
        enhet=stad.enhet,
        orsak="fara",
        text="Prov",
        utgang="oppnad",
        begard=TISDAG,
        oppnad=TISDAG,
        till=TISDAG + timedelta(hours=4),
    )
    note(vem, akt, TISDAG + timedelta(minutes=1))
    note(*case(Signal.SKYDDADE_UPPGIFTER, skyddsniva=Skyddsniva.SEKRETESSMARKERING))
    vem, akt = case(Signal.AVSLUTAT_ARENDE)
    make_arende(akt=akt, steg="avslutat", avslutat=TISDAG - 60 * DYGN)
    note(vem, akt)
    note(*case(Signal.UTANFOR_ARBETSTID), datetime(2026, 10, 10, 9, tzinfo=UTC))
    vem, akt = case()
    Jourpass.objects.create(
        anvandare=vem,
        namnd=stad.namnd,
        fran=datetime(2026, 10, 10, 6, tzinfo=UTC),
        till=datetime(2026, 10, 10, 18, tzinfo=UTC),
        given_av=stad.granskare,
    )
    note(vem, akt, datetime(2026, 10, 10, 9, tzinfo=UTC))
    note(*case(Signal.UTTAG), verb=Verb.SAMMANFATTNING_READ_PDF)
    vem, akt = case(Signal.EFTER_UPPDRAGET)
    note(vem, akt)
    Uppdrag.objects.filter(anvandare=vem).update(till=date(2026, 10, 5))
    rader = looked_at(stad)
    assert {par: set(rader[par].signaler) for par in vantade} == vantade


def test_another_units_akt_stands_out_unless_it_is_ones_own(stad):
    vem, frammande, egen = stad.anstalld(), stad.akt(enhet=stad.annan), stad.akt(enhet=stad.annan)
    give(vem, egen)
    note(vem, frammande)
    note(vem, egen)
    rader = drawn(stad)
    assert rader[vem.pk, frammande.pk].signaler == ["utanfor_enheten"]
    assert rader[vem.pk, egen.pk].signaler == []


def test_what_was_ended_stands_out_and_searches_that_led_nowhere(stad):
    vem, akt = stad.anstalld(), stad.akt()
    give(vem, akt, till=TISDAG - 30 * DYGN)
    note(vem, akt)
    for minut in (0, 20, 40):
        note(vem, None, TISDAG + timedelta(hours=3, minutes=minut), Verb.SEARCH_RUN)
    rader = drawn(stad)
    assert rader[vem.pk, akt.pk].signaler == ["efter_uppdraget"]
    assert rader[vem.pk, None].signaler == ["sokning_utan_oppning"]


def test_a_day_is_measured_against_the_persons_own_days(stad):
    van, ovan = stad.anstalld(), stad.anstalld()
    akter = [stad.akt() for _ in range(16)]
    for vem in (van, ovan):
        give(vem, stad.enhet, Skal.UPPDRAG)
    for dag in range(1, 13):
        forut = TISDAG - timedelta(weeks=3) + dag * DYGN
        for akt in akter[:12]:
            note(van, akt, forut)
        note(ovan, akter[0], forut)
    for akt in akter:
        note(van, akt)
        note(ovan, akt)
    rader = drawn(stad)
    assert {rad.aktor_id for rad in rader.values() if "volym" in rad.signaler} == {ovan.pk}


def test_a_common_surname_weighs_less(stad):
    vem, akt = stad.anstalld("Kim Exempelsson"), stad.akt()
    give(vem, akt)
    for _ in range(200):
        stad.akt()
    build_sokregister(namnd=stad.namnd, actor=None)
    note(vem, akt)
    assert drawn(stad)[vem.pk, akt.pk].signaler == ["vanligt_efternamn"]


def test_people_without_a_unit_are_reviewed_for_the_namnd_of_the_akt(stad):
    jour = stad.anstalld()
    Uppdrag.objects.filter(anvandare=jour).update(namnd=None, enhet=None, roll=Roll.SOCIALJOUR)
    akt = stad.akt()
    note(jour, akt)
    drawn(stad)
    granskning = Loggranskning.objects.get()
    assert (granskning.namnd, granskning.enhet) == (stad.namnd, None)


def test_two_namnder_are_never_joined(stad):
    annan = make_stad()
    for ett in (stad, annan):
        vem, akt = ett.anstalld(), ett.akt()
        give(vem, akt)
        note(vem, akt)
    drawn(stad)
    assert set(Loggranskning.objects.values_list("namnd", flat=True)) == {
        stad.namnd.pk,
        annan.namnd.pk,
    }
    assert make_namnd().pk not in Atkomst.objects.values_list("namnd", flat=True)


HEMLIGT = ("Hemligsson", "Hemligatan", "hemligsson", "hemligatan")


def test_nothing_of_the_content_is_left_behind(stad, caplog):
    vem, akt = stad.anstalld("Kim Hemligsson"), stad.akt()
    at_home(vem, "Hemligatan 3", "Hemligsson")
    set_person(akt, efternamn="Hemligsson", adress="Hemligatan 3")
    give(vem, akt)
    note(vem, akt)
    with caplog.at_level(logging.DEBUG):
        rader = drawn(stad)
    rad = rader[vem.pk, akt.pk]
    assert set(rad.signaler) == {"samma_efternamn", "samma_adress"}
    alla = Logghandelse.objects.values_list("kropp", flat=True)
    kroppar = b"".join(bytes(kropp) for kropp in alla)
    with connection.cursor() as cursor:
        cursor.execute("SELECT a::text FROM granskning_atkomst a")
        lagrat = " ".join(rad[0] for rad in cursor.fetchall())
    for ord_ in HEMLIGT:
        assert ord_.encode() not in kroppar
        assert ord_ not in lagrat + caplog.text
    assert b"samma_adress" not in kroppar
    assert "samma_adress" not in lagrat


def test_what_the_drawing_opens_is_told_as_its_own_reading(stad):
    vem, akt = stad.anstalld(), stad.akt()
    at_home(vem, "Provgatan 1", "Provgren")
    give(vem, akt)
    note(vem, akt)
    close_month(stad)
    with now():
        draw(manad=MANAD, actor=None)
    kroppar = [
        json.loads(bytes(rad.kropp)) for rad in Logghandelse.objects.filter(verb=Verb.URVAL_DRAW)
    ]
    lasta = {
        (kropp["huvud"]["akt_id"], falt)
        for kropp in kroppar
        for falt in kropp["ovrigt"]["falt"]
        if falt.count(".") == 2
    }
    assert lasta == {
        (None, "access.Personaluppgift.adress"),
        (None, "access.Personaluppgift.efternamn"),
        (str(akt.pk), "arenden.Person.efternamn"),
        (str(akt.pk), "arenden.Person.adress"),
    }


def test_a_fault_in_the_drawing_shows_nothing_of_what_was_opened(stad, monkeypatch):
    from granskning.actions.urval import likhet

    vem, akt = stad.anstalld("Kim Hemligsson"), stad.akt()
    set_person(akt, efternamn="Hemligsson", adress="Hemligatan 3")
    note(vem, akt)
    close_month(stad)

    def broken(text: str) -> Any:
        raise ValueError("address")

    monkeypatch.setattr(likhet, "address_of", broken)
    with now(), pytest.raises(ValueError, match="address") as fel:
        draw(manad=MANAD, actor=None)
    assert not any(ord_ in str(fel.value) for ord_ in HEMLIGT)
    assert not Loggranskning.objects.exists()
