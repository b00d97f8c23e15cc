"""Each way that a flow can be unsound is found, and told in a sentence of its own."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from granskning.flows.check import FLODEN as GRANSKNINGSFLODEN
from insatser.flows.definition import graf_of
from insatser.flows.register import FLODEN
from insatser.rules import modellkontroll
from insatser.rules.graf import Graf, Kant, Nod
from insatser.rules.modellkontroll import SATS, find_brister
from insatser.rules.tillstand import Tillstand, explore

ALLA_FLODEN = FLODEN | GRANSKNINGSFLODEN
IDAG = date(2026, 11, 21)
BRA = {
    "vem": "Handläggaren",
    "may": "may_work",
    "lagrum": "SoL 11:1",
    "varfor": "Lagen kräver att någon gör det.",
}
JA_NEJ = (("ja", "Ja"), ("nej", "Nej"))


def graf(vagar: str, **noder: Any) -> Graf:
    """«a>b a>c:a=ja»; a name tells the kind of its node, and `noder` gives the steps' own words."""
    kanter = []
    for vag in vagar.split():
        ett, _, villkor = vag.partition(":")
        fran, till = ett.split(">")
        kanter.append(Kant(fran, till, villkor))
    namn = dict.fromkeys(n for kant in kanter for n in (kant.fran, kant.till)) | noder
    return Graf(
        kod="prov",
        version=1,
        namn="Prov",
        beskrivning="",
        lagrum="",
        noder={n: _nod(n, noder.get(n, {})) for n in namn},
        kanter=tuple(kanter),
    )


def _nod(namn: str, egna: dict[str, Any]) -> Nod:
    slag = namn.rstrip("0123456789")
    if slag not in {"borjan", "vagval", "dela", "samla", "slut"}:
        slag = "steg"
    falt = {"titel": f"Steg {namn}", **BRA} if slag == "steg" else {"titel": ""}
    return Nod(namn=namn, **({"slag": slag} | falt | egna))


def found(brusten: Graf) -> set[tuple[str, str]]:
    return {(brist.slag, brist.nod) for brist in find_brister(brusten, IDAG)}


SUNDA = {
    "a row": graf("borjan>a a>b b>slut"),
    "a choice": graf("borjan>a a>vagval vagval>b:a=ja vagval>slut: b>slut", a={"utfall": JA_NEJ}),
    "a choice without otherwise, and every outcome has its way": graf(
        "borjan>a a>vagval vagval>b:a=ja vagval>slut:a=nej b>slut", a={"utfall": JA_NEJ}
    ),
    "a loop that can be left": graf(
        "borjan>a a>vagval vagval>a:a=nej vagval>slut:", a={"utfall": JA_NEJ}
    ),
    "an outcome that is told and chooses no way": graf("borjan>a a>slut", a={"utfall": JA_NEJ}),
    "two at once": graf("borjan>dela dela>a dela>b a>samla b>samla samla>c c>slut"),
    "two at once, and one ends by itself": graf("borjan>dela dela>a dela>b a>slut b>slut2"),
    "two at once, again and again": graf(
        "borjan>dela dela>a dela>b a>samla b>samla samla>c c>vagval vagval>dela:c=nej vagval>slut:",
        c={"utfall": JA_NEJ},
    ),
    "a choice on the facts": graf("borjan>vagval vagval>a:is_opened vagval>slut: a>slut"),
}


@pytest.mark.parametrize("namn", SUNDA)
def test_a_sound_flow_has_nothing_to_remark_on(namn):
    assert find_brister(SUNDA[namn], IDAG) == []


