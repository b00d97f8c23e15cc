"""A remark becomes a case: who looks into it, what it needs, its evidence, and how it ends."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from access.models import Avisering, Roll
from audit.merkle import is_included, leaf_hash
from audit.models import Logghandelse
from audit.verb import Verb
from granskning.actions.avvikelse import assign_ansvarig, classify, close_avvikelse, note_step
from granskning.actions.bevis import take_evidence
from granskning.actions.granskning import judge, undo
from granskning.models import Avvikelse, Avvikelsesteg
from granskning.rules.avvikelse import hinder_for_close, klocka_for
from tests.audit.conftest import seal
from tests.builders import make_anvandare, make_enhet
from tests.conftest import logga_in
from tests.granskning.manad import make_granskning
from tests.revision.test_kontrollera import check

pytestmark = pytest.mark.django_db

TEXT = "Medarbetaren hade inget ärende i akten."
DA = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)


@pytest.fixture
def enhet():
    return make_enhet()


@pytest.fixture
def kollega(enhet):
    return make_anvandare(enhet=enhet)


@pytest.fixture
def chef(enhet):
    return make_anvandare(Roll.ENHETSCHEF, enhet=enhet)


@pytest.fixture
def granskare(enhet):
    return make_anvandare(Roll.LOGGRANSKARE, enhet=make_enhet(namnd=enhet.namnd))


@pytest.fixture
def ombud(enhet):
    return make_anvandare(Roll.DATASKYDDSOMBUD, enhet=make_enhet(namnd=enhet.namnd))


@pytest.fixture
def avvikelse(enhet, kollega, chef, granskare) -> Avvikelse:
    granskning = make_granskning(enhet, kollega)
    rad = judge(rad=granskning.rader.get(), utfall="anmarkning", text=TEXT, actor=granskare)
    return rad.avvikelse


def fresh(rad: Any) -> Any:
    return type(rad).objects.get(pk=rad.pk)


def test_a_remark_opens_a_case_that_the_head_answers_for(avvikelse, chef, kollega, granskare):
    assert (avvikelse.aktor, avvikelse.ansvarig, avvikelse.oppnad_av) == (kollega, chef, granskare)
    assert chef.aviseringar.get().slag == Avisering.Slag.AVVIKELSE
    assert not kollega.aviseringar.exists()
    handelse = Logghandelse.objects.get(verb=Verb.AVVIKELSE_OPEN)
    assert handelse.aktor_id == granskare.pk


def test_the_head_does_not_answer_for_their_own_access(enhet, chef, granskare):
    granskning = make_granskning(enhet, chef)
    rad = judge(rad=granskning.rader.get(), utfall="anmarkning", text=TEXT, actor=granskare)
    assert rad.avvikelse.ansvarig is None
    with pytest.raises(ValidationError):
        assign_ansvarig(avvikelse=rad.avvikelse, ansvarig=chef, actor=granskare)


def test_the_database_refuses_whoever_the_case_is_about(avvikelse, kollega):
    with pytest.raises(IntegrityError), transaction.atomic():
        Avvikelse.objects.filter(pk=avvikelse.pk).update(ansvarig=kollega)


def test_taking_back_the_remark_takes_back_the_case_that_nobody_has_touched(
    avvikelse, granskare, chef
):
    undo(granskning=avvikelse.atkomst.granskning, actor=granskare)
    assert not Avvikelse.objects.exists()
    assert chef.aviseringar.get().last is not None


def test_a_case_that_is_looked_into_is_not_taken_back(avvikelse, granskare, chef):
    note_step(avvikelse=avvikelse, slag="samtal", text="Vi talade.", actor=chef)
    with pytest.raises(ValidationError, match="utreds redan"):
        undo(granskning=avvikelse.atkomst.granskning, actor=granskare)


@pytest.fixture
def roller(enhet, chef, granskare, ombud, kollega) -> dict[str, Any]:
    return {
        "kollega": kollega,
        "chef": chef,
        "granskare": granskare,
        "ombud": ombud,
        "gruppledare": make_anvandare(Roll.GRUPPLEDARE, enhet=enhet),
        "annan chef": make_anvandare(Roll.ENHETSCHEF, enhet=enhet),
        "granskare i enheten": make_anvandare(Roll.LOGGRANSKARE, enhet=enhet),
        "granskare i annan nämnd": make_anvandare(Roll.LOGGRANSKARE, enhet=make_enhet()),
    }


SER = {"chef", "granskare", "ombud"}
UTREDER = {"chef", "granskare"}


def test_who_sees_and_who_investigates(avvikelse, roller):
    ser = {namn for namn, vem in roller.items() if Avvikelse.objects.visible_to(vem).exists()}
    assert ser == SER
    utreder = set()
    for namn, vem in roller.items():
        try:
            note_step(avvikelse=avvikelse, slag="anteckning", text=namn, actor=vem)
        except PermissionDenied:
            continue
        utreder.add(namn)
    assert utreder == UTREDER


NEED_JUDGED = "Bedöm först"
NEED_OMBUD = "Dataskyddsombudet"
NEED_IMY = "Anmäl incidenten"
NEED_TALK = "Tala först"


@pytest.mark.parametrize(
    ("is_incident", "gjorda", "slutsats", "saknas"),
    [
        (None, [], "befogad", [NEED_JUDGED]),
        (False, [], "befogad", []),
        (False, [], "misstag", []),
        (False, [], "obefogad", [NEED_TALK]),
        (False, ["samtal"], "obefogad", []),
        (True, [], "obefogad", [NEED_OMBUD, NEED_IMY, NEED_TALK]),
        (True, ["ombud", "imy"], "misstag", []),
        (True, ["ombud", "ej_anmald"], "misstag", []),
        (True, ["imy"], "misstag", [NEED_OMBUD]),
        (True, ["ombud", "polis", "samtal"], "obefogad", [NEED_IMY]),
    ],
)
def test_everything_that_is_left_is_said_at_once(is_incident, gjorda, slutsats, saknas):
    hinder = hinder_for_close(is_incident=is_incident, gjorda=gjorda, slutsats=slutsats)
    assert [text[: len(del_)] for text, del_ in zip(hinder, saknas, strict=True)] == saknas


@pytest.mark.parametrize(
    ("is_incident", "anmald", "nu", "for_sent"),
    [
        (None, None, DA + timedelta(hours=71), False),
        (None, None, DA + timedelta(hours=73), True),
        (True, DA + timedelta(hours=72), DA + timedelta(days=9), False),
        (True, DA + timedelta(hours=72, minutes=1), DA + timedelta(days=9), True),
    ],
)
def test_the_clock_of_a_breach_is_seventy_two_hours(is_incident, anmald, nu, for_sent):
    klocka = klocka_for(DA, is_incident=is_incident, anmald=anmald)
    assert klocka is not None
    assert klocka.is_late(nu) is for_sent


def test_what_is_no_breach_has_no_clock():
    assert klocka_for(DA, is_incident=False, anmald=None) is None


def test_the_case_is_closed_once_and_stays_as_it_is(avvikelse, chef, ombud):
    with pytest.raises(ValidationError, match=NEED_JUDGED):
        close_avvikelse(avvikelse=avvikelse, slutsats="misstag", motivering="–", actor=chef)
    classify(avvikelse=avvikelse, is_incident=True, actor=chef)
    assert ombud.aviseringar.filter(slag=Avisering.Slag.AVVIKELSE).exists()
    for slag in ("ombud", "ej_anmald", "samtal"):
        note_step(avvikelse=avvikelse, slag=slag, text="Gjort.", actor=chef)
    close_avvikelse(avvikelse=avvikelse, slutsats="obefogad", motivering="Nyfikenhet.", actor=chef)
    assert fresh(avvikelse).motivering == "Nyfikenhet."
    assert not Avisering.objects.filter(objekt_id=avvikelse.pk, last=None).exists()
    for gor in (
        lambda: note_step(avvikelse=avvikelse, slag="samtal", text="Mer.", actor=chef),
        lambda: classify(avvikelse=avvikelse, is_incident=False, actor=chef),
        lambda: close_avvikelse(
            avvikelse=avvikelse, slutsats="befogad", motivering="Nej.", actor=chef
        ),
    ):
        with pytest.raises(PermissionDenied, match="avslutad"):
            gor()


@pytest.mark.django_db(transaction=True)
def test_evidence_holds_the_very_entries_and_proofs_that_stand_by_themselves(
    avvikelse, granskare, tmp_path
):
    with pytest.raises(ValidationError, match="förseglas"):
        take_evidence(avvikelse=avvikelse, actor=granskare)
    seal(Logghandelse.objects.count())
    uttag, innehall = take_evidence(avvikelse=avvikelse, actor=granskare)
    assert uttag.fingeravtryck == sha256(innehall).hexdigest()
    paket = ZipFile(BytesIO(innehall))
    (pk,) = avvikelse.atkomst.handelser
    kropp = paket.read(f"handelser/{pk}.json")
    assert kropp == bytes(Logghandelse.objects.get(pk=pk).kropp)
    bevis = paket.read(f"bevis/{pk}.tlog-proof").decode()
    huvud, _, anteckning = bevis.partition("\n\n")
    rader = huvud.splitlines()
    plats = next(int(rad.split()[1]) for rad in rader if rad.startswith("index "))
    storlek, rot = anteckning.splitlines()[1:3]
    hashar = [_b64(rad) for rad in rader if " " not in rad and "@" not in rad]
    assert is_included(leaf_hash(kropp), plats, int(storlek), hashar, _b64(rot))
    paket.extractall(tmp_path)
    utifran = check(tmp_path / f"bevis/{pk}.tlog-proof", tmp_path / f"handelser/{pk}.json")
    assert "ALLT STÄMMER" in utifran[1]
    filer = json.loads(paket.read("innehall.json"))["filer"]
    assert filer == {
        namn: sha256(paket.read(namn)).hexdigest()
        for namn in paket.namelist()
        if namn != "innehall.json"
    }
    assert Logghandelse.objects.filter(verb=Verb.AVVIKELSE_EXPORT, aktor_id=granskare.pk).exists()


def _b64(text: str) -> bytes:
    from base64 import b64decode

    return b64decode(text)


def test_the_pages_lead_from_the_list_to_the_end_and_keep_what_is_typed(client, avvikelse, chef):
    logga_in(client, chef)
    html = client.get("/granskning/avvikelser/").content.decode()
    assert avvikelse.referens in html
    adress = f"/granskning/avvikelser/{avvikelse.pk}/"
    html = client.get(adress).content.decode()
    for facts in (TEXT, "Bedöm först", str(avvikelse.aktor), "72 timmar från upptäckt"):
        assert facts in html, facts
    client.post(f"{adress}steg/utkast/", {"slag": "samtal", "text": "Vi tala"})
    assert client.post(f"{adress}okand/utkast/", {"text": "x"}).status_code == 404
    assert "Vi tala" in client.get(f"{adress}steg/").content.decode()
    assert client.post(f"{adress}steg/", {"slag": "samtal", "text": ""}).status_code == 422
    assert (
        client.post(f"{adress}steg/", {"slag": "samtal", "text": "Vi talade."}).status_code == 303
    )
    assert "Vi tala" not in client.get(f"{adress}steg/").content.decode().replace("Vi talade", "")
    svar = client.post(f"{adress}avsluta/", {"slutsats": "obefogad", "motivering": "Jag skrev."})
    assert svar.status_code == 422
    assert "Bedöm först" in svar.content.decode()
    assert "Jag skrev." in svar.content.decode()
    client.post(f"{adress}incident/", {"is_incident": "nej"})
    client.post(f"{adress}avsluta/", {"slutsats": "obefogad", "motivering": "Jag skrev."})
    html = client.get(adress).content.decode()
    assert "Åtkomsten var inte befogad" in html
    assert client.get(f"{adress}steg/").status_code == 403


def test_an_employee_finds_nothing_of_the_case_about_them(client, avvikelse, chef, kollega):
    from access.models import Uppdrag

    Uppdrag.objects.create(
        anvandare=kollega,
        roll=Roll.LOGGRANSKARE,
        namnd=avvikelse.namnd,
        enhet=make_enhet(namnd=avvikelse.namnd),
        fran="2020-01-01",
    )
    logga_in(client, kollega)
    assert avvikelse.referens not in client.get("/granskning/avvikelser/").content.decode()
    assert client.get(f"/granskning/avvikelser/{avvikelse.pk}/").status_code == 404


def test_a_late_case_says_that_the_hours_have_gone(client, avvikelse, granskare):
    with time_machine.travel(avvikelse.upptackt + timedelta(hours=73), tick=False):
        logga_in(client, granskare)
        html = client.get(f"/granskning/avvikelser/{avvikelse.pk}/").content.decode()
    assert "72 timmar har gått" in html


def test_steps_are_sealed(avvikelse, chef):
    from django.db import connection

    note_step(avvikelse=avvikelse, slag="samtal", text="Hemlig sak om någon", actor=chef)
    with connection.cursor() as cursor:
        cursor.execute("SELECT text FROM granskning_avvikelsesteg")
        assert b"Hemlig" not in bytes(cursor.fetchone()[0])
    assert Avvikelsesteg.objects.get().text == "Hemlig sak om någon"
