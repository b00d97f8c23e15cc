"""A case changes hands: proposed, gone through, decided by somebody else, taken or sent back."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from access.models import Niva, Roll
from access.policy import has_niva
from arenden.models import Arende, Steg, Utkast
from audit.models import Logghandelse
from insatser.actions.arbetsgang import start_arbetsgang
from insatser.models.valbart import oppet
from tests.builders import make_anvandare, make_enhet
from tests.insatser import gangen, vagen

pytestmark = pytest.mark.django_db


@pytest.fixture
def arende(stad):
    return vagen.arende_at(stad, Steg.UTREDNING)


@pytest.fixture
def kollega(stad):
    return make_anvandare(Roll.SOCIALSEKRETERARE, enhet=stad.enhet)


@pytest.fixture
def gang(stad, arende):
    return start_arbetsgang(arende=arende, flode="byte_av_handlaggare", actor=stad.handlaggare)


def everything_open(gang) -> list[str]:
    return [kod for kod, _ in oppet(gang)]


def propose(gang, stad, kollega):
    gangen.do(gang, "foresla", stad.handlaggare, ny=str(kollega.pk))
    gangen.do(gang, "ga_igenom", stad.handlaggare, oppet=everything_open(gang))


def handlaggare_of(arende):
    return Arende.objects.get(pk=arende.pk).handlaggare


def test_the_case_gets_a_new_handlaggare_who_takes_it(stad, arende, kollega, gang):
    propose(gang, stad, kollega)
    gangen.do(gang, "besluta", stad.gruppledare, "bifalls")
    assert handlaggare_of(arende) == kollega
    assert has_niva(kollega, Niva.ARBETA, akt_id=arende.akt_id)
    assert not has_niva(stad.handlaggare, Niva.LASA, akt_id=arende.akt_id)
    assert Logghandelse.objects.filter(verb="arende.assign", aktor_id=stad.gruppledare.pk).exists()
    gangen.do(gang, "samtal", kollega)
    gangen.do(gang, "ta_emot", kollega, "tar_emot")
    gangen.do(gang, "beratta", kollega)
    assert (gang.slut, gangen.place_of(gang).slut) == ("bytt", "bytt")
    assert handlaggare_of(arende) == kollega


def test_a_proposal_that_is_not_agreed_to_changes_nothing(stad, arende, kollega, gang):
    propose(gang, stad, kollega)
    gangen.do(gang, "besluta", stad.gruppledare, "avslas")
    assert gang.slut == "behalls"
    assert handlaggare_of(arende) == stad.handlaggare


def test_whoever_cannot_take_it_sends_it_back_to_be_decided_anew(stad, arende, kollega, gang):
    propose(gang, stad, kollega)
    gangen.do(gang, "besluta", stad.gruppledare, "bifalls")
    gangen.do(gang, "samtal", kollega)
    gangen.do(gang, "ta_emot", kollega, "aterlamnas")
    gangen.do(gang, "besluta_pa_nytt", stad.gruppledare, ny=str(stad.handlaggare.pk))
    assert handlaggare_of(arende) == stad.handlaggare
    gangen.do(gang, "samtal", stad.handlaggare)
    gangen.do(gang, "ta_emot", stad.handlaggare, "tar_emot")
    gangen.do(gang, "beratta", stad.handlaggare)
    assert gang.slut == "bytt"


def test_what_is_open_is_listed_and_nothing_of_it_may_be_passed_by(stad, arende, kollega, gang):
    Utkast.objects.create(
        anvandare=stad.handlaggare,
        akt=arende.akt,
        arende=arende,
        formular="utredning",
        objekt_id=arende.pk,
        innehall={},
    )
    gangen.do(gang, "foresla", stad.handlaggare, ny=str(kollega.pk))
    texter = [text for _, text in oppet(gang)]
    assert "Steget «Utredning»" in texter
    assert "Utkast: Utredning" in texter
    assert any(text.startswith("Utredning, senast") for text in texter)
    with pytest.raises(ValidationError, match="Gå igenom det här också"):
        gangen.do(gang, "ga_igenom", stad.handlaggare, oppet=everything_open(gang)[1:])
    assert gangen.open_steps(gang) == ["ga_igenom"]


def test_whoever_proposed_does_not_decide(stad, arende, kollega):
    gang = start_arbetsgang(arende=arende, flode="byte_av_handlaggare", actor=stad.gruppledare)
    gangen.do(gang, "foresla", stad.gruppledare, ny=str(kollega.pk))
    gangen.do(gang, "ga_igenom", stad.handlaggare, oppet=everything_open(gang))
    with pytest.raises(PermissionDenied, match="Någon annan"):
        gangen.do(gang, "besluta", stad.gruppledare, "bifalls")


def test_only_those_who_work_in_the_namnd_can_be_chosen(stad, arende, kollega, gang):
    utifran = make_anvandare(Roll.SOCIALSEKRETERARE, enhet=make_enhet())
    for fel in (utifran, stad.handlaggare):
        with pytest.raises(ValidationError) as fangat:
            gangen.do(gang, "foresla", stad.handlaggare, ny=str(fel.pk))
        assert set(fangat.value.message_dict) == {"ny"}


def test_the_handlaggare_does_not_decide(stad, arende, kollega, gang):
    propose(gang, stad, kollega)
    with pytest.raises(PermissionDenied, match="gruppledare"):
        gangen.do(gang, "besluta", stad.handlaggare, "bifalls")


@pytest.mark.parametrize("steg", [Steg.FORHANDSBEDOMNING, Steg.AVSLUTAT])
def test_it_needs_a_handlaggare_and_an_open_case(stad, steg):
    arende = vagen.arende_at(stad, steg)
    with pytest.raises((ValidationError, PermissionDenied)):
        start_arbetsgang(arende=arende, flode="byte_av_handlaggare", actor=stad.mottagare)


def test_what_was_chosen_is_kept_with_its_words(stad, kollega, gang):
    rad = gangen.do(gang, "foresla", stad.handlaggare, ny=str(kollega.pk))
    assert rad.svar["ny"] == {"kod": str(kollega.pk), "i_ord": kollega.namn}
