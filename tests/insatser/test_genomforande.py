"""The arbetsgångar of carrying out: insats, plan, follow-up and closing, every way to its end."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from arenden.models import Steg
from insatser.actions.arbetsgang import start_arbetsgang
from insatser.actions.insats import close_insats
from insatser.actions.tillfalle import log_tillfalle
from insatser.models import Insats
from tests.insatser import gangen, vagen

pytestmark = pytest.mark.django_db


@pytest.fixture
def arende(stad):
    return vagen.arende_at(stad, Steg.UPPFOLJNING)


def begin(stad, arende, flode):
    return start_arbetsgang(arende=arende, flode=flode, actor=stad.handlaggare)


def step(stad, gang, *steps):
    """Do each step; «step:outcome» chooses how it ends."""
    for steg in steps:
        namn, _, kod = steg.partition(":")
        gangen.do(gang, namn, stad.handlaggare, kod)


def choose(stad, gang):
    insats = gang.arende.insatser.get()
    gangen.do(gang, "valj", stad.handlaggare, "beslutad", insats=f"insats:{insats.pk}")
    return insats


def hold(stad, insats):
    log_tillfalle(
        insats=insats,
        nar=timezone.now(),
        minuter=45,
        utfall="genomfort",
        anteckning="Vi gick till skolan tillsammans.",
        actor=stad.handlaggare,
    )


def end(stad, insats):
    insats.refresh_from_db()
    close_insats(
        insats=insats,
        slutdatum=timezone.localdate(),
        version=insats.version,
        actor=stad.handlaggare,
    )


SLUT = {
    "planerat": "planerat",
    "avbruten": "avbruten",
    "aterkallat": "aterkallat",
    "flyttat": "flyttat",
    "annat": "annat",
}


@pytest.mark.parametrize(("utfall", "slut"), SLUT.items())
def test_an_insats_is_ordered_carried_out_changed_and_ended(stad, arende, utfall, slut):
    gang = begin(stad, arende, "insats")
    insats = choose(stad, gang)
    hold(stad, insats)
    step(stad, gang, "samtycke:ja", "bestall", "ta_emot:nej", "bestall", "ta_emot:ja", "genomfor")
    step(stad, gang, "stam_av:fortsatt", "genomfor", "stam_av:andra", "bestall", "ta_emot:ja")
    step(stad, gang, "genomfor", "stam_av:avsluta")
    end(stad, insats)
    step(stad, gang, f"avsluta:{utfall}")
    assert (gang.slut, gang.amne_id) == (slut, insats.pk)
    assert gangen.place_of(gang).slut == slut


def test_without_the_yes_of_those_who_decide_there_is_no_insats(stad, arende):
    gang = begin(stad, arende, "insats")
    choose(stad, gang)
    step(stad, gang, "samtycke:nej")
    assert gang.slut == "tackade_nej"


def test_an_insats_of_another_case_cannot_be_chosen(stad, arende):
    gang = begin(stad, arende, "insats")
    with pytest.raises(ValidationError) as fel:
        gangen.do(gang, "valj", stad.handlaggare, "beslutad", insats=f"insats:{gang.pk}")
    assert set(fel.value.message_dict) == {"insats"}


def test_what_is_not_written_down_is_not_carried_out(stad, arende):
    gang = begin(stad, arende, "insats")
    insats = choose(stad, gang)
    step(stad, gang, "samtycke:ja", "bestall", "ta_emot:ja")
    with pytest.raises(ValidationError, match="Inget tillfälle"):
        step(stad, gang, "genomfor")
    hold(stad, insats)
    step(stad, gang, "genomfor", "stam_av:avsluta")
    with pytest.raises(ValidationError, match="inte avslutad"):
        step(stad, gang, "avsluta:planerat")


def test_two_insatser_may_go_on_at_once(stad, arende):
    begin(stad, arende, "insats")
    begin(stad, arende, "insats")
    assert arende.arbetsgangar.count() == 2


def test_a_plan_is_agreed_handed_over_and_made_anew(stad):
    arende = vagen.arende_at(stad, Steg.PLAN)
    gang = begin(stad, arende, "genomforandeplan")
    step(stad, gang, "barnets_syn")
    with pytest.raises(ValidationError, match="Det finns ingen plan"):
        step(stad, gang, "mal")
    vagen.plan(stad, arende)
    step(stad, gang, "mal", "stam_av:andras", "mal", "stam_av:overens", "faststall", "lamna")
    step(stad, gang, "hall_aktuell:revideras", "barnets_syn", "mal", "stam_av:overens")
    step(stad, gang, "faststall", "lamna", "hall_aktuell:upphor")
    assert gang.slut == "klar"


@pytest.mark.parametrize(
    ("beslut", "slut"),
    [("fortsatt", "fortsatter"), ("andra", "planen_andras"), ("avsluta", "avslutas")],
)
def test_a_round_is_held_weighed_and_told(stad, arende, beslut, slut):
    gang = begin(stad, arende, "uppfoljningsrunda")
    step(stad, gang, "kalla", "underlag", "samtal:uteblev", "kalla", "underlag", "samtal:hallet")
    with pytest.raises(ValidationError, match="Rundan är inte införd"):
        step(stad, gang, f"bedom:{beslut}")
    vagen.follow_up(stad, arende, beslut)
    step(stad, gang, f"bedom:{beslut}", "beratta")
    assert gang.slut == slut


def test_a_case_is_closed_with_the_child_s_word(stad):
    arende = vagen.arende_at(stad, Steg.AVSLUT)
    gang = begin(stad, arende, "avslut")
    step(stad, gang, "sammanstall", "hor_barnet:avsluta", "aterkoppla", "erbjud:ja")
    with pytest.raises(ValidationError, match="Avslutet är inte infört"):
        step(stad, gang, "avsluta")
    vagen.close(stad, arende)
    step(stad, gang, "avsluta")
    assert gang.slut == "klart"


def test_a_child_that_needs_more_keeps_its_case(stad):
    arende = vagen.arende_at(stad, Steg.AVSLUT)
    gang = begin(stad, arende, "avslut")
    step(stad, gang, "sammanstall", "hor_barnet:fortsatt")
    assert gang.slut == "fortsatter"
    assert Insats.objects.filter(arende=arende, status=Insats.Status.PAGAENDE).exists()
