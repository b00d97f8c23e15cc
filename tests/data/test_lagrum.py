"""The law of sharing: every cell, and the rules that must hold whatever the data says."""

from dataclasses import replace
from datetime import date

import pytest

from arenden.rules.referens import in_force
from samverkansteam.rules.lagrum import (
    Laget,
    all_lagrum,
    cell,
    forklaring,
    hinder_for_lagrum,
    offered,
    refused_reasons,
    unmet,
)

DAG = date(2026, 11, 21)
TILL = [
    "socialtjanst", "socialtjanst_annan_kommun", "kommunal_skola", "fristaende_skola", "polis",
    "aklagare", "kriminalvard", "region", "arbetsmarknad", "ideburen", "fritid",
]  # fmt: skip
MATRIS = {
    "socialtjanst": ["C T V N P15", "C V M A P15", "C N R P15", "C N R",
                     "C P18 P15 P20 PB P18b P18c K I", "L PB I C", "C S P15 N", "C V N",
                     "C N P15", "C", "C"],
    "kommunal_skola": ["A U C G N", "A U C G", "E C", "C", "D7 C G P15 PB", "D7 G", "C G S",
                       "C G", "C G", "C", "C"],
    "fristaende_skola": ["A U C", "A U C", "C", "", "D7 C", "D7", "C", "C", "C", "C", "C"],
    "polis": ["A PL L U G C P15", "A PL L U G C P15", "G P15 C", "C N", "", "RB", "G P15",
              "G P15", "C G", "C", "C"],
    "kriminalvard": ["A U C G P15 RS S", "A U C G P15 RS S", "C G", "C", "D5 P15 G", "RB", "",
                     "C G", "C G", "C", "C"],
    "region": ["A U V H C", "A U V H C", "C", "C", "P18b P18c P20a PB K", "PB RB", "C", "RH",
               "C", "C", "C"],
    "arbetsmarknad": ["C A U G", "C A U G", "C G", "C", "D6 P15 G", "D6", "C G", "C", "", "C",
                      "C"],
}  # fmt: skip
CELLER = [
    (fran, till, koder.split())
    for fran, rad in MATRIS.items()
    for till, koder in zip(TILL, rad, strict=True)
]


def make_laget(**override):
    falt = {"fran": "socialtjanst", "till": "polis", "alder": 15}
    return Laget(**falt | {"has_samtycke": True, "has_utredning": True} | override)


def koder(laget, dag=DAG):
    return [erbjudande.lagrum.kod for erbjudande in offered(laget, dag)]


@pytest.mark.parametrize(("fran", "till", "vantat"), CELLER, ids=str)
def test_every_cell_offers_what_it_says_and_nothing_else(fran, till, vantat):
    laget = make_laget(fran=fran, till=till)
    assert koder(laget) == vantat
    nekade = refused_reasons(laget, DAG)
    assert nekade.keys() | set(vantat) == {lagrum.kod for lagrum in in_force(all_lagrum(), DAG)}
    assert not nekade.keys() & set(vantat)
    assert all(skal and all(mening.endswith(".") for mening in skal) for skal in nekade.values())


@pytest.mark.parametrize("till", TILL)
def test_the_socialtjanst_never_has_the_general_clause_nor_the_duty_of_municipalities(till):
    nekade = refused_reasons(make_laget(till=till), DAG)
    assert "Gäller aldrig från socialtjänsten" in nekade["G"][0]
    assert "D6" in nekade


@pytest.mark.parametrize("till", TILL)
def test_health_care_never_has_the_general_clause_nor_10_15_a(till):
    assert not {"G", "P15", "D6"} & set(cell("region", till))


@pytest.mark.parametrize("andra", [*MATRIS, *TILL])
def test_a_fristaende_school_never_gives_or_gets_by_10_15_a(andra):
    assert "P15" not in cell("fristaende_skola", andra)
    assert "P15" not in cell(andra, "fristaende_skola")


def test_10_15_a_needs_an_authority_and_says_so():
    skal = refused_reasons(make_laget(till="ideburen"), DAG)["P15"]
    assert skal == ["Mottagaren är ingen myndighet."]


@pytest.mark.parametrize(("alder", "erbjuds"), [(11, True), (20, True), (21, False), (None, False)])
def test_10_18_a_ends_on_the_21st_birthday_and_needs_a_known_age(alder, erbjuds):
    assert ("P18" in koder(make_laget(alder=alder))) is erbjuds


def test_consent_must_be_there():
    laget = make_laget(has_samtycke=False, till="ideburen")
    assert koder(laget) == []
    assert refused_reasons(laget, DAG)["C"] == ["Det finns inget samtycke som gäller i dag."]


def test_20_6_needs_an_open_utredning():
    laget = make_laget(fran="kommunal_skola", till="socialtjanst")
    assert "U" in koder(laget)
    assert "U" not in koder(replace(laget, has_utredning=False))


def test_the_law_of_the_day_is_used():
    assert "P15" not in koder(make_laget(), date(2025, 11, 30))
    assert "P15" in koder(make_laget(), date(2025, 12, 1))
    skola = make_laget(fran="kommunal_skola", till="socialtjanst")
    fore = next(e.lagrum for e in offered(skola, date(2025, 6, 30)) if e.lagrum.kod == "A")
    assert fore.paragraf.startswith("SoL (2001:453)")


def test_all_reasons_are_told():
    p18 = next(lagrum for lagrum in all_lagrum() if lagrum.kod == "P18")
    assert len(hinder_for_lagrum(p18, make_laget(till="region", alder=22))) == 2


def test_an_unknown_party_is_offered_nothing():
    assert koder(make_laget(till="grannen")) == []


@pytest.mark.parametrize("lagrum", all_lagrum(), ids=lambda rad: f"{rad.kod}-{rad.giltig_fran}")
def test_each_ground_asks_its_conditions(lagrum):
    assert lagrum.villkor
    assert all(villkor.fraga.endswith("?") for villkor in lagrum.villkor)
    assert unmet(lagrum, {}) == [villkor.fraga for villkor in lagrum.villkor]
    assert unmet(lagrum, {villkor.kod: villkor.kraver for villkor in lagrum.villkor}) == []
    assert forklaring(lagrum.kod).text
    assert forklaring(lagrum.kod).logg


def test_versions_of_a_ground_never_overlap():
    for lagrum in all_lagrum():
        gallande = in_force(all_lagrum(), lagrum.giltig_fran)
        assert [rad.kod for rad in gallande].count(lagrum.kod) == 1


def test_the_lists_of_parties_agree_with_the_matrix():
    for lagrum in all_lagrum():
        par = [(fran, till) for fran, till, koder_ in CELLER if lagrum.kod in koder_]
        assert set(lagrum.fran) == {fran for fran, _ in par}
        assert set(lagrum.till) == {till.removesuffix("_annan_kommun") for _, till in par}
