"""Each team form walked on its main way and to every end, where stored flow and facts agree."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from django.core.exceptions import ValidationError

from arenden.models import Steg
from insatser.flows.definition import graf_of
from insatser.flows.register import GANGAR
from insatser.rules.teamform import FORMER
from samverkansteam.models import Samtycke, Teamarende
from tests.insatser import gangen, teamen, vagen

pytestmark = pytest.mark.django_db

IN = {
    "socialt_insatsteam": "handelse forsta_kontakt:vill bedom_malgrupp granska_malgrupp:ingar"
    " samla_team samtycke:ja medverkan atgardsplan:klar",
    "social_insatsgrupp": "inflode bedom_malgrupp granska_malgrupp:ingar samla_team samtycke:ja"
    " medverkan kartlagg:klar stodets_form:insats atgardsplan:klar",
    "sspf": "oro bedom_malgrupp granska_malgrupp:ingar samla_team samtycke:ja medverkan"
    " atgardsplan:klar",
    "skolsocialt_team": "signal samla_team orsaker samtycke:ja plan:klar insats:borjat",
    "avhopparverksamhet": "begaran samla_team samtycke:ja polisens_villkor:uppfyllda hotbedomning"
    " medverkan atgardsplan:klar",
    "trefas": "samla_team prova_lagrum",
}
"""From the beginning to the first meeting."""

UT = {"skolsocialt_team": "behorighet "}
SKAL = ("planerat", "flytt", "alder", "annan_vard", "avbojt", "avliden")


@dataclass(frozen=True)
class Vag:
    flode: str
    steg: str
    slut: str


def ways() -> list[Vag]:
    """Every end of every form, by the shortest way there after the main one."""
    ute = []
    for flode in sorted(set(IN) - {"trefas"}):
        fore, efter = IN[flode], f"{UT.get(flode, '')}avsluta"
        ute += [
            Vag(flode, f"{fore} mote:hallet folj_upp:avslutas {efter}:{skal} aterkoppla", skal)
            for skal in SKAL
        ]
    tidigt = [
        Vag("socialt_insatsteam", "handelse forsta_kontakt:vill_inte", "tackade_nej"),
        Vag(
            "socialt_insatsteam",
            "handelse forsta_kontakt:inte_nadd forsta_kontakt:inte_nadd forsta_kontakt:vill"
            " bedom_malgrupp granska_malgrupp:ingar_inte",
            "utanfor",
        ),
        *(
            Vag(flode, IN[flode].partition("granska")[0] + "granska_malgrupp:ingar_inte", "utanfor")
            for flode in ("social_insatsgrupp", "sspf")
        ),
        *(
            Vag(flode, IN[flode].partition("samtycke")[0] + "samtycke:nej", "utan_samtycke")
            for flode in sorted(set(IN) - {"trefas"})
        ),
        Vag("skolsocialt_team", "signal samla_team orsaker samtycke:behovsprovas", "behovsprovas"),
        Vag(
            "avhopparverksamhet",
            "begaran samla_team samtycke:ja polisens_villkor:inte_uppfyllda",
            "utan_polis",
        ),
    ]
    runda = "mote:hallet markera:galler skydda ta_stallning"
    trefas = [
        Vag("trefas", f"{IN['trefas']} {runda}:inget folj_upp:avslutas avsluta:{skal}", skal)
        for skal in ("risken_over", "annat_stod", "annan_vard", "flytt", "avliden")
    ]
    return ute + tidigt + trefas


@pytest.mark.parametrize("vag", ways(), ids=lambda vag: f"{vag.flode}-{vag.slut}-{len(vag.steg)}")
def test_a_way_to_its_end(vag):
    lag = teamen.make_lag(vag.flode)
    gang = lag.begin()
    for led in vag.steg.split():
        steg, _, kod = led.partition(":")
        assert steg in gangen.open_steps(gang)
        teamen.take(lag, gang, steg, kod)
        assert gangen.place_of(gang).oppna == set(gangen.open_steps(gang))
    assert (gang.slut, gangen.place_of(gang).slut) == (f"slut_{vag.slut}",) * 2


def test_every_end_is_reached():
    nadda = {(vag.flode, f"slut_{vag.slut}") for vag in ways()}
    nadda |= {(flode, "slut_samtycke") for flode in set(IN) - {"trefas"}}
    alla = {
        (kod, nod.namn)
        for kod in FORMER
        for nod in graf_of(GANGAR[kod]).noder.values()
        if nod.slag == "slut"
    }
    assert alla == nadda


@pytest.mark.parametrize("flode", GANGAR.values(), ids=lambda flode: flode.kod)
def test_a_flow_leads_only_to_nodes_of_its_own(flode):
    edges = [edge for node in flode.instance.nodes() for edge in node._outgoing()]
    assert {edge.dst.flow_class for edge in edges} == {flode}


FORTSATT = {
    "skolsocialt_team": "mote:hallet folj_upp:fortsatt mote:hallet folj_upp:andra plan:klar"
    " insats:borjat",
    "trefas": "mote:hallet markera:behovs_inte ta_stallning:foreslas besluta_om_akten"
    " folj_upp:fortsatt prova_lagrum",
}
RUNDA = "mote:hallet folj_upp:fortsatt mote:hallet folj_upp:andra atgardsplan:klar"


@pytest.mark.parametrize("flode", IN)
def test_it_goes_round_and_comes_back_to_the_meeting(flode):
    lag = teamen.make_lag(flode)
    gang = lag.begin()
    teamen.walk(lag, gang, f"{IN[flode]} {FORTSATT.get(flode, RUNDA)}")
    assert gangen.open_steps(gang) == ["mote"]
    assert gangen.place_of(gang).oppna == {"mote"}


UTGANGAR = {
    "socialt_insatsteam": ("atgardsplan", "mote", "folj_upp"),
    "social_insatsgrupp": ("kartlagg", "stodets_form", "atgardsplan", "mote", "folj_upp"),
    "sspf": ("atgardsplan", "mote", "folj_upp"),
    "skolsocialt_team": ("plan", "insats", "mote", "folj_upp"),
    "avhopparverksamhet": ("polisens_villkor", "atgardsplan", "mote", "folj_upp"),
}
"""The steps after the consent, save those where the parties answer or a fact is noted."""


@pytest.mark.parametrize(
    ("flode", "steg"), [(flode, steg) for flode in UTGANGAR for steg in UTGANGAR[flode]]
)
def test_consent_withdrawn_at_any_step_ends_the_sharing(flode, steg):
    lag = teamen.make_lag(flode)
    gang = lag.begin()
    hela = f"{IN[flode]} mote:hallet folj_upp:fortsatt"
    teamen.walk(lag, gang, hela[: hela.index(f" {steg}:")])
    Samtycke.objects.filter(team=lag.team).update(aterkallat="2026-11-21T10:00Z")
    teamen.walk(lag, gang, f"{steg}:avslutas {UT.get(flode, '')}avsluta:samtycke")
    assert gangen.open_steps(gang) == ["stoppa_delning"]
    teamen.walk(lag, gang, "stoppa_delning aterkoppla")
    assert gang.slut == "slut_samtycke"
    assert not Teamarende.objects.in_force().filter(arende=lag.arende).exists()


def test_the_end_leaves_the_team_even_if_somebody_ended_its_work_before():
    lag = teamen.make_lag("sspf")
    gang = lag.begin()
    teamen.walk(lag, gang, IN["sspf"])
    Teamarende.objects.filter(pk=lag.teamarende.pk).update(till="2030-01-01")
    teamen.walk(lag, gang, "mote:avslutas avsluta:planerat aterkoppla")
    assert gang.slut == "slut_planerat"


def test_an_arende_is_not_closed_while_a_team_works_with_it(stad):
    arende = vagen.arende_at(stad, Steg.AVSLUT)
    lag = teamen.Lag("social_insatsgrupp", arende, stad.handlaggare, stad.gruppledare)
    gang = lag.begin()
    with pytest.raises(ValidationError, match=r"Social insatsgrupp .* pågår"):
        vagen.close(stad, arende)
    teamen.walk(lag, gang, "inflode bedom_malgrupp granska_malgrupp:ingar_inte")
    vagen.close(stad, vagen.fresh(arende))
    assert vagen.fresh(arende).steg == Steg.AVSLUTAT


MUMIN = "handelse forhor samtal"


@pytest.mark.parametrize(
    ("vag", "slut"),
    [
        ("erbjud:nej", "slut_tackade_nej"),
        ("erbjud:ja boka kontakt:kom", "slut_kontakt"),
        ("erbjud:ja boka kontakt:ny_tid boka kontakt:kom", "slut_kontakt"),
        ("erbjud:ja boka kontakt:vill_inte", "slut_avbrot"),
    ],
)
def test_mumin(vag, slut):
    lag = teamen.make_lag("mumin", med_team=False)
    gang = lag.begin()
    teamen.walk(lag, gang, f"{MUMIN} {vag}")
    assert (gang.slut, gangen.place_of(gang).slut) == (slut, slut)
