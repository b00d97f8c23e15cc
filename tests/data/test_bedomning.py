"""The form, what it lacks before it is whole, and what may be noted of an offence."""

import json
from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

import riskbedomning
from riskbedomning.rules.bedomning import (
    Bedomningslage,
    Faktorlage,
    hinder_for_fardigstallande,
)
from riskbedomning.rules.medlasning import Lasning, Oro, hinder_for_medlasning
from riskbedomning.rules.strategiskt_brott import (
    Notering,
    all_kataloger,
    kataloger,
    may_note_strategiskt_brott,
)

IDAG = date(2026, 11, 21)
INSTRUMENT = json.loads(
    (Path(riskbedomning.__file__).parent / "data" / "instrument_ssb.json").read_text()
)
FAKTORER = INSTRUMENT["faktorer"]


def test_risk_and_skydd_are_as_many_on_every_level():
    antal = Counter((faktor["niva"], faktor["slag"]) for faktor in FAKTORER)
    for niva in ("individuell", "social", "strukturell"):
        assert antal[niva, "risk"] == antal[niva, "skydd"] > 0
    assert len(FAKTORER) == 48


def test_each_factor_is_whole_and_asks_something():
    for faktor in FAKTORER:
        assert all(faktor[falt] for falt in ("kod", "rubrik", "vagledning", "bbic", "kalla"))
        assert "?" in faktor["vagledning"]
        assert len(faktor["kod"]) <= 40
    assert len({faktor["kod"] for faktor in FAKTORER}) == len(FAKTORER)
    assert [faktor["ordning"] for faktor in FAKTORER] == list(range(1, 49))


def test_the_form_has_no_points():
    assert [svar["kod"] for svar in INSTRUMENT["svar"]] == [
        "finns", "delvis", "finns_inte", "otillracklig_information",
    ]  # fmt: skip
    assert not {"poang", "vikt", "varde"} & {falt for faktor in FAKTORER for falt in faktor}


def make_lage(**override):
    falt = {
        "faktorer": [Faktorlage("narvaro", "Går till skolan", "finns", 1)],
        "is_barnet_hort": True,
        "samlad": "visst_stod",
        "motiv": "Därför att.",
    }
    return Bedomningslage(**falt | override)


def test_a_whole_assessment_lacks_nothing():
    assert hinder_for_fardigstallande(make_lage()) == []


@pytest.mark.parametrize(
    ("override", "plats"),
    [
        ({"is_barnet_hort": False}, "barnets_syn"),
        ({"samlad": ""}, "samlad"),
        ({"motiv": ""}, "motiv"),
        ({"faktorer": [Faktorlage("narvaro", "Går till skolan", "", 0)]}, "narvaro"),
        ({"faktorer": [Faktorlage("narvaro", "Går till skolan", "finns", 0)]}, "narvaro"),
        ({"faktorer": [Faktorlage("narvaro", "Går till skolan", "delvis", 0)]}, "narvaro"),
    ],
)
def test_each_lack_has_its_place(override, plats):
    assert [hinder.plats for hinder in hinder_for_fardigstallande(make_lage(**override))] == [plats]


@pytest.mark.parametrize("svar", ["finns_inte", "otillracklig_information"])
def test_not_knowing_is_an_answer_and_needs_no_evidence(svar):
    lage = make_lage(faktorer=[Faktorlage("narvaro", "Går till skolan", svar, 0)])
    assert hinder_for_fardigstallande(lage) == []


@pytest.mark.parametrize(
    ("da", "nu", "riktning", "asks"),
    [
        ("finns", "finns_inte", "", True),
        ("finns_inte", "delvis", "", True),
        ("finns", "finns", "oforandrat", False),
        ("finns_inte", "finns_inte", "", False),
        ("otillracklig_information", "finns_inte", "", False),
        ("", "finns", "", False),
    ],
)
def test_how_it_has_gone_is_asked_where_something_was_or_is_there(da, nu, riktning, asks):
    lage = make_lage(faktorer=[Faktorlage("narvaro", "Går till skolan", nu, 1, da, riktning)])
    hinder = hinder_for_fardigstallande(lage)
    assert [rad.plats for rad in hinder] == (["narvaro"] if asks else [])