BRUSTNA = {
    "borjan": (graf("a>slut"), {("borjan", "")}),
    "inget_slut": (
        graf("borjan>a a>borjan"),
        {("inget_slut", ""), ("utan_utgang", "a"), ("utan_utgang", "borjan")},
    ),
    "okand_nod": (
        Graf("prov", 1, "", "", "", SUNDA["a row"].noder, (Kant("borjan", "x"), Kant("a", "b"))),
        {("okand_nod", "borjan"), ("fel_antal_vagar", "b")},
    ),
    "fel_antal_vagar": (
        graf("borjan>a a>slut b>slut c>slut", c={"slag": "dela"}),
        {("fel_antal_vagar", "c"), ("onadd", "b"), ("onadd", "c")},
    ),
    "onadd": (graf("borjan>a a>slut b>slut"), {("onadd", "b")}),
    "utan_utgang": (
        graf("borjan>vagval vagval>slut: vagval>a:is_x a>b b>a"),
        {("utan_utgang", "a"), ("utan_utgang", "b")},
    ),
    "okant_steg": (
        graf("borjan>a a>vagval vagval>b:x=ja vagval>slut: b>slut"),
        {("okant_steg", "vagval"), ("dod_vag", "b"), ("dod_vag", "vagval")},
    ),
    "okant_utfall": (
        graf("borjan>a a>vagval vagval>b:a=kanske vagval>slut: b>slut", a={"utfall": JA_NEJ}),
        {("okant_utfall", "vagval"), ("dod_vag", "b"), ("dod_vag", "vagval")},
    ),
    "samma_villkor": (
        graf(
            "borjan>a a>vagval vagval>b:a=ja vagval>c:a=ja vagval>slut: b>slut c>slut",
            a={"utfall": JA_NEJ},
        ),
        {("samma_villkor", "vagval"), ("dod_vag", "vagval"), ("dod_vag", "c")},
    ),
    "utan_val": (
        graf(
            "borjan>a a>vagval vagval>b:a=ja vagval>slut:a=nej b>slut",
            a={"utfall": (*JA_NEJ, ("kanske", "Kanske"))},
        ),
        {("utan_val", "vagval")},
    ),
    "dod_vag": (
        graf(
            "borjan>a a>vagval vagval>b:a=ja vagval>c:a=nej vagval>slut: b>slut c>slut",
            a={"utfall": JA_NEJ},
        ),
        {("dod_vag", "vagval")},
    ),
    "rundgang": (
        graf(
            "borjan>vagval vagval>vagval2:is_x vagval>a: vagval2>vagval:is_y vagval2>slut: a>slut"
        ),
        {("rundgang", "vagval")},
    ),
    "svalter": (
        graf(
            "borjan>dela dela>a dela>b a>vagval vagval>samla:a=ja vagval>slut: b>samla samla>slut2",
            a={"utfall": JA_NEJ},
        ),
        {("svalter", "samla")},
    ),
    "overskrids": (
        graf("borjan>dela dela>a dela>b a>c b>c c>slut"),
        {("overskrids", "c")},
    ),
    "tar_inte_slut": (
        graf("borjan>a a>b b>vagval vagval>b:a=ja vagval>slut:", a={"utfall": JA_NEJ}),
        {("tar_inte_slut", "b")},
    ),
    "utan_titel": (graf("borjan>a a>slut", a={"titel": ""}), {("utan_titel", "a")}),
    "samma_titel": (
        graf("borjan>a a>b b>slut", a={"titel": "Möt barnet"}, b={"titel": "Möt barnet"}),
        {("samma_titel", "Möt barnet")},
    ),
    "utan_vem": (graf("borjan>a a>slut", a={"vem": " "}), {("utan_vem", "a")}),
    "utan_may": (graf("borjan>a a>slut", a={"may": ""}), {("utan_may", "a")}),
    "utan_lagrum": (graf("borjan>a a>slut", a={"lagrum": ""}), {("utan_lagrum", "a")}),
    "utan_varfor": (graf("borjan>a a>slut", a={"varfor": ""}), {("utan_varfor", "a")}),
    "okand_klocka": (
        graf("borjan>a a>slut", a={"frist": "nagon_gang"}),
        {("okand_klocka", "a")},
    ),
    "okand_annan": (
        graf("borjan>a a>b b>slut", a={"annan_an": "b"}),
        {("okand_annan", "a")},
    ),
}


@pytest.mark.parametrize("slag", BRUSTNA)
def test_each_defect_is_found(slag):
    brusten, forvantade = BRUSTNA[slag]
    assert found(brusten) == forvantade
    assert slag in {kod for kod, _ in forvantade}


def test_every_kind_of_defect_has_a_flow_that_has_it():
    assert set(BRUSTNA) == set(SATS) - {"for_stort", "tyst_klocka"}


def test_a_clock_that_warns_nobody_is_a_defect(monkeypatch):
    tyst = graf("borjan>a a>slut", a={"frist": "forhandsbedomning"})
    assert found(tyst) == set()
    fristslag = modellkontroll.fristslag
    monkeypatch.setattr(
        modellkontroll, "fristslag", lambda *a: replace(fristslag(*a), varna_dagar=())
    )
    assert found(tyst) == {("tyst_klocka", "a")}


def test_a_sentence_names_the_node():
    [brist] = find_brister(BRUSTNA["svalter"][0], IDAG)
    assert brist.text == "«samla» kan vänta på någon som aldrig kommer."


def test_a_flow_that_nobody_can_survey_is_refused():
    """Ten steps at once, each with an outcome that is asked for, have too many states."""
    steg = [f"s{i}" for i in range(10)]
    vagar = ["borjan>dela", "samla>vagval", "vagval>slut:"]
    vagar += [f"dela>{s} {s}>samla vagval>slut:{s}=ja" for s in steg]
    stor = graf(" ".join(vagar), **{s: {"utfall": JA_NEJ} for s in steg})
    assert ("for_stort", "") in found(stor)


def test_the_states_of_two_steps_at_once():
    rymd = explore(SUNDA["two at once"])
    assert {tillstand.oppna for tillstand in rymd.foljer} == {
        ("a", "b"),
        ("a",),
        ("b",),
        ("c",),
        (),
    }
    assert Tillstand() in rymd.foljer


@pytest.mark.parametrize("flode", ALLA_FLODEN.values(), ids=lambda flode: flode.__name__)
def test_every_version_of_every_flow_is_sound(flode):
    assert [brist.text for brist in find_brister(graf_of(flode), IDAG)] == []
