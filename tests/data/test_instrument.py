"""The variants of our own form: whole, in equal number, comparable, and for the right age."""

import json
from collections import Counter
from pathlib import Path

import pytest

import riskbedomning
from riskbedomning.rules.instrument import (
    Andring,
    Faktorinnehall,
    Versionsinnehall,
    hinder_for_publicering,
    hinder_for_val,
    is_for,
    skillnad_mellan,
)

DATA = Path(riskbedomning.__file__).parent / "data"
VARIANTER = {
    kod: json.loads((DATA / f"instrument_{kod}.json").read_text(encoding="utf-8"))
    for kod in ("ssb_6_11", "ssb_12_17", "ssb_18_20")
}
KALLOR = ("Socialstyrelsen 2020", "Kunskapsguiden", "Stockholms stads trygghetsprogram")
DELAR = ("Omfattning: ", "Situationer: ", "Följder: ")


def innehall_of(variant):
    falt = ("beskrivning", "kalla", "alder_fran", "alder_till")
    faktorer = [Faktorinnehall(**faktor) for faktor in variant["faktorer"]]
    return Versionsinnehall(**{namn: variant[namn] for namn in falt}, faktorer=faktorer)


@pytest.mark.parametrize("kod", VARIANTER)
def test_nothing_hinders_a_variant_from_being_published(kod):
    assert hinder_for_publicering(innehall_of(VARIANTER[kod]), is_licens=False) == []


@pytest.mark.parametrize("kod", VARIANTER)
def test_every_factor_asks_about_extent_situations_and_consequences(kod):
    faktorer = VARIANTER[kod]["faktorer"]
    for faktor in faktorer:
        rader = faktor["vagledning"].splitlines()
        assert [rad.startswith(del_) for rad, del_ in zip(rader, DELAR, strict=True)] == [True] * 3
        assert faktor["vagledning"].count("?") >= 3
        assert faktor["kalla"].startswith(KALLOR)
    assert [faktor["ordning"] for faktor in faktorer] == list(range(1, len(faktorer) + 1))
    assert max(Counter(faktor["kod"] for faktor in faktorer).values()) == 1


def test_the_ages_meet_without_gap_or_overlap():
    for alder in range(6, 21):
        fits = [v for v in VARIANTER.values() if is_for(alder, v["alder_fran"], v["alder_till"])]
        assert len(fits) == 1, alder


def test_a_code_means_the_same_matter_in_every_variant():
    seen = {}
    for variant in VARIANTER.values():
        for faktor in variant["faktorer"]:
            matter = (faktor["niva"], faktor["slag"], faktor["bbic"])
            assert seen.setdefault(faktor["kod"], matter) == matter
    shared = set.intersection(*({f["kod"] for f in v["faktorer"]} for v in VARIANTER.values()))
    assert len(shared) >= 20


def test_the_older_form_has_codes_that_the_new_ones_keep():
    aldre = json.loads((DATA / "instrument_ssb.json").read_text(encoding="utf-8"))
    nya = {faktor["kod"] for faktor in VARIANTER["ssb_12_17"]["faktorer"]}
    assert {faktor["kod"] for faktor in aldre["faktorer"]} == nya


def faktor(kod, **ersatt):
    ord_ = {"vagledning": "Hur ofta?", "bbic": "Hälsa", "kalla": "Egen", "ordning": 1}
    grund = {"niva": "social", "slag": "risk", "rubrik": kod.title()}
    return Faktorinnehall(**{"kod": kod} | grund | ord_ | ersatt)


def hel(**ersatt):
    nivaer = ("individuell", "social", "strukturell")
    faktorer = [
        faktor(f"{niva}-{slag}", niva=niva, slag=slag)
        for niva in nivaer
        for slag in ("risk", "skydd")
    ]
    falt = {"beskrivning": "Ett stöd.", "kalla": "Egen", "alder_fran": 6, "alder_till": 11}
    return Versionsinnehall(**falt | {"faktorer": faktorer} | ersatt)


@pytest.mark.parametrize(
    ("ersatt", "plats"),
    [
        ({"beskrivning": " "}, ["beskrivning"]),
        ({"kalla": ""}, ["kalla"]),
        ({"alder_till": 26}, ["alder_till"]),
        ({"faktorer": hel().faktorer[1:]}, ["individuell"]),
        ({"faktorer": hel().faktorer[:4]}, ["strukturell"]),
        ({"faktorer": [*hel().faktorer, faktor("a"), faktor("b", slag="skydd", kalla=" ")]}, ["b"]),
        ({"faktorer": []}, ["individuell", "social", "strukturell"]),
    ],
)
def test_each_hinder_has_its_place(ersatt, plats):
    assert [
        hinder.plats for hinder in hinder_for_publicering(hel(**ersatt), is_licens=False)
    ] == plats


def test_whole_and_in_equal_number_nothing_hinders():
    assert hinder_for_publicering(hel(), is_licens=False) == []


def test_the_difference_tells_what_is_new_gone_and_reworded():
    fore = hel()
    ny = faktor("granne", niva="social", slag="skydd")
    andrad = faktor("individuell-risk", niva="individuell", rubrik="Nya ord")
    efter = hel(alder_till=12, faktorer=[andrad, *fore.faktorer[2:], ny])
    skillnad = skillnad_mellan(fore, efter)
    assert skillnad.andringar == [Andring("alder_till", "11", "12")]
    assert [rad.kod for rad in skillnad.nya] == ["granne"]
    assert [rad.kod for rad in skillnad.borttagna] == ["individuell-skydd"]
    assert [(rad.kod, rad.andringar) for rad in skillnad.andrade] == [
        ("individuell-risk", [Andring("rubrik", "Individuell-Risk", "Nya ord")])
    ]
    assert not skillnad_mellan(fore, hel())


@pytest.mark.parametrize(
    ("alder", "skal", "hindras"),
    [
        (6, "", False),
        (11, "", False),
        (12, "", True),
        (5, " ", True),
        (12, "Skolan går i samma klass än.", False),
        (None, "", False),
    ],
)
def test_another_age_takes_a_reason(alder, skal, hindras):
    assert [rad.plats for rad in hinder_for_val(alder, 6, 11, skal)] == (
        ["skal"] if hindras else []
    )
