"""Destroying an akt: proposed by the rules, approved by two, gone from every table."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from functools import cache
from uuid import UUID

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction

from access.actions import give_tilltrade
from access.middleware import row_level_security as as_web
from access.models import Jav, Niva, Omfattning, Roll, Skal, Tilltrade
from arenden.actions.forhandsbedomning import give_aterkoppling
from arenden.actions.gallring import intyg
from arenden.actions.gallring.fakta import candidates, try_akt
from arenden.actions.gallring.forslag import (
    VERKSTALL,
    approve_gallring,
    decide_gallring,
    decline_gallring,
    propose_gallring,
    propose_gallringar,
    undo_gallring,
)
from arenden.actions.gallring.rader import (
    delete_rows,
    no_longer_named,
    owners_of_keys,
    rows_of_akt,
)
from arenden.actions.gallring.verkstall import INTE_LANGRE, execute_gallring
from arenden.actions.skydd import put_adress
from arenden.models import (
    Arende,
    Gallringsforslag,
    Gallringsprotokoll,
    Person,
    Personakt,
    Sokrad,
    Sokregister,
    Steg,
)
from arenden.models.skydd import fack_of
from audit.models import Logghandelse
from audit.verb import Verb
from encryption.models import Datanyckel
from samverkansteam.models import Team
from tests.arenden.gallringsfall import (
    DA,
    IDAG,
    NU,
    chefer,
    decided,
    not_opened,
    old_stad,
    played_to_the_end,
    proposed,
)
from tests.builders import make_akt, make_anvandare, make_arende
from tests.insatser import vagen
from tests.policy.varld import make_varld

pytestmark = pytest.mark.django_db

TWIN = {
    "berorda": [
        {"roll": "barn", "personnummer": "201111232383", "fornamn": "Max", "efternamn": "Provsson"}
    ]
}
STAYS = {
    "audit_logghandelse",
    "arenden_gallringsforslag",
    "arenden_gallringsprotokoll",
    "encryption_forstordnyckel",
}


@pytest.fixture(autouse=True)
def _nu():
    with time_machine.travel(NU, tick=False):
        yield


@pytest.fixture
def stad():
    return old_stad()


TOKEN = re.compile(r"[0-9a-f-]{30,}")


def ids_and_ciphertexts(akt_id: UUID) -> set[str]:
    """Every row key and every sealed value of the akt, as text that a table could hold."""
    found = {str(akt_id)}
    for table, column, slag in columns():
        if "akt_id" not in columns_of(table) or table in STAYS:
            continue
        if slag == "bytea" or column == "id":
            rows = ask(f'SELECT "{column}"::text FROM {table} WHERE akt_id = %s', [akt_id])
            found |= {token for (text,) in rows for token in TOKEN.findall(text or "")}
    return found


def places_of(needles: set[str]) -> set[str]:
    """Tables where one of the texts stands in some column, whatever its type."""
    return {
        table
        for table in {table for table, _, _ in columns()}
        for (text,) in ask(f"SELECT t::text FROM {table} t")
        if not needles.isdisjoint(TOKEN.findall(text))
    }


@cache
def columns() -> list[tuple[str, str, str]]:
    return ask(
        "SELECT c.oid::regclass::text, a.attname, format_type(a.atttypid, NULL) FROM pg_attribute a"
        " JOIN pg_class c ON c.oid = a.attrelid WHERE c.relkind = 'r' AND a.attnum > 0"
        " AND NOT a.attisdropped AND c.relnamespace::regnamespace::text IN ('public', 'nycklar')"
    )


def columns_of(table: str) -> set[str]:
    return {column for name, column, _ in columns() if name == table}


def ask(sql: str, params: list | None = None) -> list:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchall() if cursor.description else []


def rows_of(akt_id: UUID) -> dict[str, int]:
    """How many rows of each table name the akt."""
    return {
        table: ask(f"SELECT count(*) FROM {table} WHERE akt_id = %s", [akt_id])[0][0]
        for table, column, _ in columns()
        if column == "akt_id" and table not in STAYS
    }


# proposing


def test_an_old_akt_is_proposed_whole(stad):
    arende = played_to_the_end(stad)
    forslag = proposed(arende)
    assert forslag.omfattning == "akt"
    assert forslag.arendenummer == [arende.arendenummer]
    assert (forslag.forfaller, forslag.senast) == (date(2030, 9, 4), date(2031, 12, 31))
    assert forslag.provning[0]["skal"][0]["lagrum"] == "SoL 16:1"
    assert {"klass": "Personakten i övrigt", "slag": "insatser", "antal": 1} in forslag.antal
    assert {"klass": "Gemensamt för akten", "slag": "personer", "antal": 1} in forslag.antal


def test_the_sieve_lets_through_what_the_rules_may_let_go(stad):
    gammal = not_opened(stad)
    ny = not_opened(stad, nar=NU - timedelta(days=300), **TWIN)
    assert list(candidates(IDAG)) == [gammal.akt]
    assert [f.akt_id for f in propose_gallringar(idag=IDAG)] == [gammal.akt_id]
    assert propose_gallringar(idag=IDAG) == []
    assert try_akt(ny.akt, IDAG).due == ()


def test_an_akt_that_is_not_due_is_not_proposed(stad):
    arende = not_opened(stad)
    assert propose_gallring(akt_id=arende.akt_id, idag=date(2030, 9, 3)) is None


def test_the_birth_date_is_opened_only_where_it_decides_and_that_is_logged(stad):
    arende = not_opened(stad)
    opened = Logghandelse.objects.filter(verb=Verb.GALLRING_EXAMINE, akt_id=arende.akt_id)
    propose_gallring(akt_id=arende.akt_id, idag=date(2030, 9, 3))
    assert not opened.exists()
    proposed(arende)
    assert b"arenden.Person.fodelsedatum" in bytes(opened.get().kropp)
    assert b"fornamn" not in bytes(opened.get().kropp)


@pytest.mark.parametrize("dag", [5, 15, 25])
def test_births_on_the_5th_15th_and_25th_are_never_proposed(dag):
    with time_machine.travel(DA, tick=False):
        akt = make_akt(fodd=date(2003, 1, dag))
    assert propose_gallring(akt_id=akt.pk, idag=IDAG) is None


def test_an_unidentified_person_is_not_proposed(stad):
    arende = not_opened(
        stad, berorda=[{"roll": "barn", "kannetecken": "Grön cykel", "ungefarlig_alder": 12}]
    )
    assert propose_gallring(akt_id=arende.akt_id, idag=IDAG) is None


def test_what_ended_in_a_placement_is_never_proposed(stad):
    arende = played_to_the_end(stad)
    arende.avslut.orsak = "annan_vard"
    with time_machine.travel(DA, tick=False):
        arende.avslut.save()
    assert propose_gallring(akt_id=arende.akt_id, idag=IDAG) is None


# two people


def test_the_one_who_approved_cannot_decide(stad):
    registrator, _ = chefer(stad)
    forslag = approve_gallring(forslag=proposed(not_opened(stad)), actor=registrator)
    with pytest.raises(PermissionDenied, match="Någon annan måste besluta"):
        decide_gallring(forslag=forslag, actor=registrator)
    with pytest.raises(DatabaseError), transaction.atomic():
        Gallringsforslag.objects.filter(pk=forslag.pk).update(andra_av=registrator)


def test_no_decision_without_a_first_approval(stad):
    _, chef = chefer(stad)
    with pytest.raises(PermissionDenied, match="väntar inte på beslut"):
        decide_gallring(forslag=proposed(not_opened(stad)), actor=chef)


@pytest.mark.parametrize("roll", sorted(set(Roll) - {Roll.REGISTRATOR, Roll.ENHETSCHEF}))
def test_nobody_else_approves(stad, roll):
    forslag = proposed(not_opened(stad))
    with pytest.raises(PermissionDenied):
        approve_gallring(forslag=forslag, actor=make_anvandare(roll, enhet=stad.enhet))


def test_another_namnd_neither_sees_nor_approves(stad):
    forslag, frammande = proposed(not_opened(stad)), make_anvandare(Roll.REGISTRATOR)
    assert not Gallringsforslag.objects.visible_to(frammande).exists()
    with pytest.raises(PermissionDenied):
        approve_gallring(forslag=forslag, actor=frammande)


def test_whoever_has_jav_takes_no_part(stad):
    registrator, chef = chefer(stad)
    forslag = proposed(not_opened(stad))
    Jav.objects.create(
        anvandare=registrator, akt_id=forslag.akt_id, slag="narstaende", anmald_av=chef
    )
    with pytest.raises(PermissionDenied, match="jäv"):
        approve_gallring(forslag=forslag, actor=registrator)


def test_the_first_approval_can_be_taken_back_until_the_decision(stad):
    registrator, chef = chefer(stad)
    forslag = approve_gallring(forslag=proposed(not_opened(stad)), actor=registrator)
    with pytest.raises(PermissionDenied, match="Bara den som har godkänt"):
        undo_gallring(forslag=forslag, actor=chef)
    forslag = undo_gallring(forslag=forslag, actor=registrator)
    assert (forslag.status, forslag.forsta_av) == ("foreslagen", None)
    forslag = decide_gallring(
        forslag=approve_gallring(forslag=forslag, actor=chef), actor=registrator
    )
    with pytest.raises(PermissionDenied, match="inget godkännande"):
        undo_gallring(forslag=forslag, actor=chef)


def test_a_declined_proposal_waits_for_the_next_year(stad):
    arende, (registrator, _) = not_opened(stad), chefer(stad)
    forslag = decline_gallring(forslag=proposed(arende), motiv="arkiv", actor=registrator)
    assert forslag.status == "avstadd"
    assert propose_gallringar(idag=IDAG) == []
    assert propose_gallringar(idag=date(2032, 1, 1))[0].akt_id == arende.akt_id


def test_the_decision_queues_the_work_for_the_worker(stad):
    forslag = decided(not_opened(stad), stad)
    rows = ask("SELECT args::text FROM procrastinate_jobs WHERE task_name = %s", [VERKSTALL])
    assert rows == [(f'{{"forslag": "{forslag.pk}"}}',)]


# carrying it out


def test_nothing_of_the_akt_is_left_in_any_table(stad):
    arende, syskon = played_to_the_end(stad), played_to_the_end(stad, **TWIN)
    needles, before = ids_and_ciphertexts(arende.akt_id), rows_of(syskon.akt_id)
    assert {"arenden_person", "insatser_plan", "access_tilltrade"} <= places_of(needles)
    forslag = decided(arende, stad)
    protokoll = execute_gallring(forslag_id=forslag.pk)
    ask("DELETE FROM procrastinate_jobs")
    assert places_of(needles) == STAYS
    assert rows_of(syskon.akt_id) == before
    assert not Personakt.objects.filter(pk=arende.akt_id).exists()
    assert not Datanyckel.objects.filter(agare_id=arende.akt_id).exists()
    assert protokoll.rader == sum(protokoll.tabeller.values()) > 50


def test_a_case_in_full_leaves_nothing_but_its_team():
    """Consents, released copies, files, assessments, flow: whatever the rooms hang on an akt."""
    with time_machine.travel(datetime(2026, 11, 2, 10, tzinfo=UTC)):
        fall = make_varld("Järva").fall[Steg.UPPFOLJNING]
    akt_id = fall["arende"].akt_id
    needles, rader = ids_and_ciphertexts(akt_id), rows_of_akt(akt_id)
    owners = owners_of_keys(rader)
    before = places_of(needles)
    assert {"samverkansteam_delgivningskopia", "riskbedomning_faktorsvar"} <= before
    delete_rows(rader)
    assert places_of(needles) - STAYS == {"nycklar.datanyckel"}
    assert Team.objects.filter(pk=fall["team"]).exists()
    assert akt_id in no_longer_named(owners)
    assert fall["team"] in owners - set(no_longer_named(owners))


def test_the_key_of_the_search_rows_is_changed_and_the_sibling_still_found(stad):
    arende, syskon = not_opened(stad), not_opened(stad, **TWIN)
    gammal = Sokregister.objects.get(namnd=stad.namnd).nyckel
    protokoll = execute_gallring(forslag_id=decided(arende, stad).pk)
    assert Sokregister.objects.get(namnd=stad.namnd).nyckel != gammal
    assert str(gammal) in {nyckel["agare"] for nyckel in protokoll.nycklar}
    assert Sokrad.objects.get(namnd=stad.namnd).akt_id == syskon.akt_id
    assert "Max Provsson" in Sokrad.objects.get(namnd=stad.namnd).namn


def test_the_sibling_is_untouched_and_opens(stad):
    arende, syskon = played_to_the_end(stad), played_to_the_end(stad, **TWIN)
    execute_gallring(forslag_id=decided(arende, stad).pk)
    assert Person.objects.get(akt=syskon.akt_id).fornamn == "Max"
    assert Tilltrade.objects.filter(omfattning_id=syskon.akt_id).exists()


def test_the_flow_rows_of_the_arende_go_too(stad):
    arende = played_to_the_end(stad)
    before = ask("SELECT count(*) FROM viewflow_process")[0][0]
    processes = arende.processer.count()
    protokoll = execute_gallring(forslag_id=decided(arende, stad).pk)
    assert ask("SELECT count(*) FROM viewflow_process")[0][0] == before - processes
    assert protokoll.tabeller["viewflow_task"] > 5


def test_run_twice_it_destroys_once(stad):
    forslag = decided(not_opened(stad), stad)
    assert execute_gallring(forslag_id=forslag.pk) is not None
    assert execute_gallring(forslag_id=forslag.pk) is None
    assert Gallringsprotokoll.objects.count() == 1


@pytest.mark.parametrize("till", ["foreslagen", "godkand"])
def test_nothing_goes_before_the_decision(stad, till):
    arende, (registrator, _) = not_opened(stad), chefer(stad)
    forslag = proposed(arende)
    if till == "godkand":
        forslag = approve_gallring(forslag=forslag, actor=registrator)
    assert execute_gallring(forslag_id=forslag.pk) is None
    assert Personakt.objects.filter(pk=arende.akt_id).exists()


def test_something_written_after_the_approval_stops_it(stad):
    """The reporter may be answered also when the ärende is closed; the five years start anew."""
    arende, (registrator, chef) = not_opened(stad), chefer(stad)
    forslag = approve_gallring(forslag=proposed(arende), actor=registrator)
    give_aterkoppling(
        anmalan=arende.anmalningar.get(),
        uppgift="inte_inledd",
        motivering="",
        actor=stad.mottagare,
    )
    forslag = decide_gallring(forslag=forslag, actor=chef)
    assert execute_gallring(forslag_id=forslag.pk) is None
    forslag.refresh_from_db()
    assert (forslag.status, forslag.hinder) == ("inaktuell", [INTE_LANGRE])
    assert Person.objects.get(akt=arende.akt_id).fornamn == "Elias"


def test_a_new_report_after_the_approval_stops_it(stad):
    arende = not_opened(stad)
    forslag = decided(arende, stad)
    vagen.receive(stad)
    assert execute_gallring(forslag_id=forslag.pk) is None
    assert Personakt.objects.filter(pk=arende.akt_id).exists()


# only some ärenden


@pytest.fixture
def both(stad):
    """A report not opened, and a utredning that waits until the child is thirty."""
    ej = not_opened(stad)
    utredd = played_to_the_end(stad, nar=DA.replace(year=2026, month=2, day=2))
    assert utredd.akt_id == ej.akt_id
    return ej, utredd


def test_a_not_opened_report_goes_and_the_utredning_stays(stad, both):
    ej, utredd = both
    forslag = decided(ej, stad)
    assert (forslag.omfattning, forslag.arendenummer) == ("arenden", [ej.arendenummer])
    protokoll = execute_gallring(forslag_id=forslag.pk)
    assert list(Arende.objects.filter(akt=ej.akt_id)) == [utredd]
    assert Person.objects.get(akt=ej.akt_id).fornamn == "Elias"
    assert protokoll.nycklar == []
    assert utredd.anmalningar.get().text.startswith("Pojken")


# what remains


def test_the_certificate_is_signed_and_speaks_of_this_protocol(stad):
    arende = not_opened(stad)
    protokoll = execute_gallring(forslag_id=decided(arende, stad).pk)
    protokoll = Gallringsprotokoll.objects.get(pk=protokoll.pk)
    sagt = intyg.verify(protokoll.intyg)
    assert (sagt.akt, sagt.protokoll) == (str(arende.akt_id), str(protokoll.pk))
    assert intyg.is_whole(protokoll)
    assert protokoll.nycklar[0]["atagande"] in protokoll.intyg
    assert "Elias" not in protokoll.intyg


@pytest.mark.parametrize(
    "forged",
    [
        lambda text: text.replace("omfattning: akt", "omfattning: arenden"),
        lambda text: text[:-10] + "AAAAAAA==\n",
        lambda _: "",
        lambda _: "Gallringsintyg 1\n",
    ],
)
def test_a_changed_certificate_is_refused(stad, forged):
    protokoll = execute_gallring(forslag_id=decided(not_opened(stad), stad).pk)
    with pytest.raises(intyg.OgiltigtIntyg):
        intyg.verify(forged(protokoll.intyg))


def test_a_protocol_that_differs_from_its_certificate_is_told(stad):
    protokoll = execute_gallring(forslag_id=decided(not_opened(stad), stad).pk)
    protokoll.tabeller["arenden_anmalan"] += 1
    assert not intyg.is_whole(protokoll)


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE arenden_gallringsprotokoll SET filer = 7",
        "DELETE FROM arenden_gallringsprotokoll",
        "TRUNCATE arenden_gallringsprotokoll",
    ],
)
def test_the_protocol_is_never_changed(stad, sql):
    execute_gallring(forslag_id=decided(not_opened(stad), stad).pk)
    refused = pytest.raises(DatabaseError, match=r"stays on record|permission denied")
    with refused, transaction.atomic():
        ask(sql)


def test_the_log_of_the_akt_remains(stad):
    arende = not_opened(stad)
    before = Logghandelse.objects.for_akt(arende.akt_id).count()
    execute_gallring(forslag_id=decided(arende, stad).pk)
    verbs = set(Logghandelse.objects.for_akt(arende.akt_id).values_list("verb", flat=True))
    assert {Verb.ANMALAN_REGISTER, Verb.GALLRING_DECIDE, Verb.GALLRING_EXECUTE} <= verbs
    assert Logghandelse.objects.for_akt(arende.akt_id).count() > before


def test_the_web_cannot_delete(stad):
    arende = not_opened(stad)
    with pytest.raises(DatabaseError), as_web(stad.gruppledare), transaction.atomic():
        ask("DELETE FROM arenden_arende WHERE id = %s", [arende.pk])


def test_the_key_of_a_protected_address_goes_with_its_akt():
    """A grant on the compartment names the compartment, not the akt: it has to go too."""
    arende, lasare = make_arende(), make_anvandare()
    put_adress(arende.akt, adress="Hemliga vägen 1", telefon="", skola="", actor=lasare)
    give_tilltrade(
        anvandare=lasare,
        omfattning=Omfattning.FACK,
        omfattning_id=fack_of(arende.akt_id),
        niva=Niva.LASA,
        skal=Skal.SKYDD,
        kalla=arende.akt_id,
        actor=make_anvandare(),
    )
    rader = rows_of_akt(arende.akt_id)
    owners = owners_of_keys(rader)
    delete_rows(rader)
    assert fack_of(arende.akt_id) in no_longer_named(owners)
