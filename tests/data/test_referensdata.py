"""Reference data is whole, fits its tables and keeps the house's language."""

from pathlib import Path

import pytest

from access.models import Organisation
from arenden.rules.referens import read_rader
from insatser.models import Insatstyp
from insatser.rules.teamform import FORMER
from samverkansteam.models import Lagrum, Teamtyp
from samverkansteam.rules.lagrum import PARTSSLAG, all_lagrum

ROT = Path(__file__).resolve().parents[2]
FILER = sorted(ROT.glob("*/data/*.json"))
TABELLER = {
    "samverkansteam/data/lagrum.json": Lagrum,
    "samverkansteam/data/teamtyper.json": Teamtyp,
    "insatser/data/insatstyper.json": Insatstyp,
}
UNDVIK = ("utsatt område", "utsatta området", "gängmedlem", "riskindivid", "värsting")


@pytest.mark.parametrize("fil", FILER, ids=lambda fil: fil.name)
def test_no_file_speaks_ill_of_a_child_or_an_area(fil):
    text = fil.read_text().lower()
    assert [ord_ for ord_ in UNDVIK if ord_ in text] == []


@pytest.mark.parametrize("namn", TABELLER)
def test_each_row_fits_its_table(namn):
    tabell = TABELLER[namn]
    for rad in read_rader(ROT / namn):
        tabell(**rad).clean_fields()


@pytest.mark.parametrize(
    "namn", ["samverkansteam/data/teamtyper.json", "insatser/data/insatstyper.json"]
)
def test_codes_are_single(namn):
    koder = [rad["kod"] for rad in read_rader(ROT / namn)]
    assert len(koder) == len(set(koder))


def test_the_team_types_are_those_of_the_city():
    rader = {rad["kod"]: rad for rad in read_rader(ROT / "samverkansteam/data/teamtyper.json")}
    assert set(rader) == {"ssit", "sig", "sspf", "sst", "trefas", "avhopp"}
    assert rader["ssit"]["namn"] == "Socialt insatsteam (SSIT)"
    assert rader["trefas"]["kraver_jurist"]
    assert rader["trefas"]["motesintervall_dagar"] == rader["trefas"]["markeringens_dagar"] == 21
    assert rader["sst"]["foljer_franvaro"]
    assert all("socialtjanst" in rad["parter"] for rad in rader.values())


def test_each_team_type_has_roles_a_way_and_headings_for_its_plan_and_its_meetings():
    rader = read_rader(ROT / "samverkansteam/data/teamtyper.json")
    assert {
        rad["kod"]: rad["forsta_kontakt_timmar"] for rad in rader if rad["forsta_kontakt_timmar"]
    } == {"ssit": 48}
    assert {rad["flode"] for rad in rader} == set(FORMER)
    assert all(FORMER[rad["flode"]].teamtyp == rad["kod"] for rad in rader)
    assert all(rad["planrubriker"] and rad["dagordning"] and rad["roller"] for rad in rader)


def test_the_catalogue_holds_every_working_form_with_its_age_rule():
    rader = read_rader(ROT / "insatser/data/insatstyper.json")
    koder = {rad["kod"] for rad in rader}
    assert koder >= {
        "skolsocialt_team", "sig", "ssit", "sspf", "trefas", "avhopparverksamhet", "mini_maria",
        "framtid_stockholm", "mumin", "stodcentrum", "rvc", "barnahus_samrad", "origo", "jobbtorg",
        "vbe", "abc", "komet", "foraldragrupp_nyanlanda", "rinkebymodellen", "faltassistenter",
        "ungdomsjouren", "lokalt_bra", "platssamverkan", "stadsdelsmammor", "stockholmsvardar",
        "vuxenutbildning", "uppsokande_16_29", "mvp", "agera_tillsammans", "familjebehandling",
        "kontaktperson", "sarskild_kontaktperson", "motiverande_samtal", "lots_mentor",
    }  # fmt: skip
    assert all(rad["aldersregel"] and rad["malgrupper"] and rad["nivaer"] for rad in rader)


def test_what_the_law_always_tries_is_never_given_without():
    rader = {rad["kod"]: rad for rad in read_rader(ROT / "insatser/data/insatstyper.json")}
    for kod in ("kontaktperson", "kontaktfamilj", "sarskild_kontaktperson"):
        assert rader[kod]["provning"] == Insatstyp.Provning.BEHOVSPROVAD


def test_grounds_name_parties_that_exist():
    assert set(PARTSSLAG) == {*Organisation.Slag.values, "socialtjanst_annan_kommun"}
    for lagrum in all_lagrum():
        parter = {till for mottagare in lagrum.vagar.values() for till in mottagare}
        assert lagrum.vagar.keys() | parter <= PARTSSLAG.keys()
        assert parter