OMFATTANDE = Oro("omfattande_stod", frozenset())
KRITISK = Oro("visst_stod", frozenset({"vald"}))


@pytest.mark.parametrize(
    ("oro", "lasningar", "missing"),
    [
        (Oro("visst_stod", frozenset()), [], 0),
        (OMFATTANDE, [], 1),
        (KRITISK, [], 1),
        (KRITISK, [Lasning(KRITISK, is_annorlunda=False, is_besvarad=False)], 0),
        (KRITISK, [Lasning(OMFATTANDE, is_annorlunda=False, is_besvarad=False)], 1),
        (KRITISK, [Lasning(KRITISK, is_annorlunda=True, is_besvarad=False)], 1),
        (KRITISK, [Lasning(KRITISK, is_annorlunda=True, is_besvarad=True)], 0),
        (
            Oro("visst_stod", frozenset({"vald", "skuld"})),
            [Lasning(KRITISK, is_annorlunda=False, is_besvarad=False)],
            1,
        ),
        (
            Oro("visst_stod", frozenset()),
            [Lasning(KRITISK, is_annorlunda=True, is_besvarad=False)],
            1,
        ),
    ],
)
def test_high_concern_takes_a_second_pair_of_eyes(oro, lasningar, missing):
    assert len(hinder_for_medlasning(oro, lasningar)) == missing


def test_everything_missing_is_told():
    faktorer = [Faktorlage(f["kod"], f["rubrik"], "", 0) for f in FAKTORER]
    lage = Bedomningslage(faktorer, is_barnet_hort=False, samlad="", motiv="")
    assert len(hinder_for_fardigstallande(lage)) == 48 + 3


def make_notering(**override):
    falt = {
        "katalog": "bra_2021_5",
        "brottstyp": "rån",
        "kon": "M",
        "is_lagforing": True,
        "is_forsta": True,
        "alder": 16,
        "handling": "Dom B 1-26, Södertörns tingsrätt",
        "lagford": date(2026, 10, 1),
    }
    return Notering(**falt | override)


def test_a_first_lagforing_at_sixteen_with_its_document_may_be_noted():
    assert may_note_strategiskt_brott(make_notering(), IDAG) == []


@pytest.mark.parametrize(
    ("override", "plats"),
    [
        ({"alder": 14}, "alder"),
        ({"alder": 12}, "alder"),
        ({"alder": 18}, "alder"),
        ({"alder": None}, "alder"),
        ({"is_lagforing": False}, "lagforing"),
        ({"is_forsta": False}, "lagforing"),
        ({"handling": ""}, "handling"),
        ({"lagford": None}, "lagford"),
        ({"lagford": date(2026, 11, 22)}, "lagford"),
        ({"brottstyp": "misshandel"}, "brottstyp"),
        ({"brottstyp": "tillgrepp av motorfordon"}, "brottstyp"),
        ({"kon": "K"}, "brottstyp"),
        ({"kon": "O"}, "katalog"),
        ({"katalog": "egen"}, "katalog"),
    ],
)
def test_what_may_not_be_noted(override, plats):
    hinder = may_note_strategiskt_brott(make_notering(**override), IDAG)
    assert [rad.plats for rad in hinder] == [plats]


@pytest.mark.parametrize("alder", [15, 16, 17])
def test_ages_that_the_research_is_about(alder):
    assert may_note_strategiskt_brott(make_notering(alder=alder), IDAG) == []


def test_a_suspicion_against_a_child_of_thirteen_is_refused_for_both_reasons():
    notering = replace(make_notering(), alder=13, is_lagforing=False, handling="", lagford=None)
    assert len(may_note_strategiskt_brott(notering, IDAG)) == 4


def test_every_catalogue_tells_its_base_rate_and_source():
    assert {(k.kod, k.kon) for k in all_kataloger()} == {
        (kod, kon) for kod in ("stad_2024", "bra_2011", "bra_2021_5") for kon in "KM"
    }
    assert all(katalog.basfrekvens and katalog.kalla for katalog in all_kataloger())
    assert (
        "82 procent" in next(k for k in kataloger("M", IDAG) if k.kod == "bra_2021_5").basfrekvens
    )


def test_a_catalogue_is_unknown_before_it_was_written():
    assert [k.kod for k in kataloger("M", date(2021, 4, 12))] == ["bra_2011"]
