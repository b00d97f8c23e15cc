"""A decision is looked at again: in time or not, changed or not, in court, and what it leads to."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from access.models import Roll
from arenden.models import Arende, Beslut, Frist, Steg
from audit.models import Logghandelse
from insatser.actions.arbetsgang import start_arbetsgang
from insatser.models import Insats, Omprovning
from insatser.models.valbart import beslut as valbara
from tests.builders import make_anvandare
from tests.insatser import gangen, vagen

pytestmark = pytest.mark.django_db
LYDELSE = {"lydelse": "Familjebehandling i tolv månader.", "grund": "fl37"}


@pytest.fixture
def arende(stad):
    return vagen.arende_at(stad, Steg.UPPFOLJNING)


def begin(stad, arende, kom: str = "overklagande", **svar):
    gang = start_arbetsgang(arende=arende, flode="omprovning", actor=stad.handlaggare)
    ((kod, _),) = valbara(gang)
    gangen.do(gang, "registrera", stad.handlaggare, kom, **{"beslut": kod} | svar)
    return gang


def in_time(stad, gang, *, provas_anda: bool = False):
    gangen.do(gang, "prova_tiden", stad.gruppledare, "i_tid", provas_anda=provas_anda)


def propose(stad, gang, utfall: str, **svar):
    gangen.do(gang, "foresla", stad.handlaggare, utfall, **LYDELSE | svar)


def decide(stad, gang, utfall: str):
    gangen.do(gang, "besluta", stad.gruppledare, utfall)


def to_court(stad, arende):
    gang = begin(stad, arende)
    in_time(stad, gang)
    propose(stad, gang, "star_fast")
    decide(stad, gang, "star_fast")
    return gang


def ended(gang) -> str:
    assert gangen.place_of(gang).slut == gang.slut
    return gang.slut


def test_an_appeal_that_is_met_in_full_never_goes_to_court(stad, arende):
    gang = begin(stad, arende)
    in_time(stad, gang)
    propose(stad, gang, "till_fordel")
    decide(stad, gang, "helt")
    omprovning = Omprovning.objects.get()
    assert (omprovning.utfall, omprovning.lydelse) == ("helt", LYDELSE["lydelse"])
    assert (omprovning.foreslagen_av, omprovning.beslutad_av) == (
        stad.handlaggare,
        stad.gruppledare,
    )
    assert Beslut.objects.get().text == "Familjebehandling i sex månader."
    assert Logghandelse.objects.filter(verb="beslut.review").count() == 1
    gangen.do(gang, "underratta", stad.handlaggare)
    gangen.do(gang, "folja", stad.handlaggare, "planen_ses_over", hur="Planen ses över i juni.")
    assert ended(gang) == "andrat"
    assert "Planen ses över i juni." in [rad.text for rad in arende.anteckningar.all()]


@pytest.mark.parametrize(
    ("domstol", "slut"),
    [
        ("bifall", "andrat"),
        ("delvis", "andrat"),
        ("avslag", "star_fast"),
        ("avvisat", "star_fast"),
    ],
)
def test_what_stands_goes_to_court_and_its_answer_is_kept(stad, arende, domstol, slut):
    gang = to_court(stad, arende)
    gangen.do(gang, "overlamna", stad.handlaggare)
    gangen.do(gang, "domstolen", stad.handlaggare, domstol)
    assert Omprovning.objects.get().domstol == domstol
    if slut == "andrat":
        gangen.do(gang, "folja", stad.handlaggare, "inget")
    assert ended(gang) == slut


def test_a_part_of_what_was_asked_goes_to_court_for_the_rest(stad, arende):
    gang = begin(stad, arende)
    in_time(stad, gang)
    propose(stad, gang, "till_fordel")
    decide(stad, gang, "delvis")
    assert gangen.open_steps(gang) == ["overlamna"]


def test_a_case_that_the_court_sends_back_is_tried_anew(stad, arende):
    gang = to_court(stad, arende)
    gangen.do(gang, "overlamna", stad.handlaggare)
    gangen.do(gang, "domstolen", stad.handlaggare, "tillbaka")
    propose(stad, gang, "till_fordel")
    decide(stad, gang, "helt")
    assert list(Omprovning.objects.values_list("utfall", "domstol")) == [
        ("star_fast", "tillbaka"),
        ("helt", ""),
    ]


def test_the_clock_of_the_hand_over_runs_until_it_is_done(stad, arende):
    gang = to_court(stad, arende)
    (frist,) = Frist.objects.filter(kalla=gang.pk).running()
    assert frist.slag == "overlamnande_ratten"
    gangen.do(gang, "overlamna", stad.handlaggare)
    frist.refresh_from_db()
    assert frist.utgang == Frist.Utgang.UPPFYLLD


MIDSOMMAR = {"fick_beslutet": "2026-05-29"}
"""Three weeks later is midsommarafton; the next working day is Monday 22 June."""


@pytest.mark.parametrize(
    ("svar", "ratt"),
    [
        ({"fick_beslutet": "2026-10-01", "kom_in": "2026-10-22"}, "i_tid"),
        ({"fick_beslutet": "2026-10-01", "kom_in": "2026-10-23"}, "for_sent"),
        (MIDSOMMAR | {"kom_in": "2026-06-22"}, "i_tid"),
        (MIDSOMMAR | {"kom_in": "2026-06-23"}, "for_sent"),
        ({"fick_beslutet": None, "kom_in": "2026-11-20"}, "i_tid"),
    ],
)
def test_the_time_follows_from_the_days_and_no_other_answer_is_taken(stad, arende, svar, ratt):
    gang = begin(stad, arende, **svar)
    fel = {"i_tid": "for_sent", "for_sent": "i_tid"}[ratt]
    with pytest.raises(ValidationError) as fangat:
        gangen.do(gang, "prova_tiden", stad.gruppledare, fel, provas_anda=False)
    assert set(fangat.value.message_dict) == {"utfall"}
    gangen.do(gang, "prova_tiden", stad.gruppledare, ratt, provas_anda=False)


def test_too_late_is_refused_with_a_decision_of_its_own(stad, arende):
    gang = begin(stad, arende, fick_beslutet="2026-10-01", kom_in="2026-11-20")
    gangen.do(gang, "prova_tiden", stad.gruppledare, "for_sent", provas_anda=False)
    gangen.do(gang, "avvisa", stad.handlaggare)
    assert ended(gang) == "avvisat"
    assert not Omprovning.objects.exists()


def test_late_by_our_fault_is_tried_all_the_same(stad, arende):
    gang = begin(stad, arende, fick_beslutet="2026-10-01", kom_in="2026-11-20")
    in_time(stad, gang, provas_anda=True)
    assert gangen.open_steps(gang) == ["foresla"]


@pytest.mark.parametrize("kom", ["begaran", "egen"])
def test_a_request_or_ones_own_doubt_never_goes_to_court(stad, arende, kom):
    gang = begin(stad, arende, kom)
    propose(stad, gang, "star_fast")
    decide(stad, gang, "star_fast")
    gangen.do(gang, "underratta", stad.handlaggare)
    assert ended(gang) == "star_fast"


def test_to_the_persons_detriment_only_on_a_narrow_ground_and_after_hearing(stad, arende):
    gang = begin(stad, arende, "egen")
    with pytest.raises(ValidationError, match="Till nackdel"):
        propose(stad, gang, "till_nackdel", grund="fl38")
    propose(stad, gang, "till_nackdel", grund="sol149")
    assert gangen.open_steps(gang) == ["hor"]
    gangen.do(gang, "hor", stad.handlaggare)
    decide(stad, gang, "delvis")
    assert gangen.open_steps(gang) == ["underratta"]


@pytest.mark.parametrize("saknas", ["lydelse", "grund"])
def test_a_change_says_how_and_why(stad, arende, saknas):
    gang = begin(stad, arende, "begaran")
    with pytest.raises(ValidationError) as fangat:
        propose(stad, gang, "till_fordel", **{saknas: None})
    assert set(fangat.value.message_dict) == {saknas}


def test_a_proposal_may_be_handed_back(stad, arende):
    gang = begin(stad, arende, "begaran")
    propose(stad, gang, "star_fast")
    decide(stad, gang, "tillbaka")
    assert gangen.open_steps(gang) == ["foresla"]
    assert not Omprovning.objects.exists()


def test_nothing_is_decided_that_was_not_proposed(stad, arende):
    gang = begin(stad, arende, "begaran")
    propose(stad, gang, "star_fast")
    with pytest.raises(ValidationError, match="Besluta enligt förslaget"):
        decide(stad, gang, "helt")


def test_whoever_proposed_does_not_decide(stad, arende):
    gang = begin(stad, arende, "begaran")
    gangen.do(gang, "foresla", stad.gruppledare, "star_fast", **LYDELSE)
    with pytest.raises(PermissionDenied, match="Någon annan"):
        decide(stad, gang, "star_fast")


def changed(stad, arende):
    gang = begin(stad, arende, "begaran")
    propose(stad, gang, "till_fordel")
    decide(stad, gang, "helt")
    gangen.do(gang, "underratta", stad.handlaggare)
    return gang


def test_the_change_may_end_the_insatser_that_run(stad, arende):
    gang = changed(stad, arende)
    gangen.do(gang, "folja", stad.handlaggare, "insats_avslutas")
    insats = Insats.objects.get(arende=arende)
    assert (insats.status, insats.slutdatum) == (Insats.Status.AVSLUTAD, timezone.localdate())


def test_a_closed_case_is_reviewed_and_a_new_one_opens_on_what_changed(stad):
    arende = vagen.arende_at(stad, Steg.AVSLUTAT)
    gang = changed(stad, arende)
    gangen.do(gang, "folja", stad.handlaggare, "nytt_arende")
    assert ended(gang) == "andrat"
    nytt = Arende.objects.exclude(pk=arende.pk).get()
    assert (nytt.slag, nytt.akt_id, nytt.avslutat) == ("ansokan", arende.akt_id, None)
    assert arende.arendenummer in nytt.anmalningar.get().text


def test_an_open_case_goes_on_and_opens_no_other(stad, arende):
    gang = changed(stad, arende)
    with pytest.raises(ValidationError, match="Ärendet är öppet"):
        gangen.do(gang, "folja", stad.handlaggare, "nytt_arende")


def test_insatser_of_a_closed_case_are_not_touched(stad):
    gang = changed(stad, vagen.arende_at(stad, Steg.AVSLUTAT))
    with pytest.raises(PermissionDenied, match="avslutat"):
        gangen.do(gang, "folja", stad.handlaggare, "insats_avslutas")


def test_without_a_decision_there_is_nothing_to_review(stad):
    arende = vagen.arende_at(stad, Steg.UTREDNING)
    with pytest.raises(ValidationError, match="inget beslut"):
        start_arbetsgang(arende=arende, flode="omprovning", actor=stad.handlaggare)


def test_those_outside_review_nothing(stad, arende):
    gang = begin(stad, arende)
    for vem in (stad.handlaggare, make_anvandare(Roll.GRUPPLEDARE)):
        with pytest.raises(PermissionDenied):
            gangen.do(gang, "prova_tiden", vem, "i_tid")


def test_its_clock_counts_from_when_it_came_in(stad, arende):
    nar = timezone.now() - timedelta(days=2)
    gang = start_arbetsgang(arende=arende, flode="omprovning", actor=stad.handlaggare, ankare=nar)
    assert Frist.objects.get(kalla=gang.pk).ankare == nar
