"""Rounds: answered blind, counted once, and nothing in them that points to one person."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, transaction
from django.utils import timezone

from access.middleware import row_level_security
from access.models import Roll
from riskbedomning.actions.kalibrering import (
    SAMLAD,
    count_due,
    count_omgang,
    open_omgang,
    save_vinjettsvar,
    submit_vinjettsvar,
)
from riskbedomning.actions.vinjett import withdraw_vinjett
from riskbedomning.models import Kalibreringsomgang, Kalibreringsutfall, Vinjettsvar
from tests.builders import make_anvandare, make_enhet
from tests.riskbedomning.vinjetter import (
    all_alike,
    count,
    day_after,
    hand_in,
    make_omgang,
    make_vinjett,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def enhet():
    return make_enhet()


@pytest.fixture
def omgang(enhet):
    return make_omgang(enheter=[enhet])


@pytest.fixture
def asa(enhet):
    return make_anvandare(enhet=enhet, namn="Åsa Öberg")


def test_a_draft_may_change_until_it_is_handed_in(omgang, asa):
    save_vinjettsvar(omgang=omgang, svar={SAMLAD: "oklart"}, actor=asa)
    save_vinjettsvar(omgang=omgang, svar={SAMLAD: "visst_stod"}, actor=asa)
    submit_vinjettsvar(omgang=omgang, svar=all_alike(omgang), actor=asa)
    rad = Vinjettsvar.objects.get()
    assert rad.svar == all_alike(omgang)
    assert rad.inlamnat == timezone.localdate()
    with pytest.raises(PermissionDenied, match="lämnat in"):
        save_vinjettsvar(omgang=omgang, svar={}, actor=asa)
    with pytest.raises(DatabaseError, match="locked"), transaction.atomic():
        Vinjettsvar.objects.update(inlamnat=None)


def test_an_answer_to_every_question_is_asked_for(omgang, asa):
    kod = omgang.instrumentversion.faktorer.first().kod
    svar = all_alike(omgang)
    del svar[kod], svar[SAMLAD]
    with pytest.raises(ValidationError) as error:
        submit_vinjettsvar(omgang=omgang, svar=svar, actor=asa)
    assert set(error.value.message_dict) == {kod, SAMLAD}
    assert not Vinjettsvar.objects.exclude(inlamnat=None).exists()


def test_only_known_questions_and_answers_are_kept(omgang, asa):
    svar = all_alike(omgang, anteckning="Kim bor på Storgatan") | {SAMLAD: "hög risk"}
    rad = save_vinjettsvar(omgang=omgang, svar=svar, actor=asa)
    assert "anteckning" not in rad.svar
    assert SAMLAD not in rad.svar


@pytest.mark.parametrize("roll", sorted(set(Roll) - {Roll.SOCIALSEKRETERARE}))
def test_only_invited_socialsekreterare_answer(omgang, enhet, roll):
    for person in (make_anvandare(roll, enhet=enhet), make_anvandare()):
        with pytest.raises(PermissionDenied, match="inte inbjuden"):
            save_vinjettsvar(omgang=omgang, svar={}, actor=person)


def test_nobody_answers_before_the_first_day_or_after_the_last(omgang, asa):
    for dag in (omgang.fran - timedelta(days=1), day_after(omgang)):
        with time_machine.travel(dag), pytest.raises(PermissionDenied, match="inte öppen"):
            save_vinjettsvar(omgang=omgang, svar={}, actor=asa)


def test_a_round_wants_a_published_vignette_of_the_right_age_and_a_day_to_come():
    vinjett, metodledare = make_vinjett(), make_anvandare(Roll.METODLEDARE)
    omgang = make_omgang(vinjett=vinjett)
    version = omgang.instrumentversion
    version.alder_till = 12
    igar = timezone.localdate() - timedelta(days=1)
    falt = {"instrumentversion": version, "fran": igar, "till": igar, "enheter": []}
    with pytest.raises(ValidationError) as error:
        open_omgang(vinjett=vinjett, actor=metodledare, **falt)
    assert set(error.value.message_dict) == {"instrumentversion", "till", "enheter"}
    withdraw_vinjett(vinjett=vinjett, actor=metodledare)
    with pytest.raises(PermissionDenied, match="publicerad vinjett"):
        open_omgang(vinjett=vinjett, actor=metodledare, **falt)


# What is counted.


def test_a_round_is_counted_once_and_only_when_it_is_over(omgang, enhet):
    hand_in(omgang, enhet, [all_alike(omgang)] * 5)
    with pytest.raises(ValueError, match="när den är slut"):
        count_omgang(omgang)
    with time_machine.travel(omgang.till), pytest.raises(ValueError, match="när den är slut"):
        count_omgang(omgang)
    count(omgang)
    with pytest.raises(ValueError, match="en gång"):
        count(omgang)


def test_the_nightly_job_finds_what_is_over(omgang):
    assert count_due(idag=omgang.till) == 0
    with time_machine.travel(day_after(omgang)):
        assert count_due(idag=day_after(omgang)) == 1
        assert count_due(idag=day_after(omgang)) == 0


@pytest.mark.parametrize(("antal", "finns"), [(4, False), (5, True)])
def test_nothing_is_told_of_fewer_than_five(omgang, enhet, antal, finns):
    hand_in(omgang, enhet, [all_alike(omgang)] * antal)
    count(omgang)
    assert Kalibreringsutfall.objects.exists() is finns


def test_a_draft_is_not_counted(omgang, enhet, asa):
    hand_in(omgang, enhet, [all_alike(omgang)] * 5)
    save_vinjettsvar(omgang=omgang, svar=all_alike(omgang, "finns_inte"), actor=asa)
    count(omgang)
    utfall = Kalibreringsutfall.objects.get()
    assert utfall.antal == 5
    assert not utfall.fordelning.filter(svar="finns_inte").exists()


def test_a_unit_is_left_out_when_the_rest_would_be_too_few():
    stora, lilla = make_enhet(), make_enhet()
    omgang = make_omgang(enheter=[stora, lilla])
    hand_in(omgang, stora, [all_alike(omgang)] * 7)
    hand_in(omgang, lilla, [all_alike(omgang, "delvis")] * 3)
    count(omgang)
    assert [utfall.enhet for utfall in Kalibreringsutfall.objects.all()] == [None]


def test_units_of_five_are_told_of_beside_everybody():
    enheter = [make_enhet(), make_enhet()]
    omgang = make_omgang(enheter=enheter)
    hand_in(omgang, enheter[0], [all_alike(omgang)] * 5)
    hand_in(omgang, enheter[1], [all_alike(omgang, "delvis")] * 6)
    count(omgang)
    antal = {utfall.enhet: utfall.antal for utfall in Kalibreringsutfall.objects.all()}
    assert antal == {None: 11, enheter[0]: 5, enheter[1]: 6}


def test_alpha_of_twelve_assessors_is_what_the_rules_say(omgang, enhet):
    koder = list(omgang.instrumentversion.faktorer.values_list("kod", flat=True))
    olika = dict.fromkeys(koder[::2], "finns_inte")
    rader = [all_alike(omgang, **olika)] * 10 + [all_alike(omgang, "otillracklig_information")] * 2
    hand_in(omgang, enhet, rader)
    count(omgang)
    utfall = Kalibreringsutfall.objects.get()
    assert utfall.grad_alfa == 1
    assert 0.5 < utfall.slag_alfa < 0.8
    assert utfall.slag_fran <= utfall.slag_alfa <= utfall.slag_till


# What nobody sees.


def test_the_database_shows_an_answer_to_whoever_gave_it_and_to_nobody_else(omgang, enhet, asa):
    submit_vinjettsvar(omgang=omgang, svar=all_alike(omgang), actor=asa)
    for annan in (
        make_anvandare(enhet=enhet),
        make_anvandare(Roll.METODLEDARE),
        make_anvandare(Roll.GRUPPLEDARE, enhet=enhet),
        make_anvandare(Roll.LOGGRANSKARE),
    ):
        assert not Vinjettsvar.objects.visible_to(annan).exists()
        with row_level_security(annan.pk):
            assert not Vinjettsvar.objects.exists()
    with row_level_security(asa.pk):
        assert Vinjettsvar.objects.get().anvandare == asa


def test_nobody_writes_an_answer_in_anothers_name(omgang, enhet, asa):
    annan = make_anvandare(enhet=enhet)
    falskt = Vinjettsvar(
        omgang=omgang, anvandare=asa, enhet=enhet, namnd=enhet.namnd, svar={SAMLAD: "oklart"}
    )
    refused = pytest.raises(DatabaseError, match="row-level security")
    with refused, transaction.atomic(), row_level_security(annan.pk):
        falskt.save()


def test_the_web_counts_nothing_and_changes_no_outcome(omgang, enhet):
    hand_in(omgang, enhet, [all_alike(omgang)] * 5)
    count(omgang)
    metodledare = make_anvandare(Roll.METODLEDARE)
    utfall = Kalibreringsutfall.objects.get()
    for gor in (
        lambda: Kalibreringsutfall.objects.update(antal=9),
        lambda: utfall.fordelning.update(antal=9),
        lambda: Kalibreringsutfall.objects.create(omgang=make_omgang(), antal=5),
    ):
        refused = pytest.raises(DatabaseError, match="counted once")
        with refused, transaction.atomic(), row_level_security(metodledare.pk):
            gor()


def test_an_outcome_names_nobody(omgang, enhet):
    hand_in(omgang, enhet, [all_alike(omgang)] * 5)
    count(omgang)
    tables = (Kalibreringsutfall, Kalibreringsutfall._meta.get_field("fordelning").related_model)
    for model in tables:
        related = {f.related_model.__name__ for f in model._meta.concrete_fields if f.is_relation}
        assert "Anvandare" not in related


def test_an_assessor_sees_the_outcome_of_rounds_they_answered_and_of_no_unit(enhet):
    annan = make_enhet()
    omgang = make_omgang(enheter=[enhet, annan])
    personer = hand_in(omgang, enhet, [all_alike(omgang)] * 5)
    hand_in(omgang, annan, [all_alike(omgang)] * 5)
    count(omgang)
    assert [u.enhet for u in Kalibreringsutfall.objects.visible_to(personer[0])] == [None]
    svarade_inte = make_anvandare(enhet=enhet)
    assert not Kalibreringsutfall.objects.visible_to(svarade_inte).exists()
    assert Kalibreringsutfall.objects.visible_to(make_anvandare(Roll.METODLEDARE)).count() == 3


def test_a_round_invites_the_people_of_its_units_only(omgang, enhet, asa):
    assert list(Kalibreringsomgang.objects.inviting(asa)) == [omgang]
    assert not Kalibreringsomgang.objects.inviting(make_anvandare()).exists()
    ledare = make_anvandare(Roll.GRUPPLEDARE, enhet=enhet)
    assert not Kalibreringsomgang.objects.inviting(ledare).exists()
