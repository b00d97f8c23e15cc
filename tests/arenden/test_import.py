"""Receiving reports from files, by command and by page: the eight that come with the project."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import connection
from django.urls import reverse

from access.models import Enhet, Roll
from arenden.models import Anmalan, Arende, Frist, Personakt, Steg
from arenden.rules.inflode import LANGSTA_FIL
from audit.models import Logghandelse
from insatser.flows.check import disagreements
from tests.arenden.webb import HOSTILE, errors_at, som, text_of
from tests.builders import make_anvandare, make_enhet, make_namnd
from tests.samverkansteam.builders import make_team

FALL = sorted(Path(settings.BASE_DIR, "arenden/data/fall").glob("*.json"))
OMRADEN = (
    "Järva",
    "Skärholmen",
    "Farsta",
    "Skarpnäck",
    "Enskede-Årsta-Vantör",
    "Kungsholmen",
    "Hässelby-Vällingby",
)
URL = reverse("arenden:import_fall")


@pytest.fixture
def staden(db):
    """A mottagning in each district that the files name."""
    enheter = {
        omrade: make_enhet(namnd=make_namnd(stadsdelsomrade=omrade), slag=Enhet.Slag.MOTTAGNING)
        for omrade in OMRADEN
    }
    make_anvandare(Roll.SYSTEM, enhet=enheter["Järva"], anvandarnamn="systemet")
    return enheter


@pytest.fixture
def teamen(staden):
    """The open teams that a pupil and a Trefas person come to."""
    for omrade, teamtyp in (("Skarpnäck", "sst"), ("Enskede-Årsta-Vantör", "trefas")):
        enhet = staden[omrade]
        ledare = make_anvandare(Roll.SKOLSOCIAL, enhet=enhet)
        make_team(ledare=ledare, enhet=enhet, teamtyp=teamtyp)


def rows():
    """How many rows every table has, but for the log of what was done."""
    tables = {model._meta.db_table for model in apps.get_models(include_auto_created=True)}
    counts = {}
    with connection.cursor() as cursor:
        for table in sorted(tables - {"audit_logghandelse"}):
            cursor.execute(f"SELECT count(*) FROM {connection.ops.quote_name(table)}")
            counts[table] = cursor.fetchone()[0]
    return counts


def upload(client, *filer):
    """Post (name, content) as the browser does."""
    return client.post(URL, {"filer": [SimpleUploadedFile(namn, data) for namn, data in filer]})


def case(nummer):
    return json.loads(FALL[nummer - 1].read_text(encoding="utf-8"))


def test_all_eight_become_arenden_with_an_open_step(staden, teamen, capsys):
    call_command("import_fall", *map(str, FALL))
    out = capsys.readouterr().out
    assert out.count(".json: ") == len(FALL) == 8
    assert Personakt.objects.count() == Arende.objects.count() == 11
    assert sorted(Arende.objects.values_list("slag", "steg")) == sorted(
        [
            *[("orosanmalan", Steg.SKYDDSBEDOMNING)] * 6,
            ("ansokan", Steg.UNDERRATTELSE),
            ("underrattelse_lul", Steg.SKYDDSBEDOMNING),
            ("skolsocialt_team", Steg.PLAN),
            ("trefas", Steg.FORHANDSBEDOMNING),
            ("trefas", Steg.FORHANDSBEDOMNING),
        ]
    )
    for arende in Arende.objects.for_list():
        assert list(disagreements(arende)) == []
        if arende.akt.is_skyddad:
            assert arende.akt.stadsdelsomrade == ""
        else:
            assert arende.enhet == staden[arende.akt.stadsdelsomrade]


def test_importing_twice_changes_nothing(staden, teamen, capsys):
    call_command("import_fall", *map(str, FALL))
    before = rows()
    capsys.readouterr()
    call_command("import_fall", *map(str, FALL))
    assert rows() == before
    assert capsys.readouterr().out.count("redan mottagen, inget ändrat") == len(FALL)


def test_each_kind_starts_the_clocks_that_its_law_asks_for(staden, teamen):
    call_command("import_fall", *map(str, FALL))
    clocks = {
        slag: sorted(Frist.objects.filter(arende__slag=slag).values_list("slag", flat=True))
        for slag in ("ansokan", "underrattelse_lul", "skolsocialt_team", "trefas")
    }
    assert clocks == {
        "ansokan": ["underrattelse_inledd", "utredning"],
        "underrattelse_lul": ["forhandsbedomning", "skyddsbedomning", "yttrande_lul"],
        "skolsocialt_team": [],
        "trefas": ["trefas_markering", "trefas_markering"],
    }
    yttrande = Frist.objects.get(slag="yttrande_lul")
    assert f"{yttrande.mal}" == "2026-11-30"


def test_trefas_leaves_nothing_of_the_police_in_the_akt(staden, teamen):
    call_command("import_fall", str(FALL[5]))
    for anmalan in Anmalan.objects.all():
        assert "frivård" not in anmalan.text
        assert anmalan.handelse is None


@pytest.mark.parametrize("fil", [FALL[4], FALL[5]])
def test_without_a_team_to_receive_it_the_file_is_refused_in_words(staden, fil, capsys):
    before = rows()
    with pytest.raises(CommandError):
        call_command("import_fall", str(fil))
    assert "Bilda teamet först." in capsys.readouterr().err
    assert rows() == before


def test_the_page_takes_the_files_and_says_what_became_of_each(staden):
    client = som(make_anvandare(Roll.MOTTAGNING, enhet=staden["Järva"]))
    assert "Varje fil tas emot hel eller inte alls" in text_of(client.get(URL))
    response = upload(client, *((fil.name, fil.read_bytes()) for fil in FALL[:3]))
    page = text_of(response)
    assert response.status_code == 200
    for arende in Arende.objects.all():
        assert arende.arendenummer in page
    assert Arende.objects.count() == 4
    assert "03-egen-ansokan-mamma.json Inte mottagen Du har inget uppdrag" in page
    before = rows()
    again = upload(client, (FALL[0].name, FALL[0].read_bytes()))
    assert "Redan mottagen" in text_of(again)
    assert rows() == before


def test_a_broken_file_names_line_and_reason_and_leaves_nothing(staden, tmp_path, capsys):
    broken = tmp_path / "trasig.json"
    broken.write_text('{\n  "slag": "orosanmalan",\n  "inkom": ,\n}', encoding="utf-8")
    with pytest.raises(CommandError, match="1 av 2 filer togs inte emot"):
        call_command("import_fall", str(broken), str(FALL[0]))
    err = capsys.readouterr().err
    assert "trasig.json: inte mottagen" in err
    assert "rad 3, tecken 12: Filen är inte hel JSON här." in err
    assert Arende.objects.count() == 1
    assert Logghandelse.objects.filter(verb="import.run", utfall="nekad").count() == 1


@pytest.mark.parametrize(
    ("andrat", "ord_"),
    [
        ({"stadsdelsomrade": "Atlantis"}, "inget stadsdelsområde"),
        ({"inkom": "2099-01-01T10:00:00+01:00"}, "inte varit än"),
        ({"kanal": "tele\u0000fon"}, "styrtecken"),
        ({"anmalare": {"kategori": "Po\u0000lis"}}, "styrtecken"),
        ({"stadsdelsomrade": "Jär\u0000va"}, "styrtecken"),
        ({"okänd": 1}, "okänd"),
        ({"berorda": []}, "minst en person"),
    ],
)
def test_a_refused_report_says_why_and_leaves_nothing(staden, andrat, ord_):
    client = som(make_anvandare(Roll.MOTTAGNING, enhet=staden["Järva"]))
    before = rows()
    response = upload(client, ("fel.json", json.dumps(case(1) | andrat).encode()))
    assert "Inte mottagen" in text_of(response)
    assert ord_ in text_of(response)
    assert rows() == before


def test_one_bad_sibling_stops_the_whole_report(staden):
    client = som(make_anvandare(Roll.MOTTAGNING, enhet=staden["Järva"]))
    report = case(2)
    report["berorda"][2]["personnummer"] = "201801022384"
    before = rows()
    response = upload(client, ("syskon.json", json.dumps(report).encode()))
    assert "berorda[2].personnummer" in text_of(response)
    assert rows() == before


def test_control_characters_and_all_the_rest_are_kept_to_the_letter(staden):
    text = f"noll\u0000tecken\u0001\u001b[2J \u202e {HOSTILE}"
    report = case(1) | {"text": text, "stadsdelsomrade": "Järva"}
    report["berorda"][0]["fornamn"] = "Eli\u0000as<b>"
    client = som(make_anvandare(Roll.MOTTAGNING, enhet=staden["Järva"]))
    assert "Mottagen" in text_of(upload(client, ("<img src=x>.json", json.dumps(report).encode())))
    anmalan = Anmalan.objects.get()
    assert anmalan.text == text
    assert anmalan.akt.person.fornamn == "Eli\u0000as<b>"
    for sida in (
        reverse("insatser:arende", args=[anmalan.arende_id]),
        reverse("arenden:skyddsbedomning", args=[anmalan.arende_id, anmalan.pk]),
        reverse("insatser:arendelista") + "?flik=otilldelade",
    ):
        response = client.get(sida)
        assert response.status_code == 200
        assert b"<script>alert" not in response.content
        assert b"as<b>" not in response.content
    assert client.get(reverse("insatser:sammanfattning_pdf", args=[anmalan.arende_id])).content


def test_a_file_name_is_shown_as_text(staden):
    client = som(make_anvandare(Roll.MOTTAGNING, enhet=staden["Järva"]))
    response = upload(client, ("<img src=x onerror=alert(1)>.json", b"{"))
    assert b"<img" not in response.content


def test_a_file_larger_than_any_report_is_refused_at_the_field(staden):
    client = som(make_anvandare(Roll.MOTTAGNING, enhet=staden["Järva"]))
    [fel] = errors_at(upload(client, ("stor.json", b" " * (LANGSTA_FIL + 1))), "filer")
    assert "stor.json är för stor" in fel
    assert errors_at(client.post(URL, {}), "filer")


def test_a_command_in_the_name_of_nobody_is_refused(db):
    with pytest.raises(CommandError, match="ingen aktiv användare"):
        call_command("import_fall", str(FALL[0]), som="okänd")
    make_anvandare(Roll.SYSTEM, anvandarnamn="systemet")
    with pytest.raises(CommandError, match="Filen finns inte"):
        call_command("import_fall", "finns-inte.json")
