"""The monthly review: who judges what, one verdict for each row, and an end that stays."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from access.models import Avisering, Roll
from audit.models import Logghandelse
from audit.verb import Verb
from granskning.actions.fragor import answer
from granskning.actions.granskning import (
    RedanBedomd,
    assign_granskare,
    finish,
    judge,
    judge_many,
    undo,
)
from granskning.flows.check import disagreements
from granskning.models import Atkomst, Granskningsfraga, Loggranskning
from granskning.models.lage import derive_lage
from granskning.rules.lage import Lage
from granskning.rules.urval import Forklaringsgrad
from tests.builders import make_anvandare, make_enhet, make_namnd
from tests.granskning.manad import make_granskning

pytestmark = pytest.mark.django_db

UTAN, FRAGA, ANMARKNING = Atkomst.Utfall.UTAN_ANMARKNING, "fraga", "anmarkning"


@pytest.fixture
def enhet():
    return make_enhet()


@pytest.fixture
def kollega(enhet):
    return make_anvandare(enhet=enhet)


@pytest.fixture
def granskare(enhet):
    return make_anvandare(Roll.LOGGRANSKARE, enhet=make_enhet(namnd=enhet.namnd))


@pytest.fixture
def granskning(enhet, kollega):
    return make_granskning(enhet, kollega, antal=3)


def fresh(rad):
    return type(rad).objects.get(pk=rad.pk)


def judge_all(granskning, granskare, utfall=UTAN):
    for rad in granskning.rader.to_judge():
        judge(rad=rad, utfall=utfall, actor=granskare)


def test_the_verdict_is_kept_with_who_and_when_and_is_logged(granskning, granskare):
    rad = granskning.rader.first()
    judge(rad=rad, utfall=ANMARKNING, text="Akten hörde inte till uppdraget.", actor=granskare)
    rad = fresh(rad)
    assert (rad.utfall, rad.kommentar) == (ANMARKNING, "Akten hörde inte till uppdraget.")
    assert (rad.bedomd_av, rad.bedomd.date()) == (granskare, timezone.now().date())
    handelse = Logghandelse.objects.filter(verb=Verb.LOGGRANSKNING_JUDGE).get()
    assert (handelse.aktor_id, handelse.akt_id) == (granskare.pk, rad.akt_id)


@pytest.mark.parametrize("utfall", [FRAGA, ANMARKNING])
def test_a_question_and_a_remark_have_words(granskning, granskare, utfall):
    with pytest.raises(ValidationError):
        judge(rad=granskning.rader.first(), utfall=utfall, text="  ", actor=granskare)
    assert granskning.rader.to_judge().count() == 3


def test_the_first_verdict_stands_and_the_other_is_told(granskning, granskare, enhet):
    annan = make_anvandare(Roll.LOGGRANSKARE, enhet=make_enhet(namnd=enhet.namnd))
    rad = granskning.rader.first()
    judge(rad=rad, utfall=UTAN, actor=annan)
    with pytest.raises(RedanBedomd, match=annan.namn):
        judge(rad=rad, utfall=ANMARKNING, text="Nej.", actor=granskare)
    assert (fresh(rad).utfall, fresh(rad).bedomd_av) == (UTAN, annan)


def test_a_question_is_asked_answered_and_weighed(granskning, granskare, kollega):
    rad = granskning.rader.first()
    judge(rad=rad, utfall=FRAGA, text="Vad gällde det?", actor=granskare)
    fraga = Granskningsfraga.objects.asked_of(kollega).get()
    assert kollega.aviseringar.get().slag == Avisering.Slag.FRAGA
    with pytest.raises(RedanBedomd):
        judge(rad=rad, utfall=UTAN, actor=granskare)
    answer(fraga=fraga, svar="Jag hade jour.", actor=kollega)
    assert not kollega.aviseringar.filter(last=None).exists()
    assert granskare.aviseringar.get().slag == Avisering.Slag.SVAR
    judge(rad=rad, utfall=UTAN, actor=granskare)
    assert fresh(rad).utfall == UTAN
    assert fresh(fraga).svar == "Jag hade jour."


def test_only_who_was_asked_answers_and_once(granskning, granskare, kollega):
    judge(rad=granskning.rader.first(), utfall=FRAGA, text="Vad gällde det?", actor=granskare)
    fraga = Granskningsfraga.objects.get()
    with pytest.raises(PermissionDenied):
        answer(fraga=fraga, svar="Jag vet.", actor=granskare)
    answer(fraga=fraga, svar="Jag hade jour.", actor=kollega)
    with pytest.raises(PermissionDenied, match="redan besvarad"):
        answer(fraga=fraga, svar="Eller inte.", actor=kollega)
    assert fresh(fraga).svar == "Jag hade jour."


def test_undo_takes_back_ones_own_latest_and_a_question_with_it(granskning, granskare, kollega):
    ett, tva, _ = granskning.rader.all()
    judge(rad=ett, utfall=UTAN, actor=granskare)
    judge(rad=tva, utfall=FRAGA, text="Vad gällde det?", actor=granskare)
    assert undo(granskning=granskning, actor=granskare) == tva
    assert not Granskningsfraga.objects.asked_of(kollega).exists()
    assert undo(granskning=granskning, actor=granskare) == ett
    with pytest.raises(ValidationError, match="ingen bedömning"):
        undo(granskning=granskning, actor=granskare)
    assert granskning.rader.to_judge().count() == 3


def test_nobody_undoes_what_another_has_judged(granskning, granskare, enhet):
    annan = make_anvandare(Roll.LOGGRANSKARE, enhet=make_enhet(namnd=enhet.namnd))
    judge(rad=granskning.rader.first(), utfall=UTAN, actor=annan)
    with pytest.raises(ValidationError):
        undo(granskning=granskning, actor=granskare)


def test_an_answered_question_is_not_unasked_and_a_later_verdict_goes_back_to_it(
    granskning, granskare, kollega
):
    rad = granskning.rader.first()
    judge(rad=rad, utfall=FRAGA, text="Vad gällde det?", actor=granskare)
    answer(fraga=Granskningsfraga.objects.get(), svar="Jour.", actor=kollega)
    with pytest.raises(ValidationError):
        undo(granskning=granskning, actor=granskare)
    judge(rad=rad, utfall=UTAN, actor=granskare)
    undo(granskning=granskning, actor=granskare)
    assert fresh(rad).utfall == FRAGA
    assert rad in granskning.rader.to_judge()


def test_several_rows_at_once_only_where_the_data_explains_them(granskning, granskare):
    rader = list(granskning.rader.all())
    with pytest.raises(ValidationError, match="tydlig förklaring"):
        judge_many(granskning=granskning, rader=rader, actor=granskare)
    granskning.rader.update(forklaring=Forklaringsgrad.SAMMANHANG)
    judge(rad=rader[0], utfall=ANMARKNING, text="Nej.", actor=granskare)
    rader = list(granskning.rader.all())
    assert judge_many(granskning=granskning, rader=rader, actor=granskare) == 2
    assert [rad.utfall for rad in granskning.rader.all()] == [ANMARKNING, UTAN, UTAN]


def test_a_review_ends_when_all_is_judged_and_nothing_changes_after(granskning, granskare):
    with pytest.raises(ValidationError, match="3 rader är inte bedömda"):
        finish(granskning=granskning, actor=granskare)
    judge_all(granskning, granskare)
    finish(granskning=granskning, actor=granskare)
    granskning = fresh(granskning)
    assert granskning.avslutad_av == granskare
    for act in (
        lambda: judge(rad=granskning.rader.first(), utfall=UTAN, actor=granskare),
        lambda: undo(granskning=granskning, actor=granskare),
        lambda: finish(granskning=granskning, actor=granskare),
        lambda: assign_granskare(granskning=granskning, granskare=granskare, actor=granskare),
    ):
        with pytest.raises(PermissionDenied, match="avslutad"):
            act()


def test_the_database_itself_keeps_a_finished_review(granskning, granskare):
    judge_all(granskning, granskare)
    finish(granskning=granskning, actor=granskare)
    rad = granskning.rader.first()
    for frys in (
        lambda: Atkomst.objects.filter(pk=rad.pk).update(utfall=ANMARKNING),
        lambda: Loggranskning.objects.filter(pk=granskning.pk).update(avslutad=None),
    ):
        with pytest.raises(IntegrityError, match="finished review"), transaction.atomic():
            frys()


def test_the_flow_goes_where_the_facts_are(granskning, granskare, kollega):
    def stands(lage):
        granskning.refresh_from_db()
        assert list(disagreements(granskning)) == []
        assert derive_lage(granskning) == lage

    stands(Lage.GRANSKA)
    rad, *resten = granskning.rader.all()
    for en in resten:
        judge(rad=en, utfall=UTAN, actor=granskare)
    judge(rad=rad, utfall=FRAGA, text="Vad gällde det?", actor=granskare)
    stands(Lage.SVAR)
    answer(fraga=Granskningsfraga.objects.get(), svar="Jour.", actor=kollega)
    stands(Lage.GRANSKA)
    judge(rad=rad, utfall=UTAN, actor=granskare)
    stands(Lage.PROTOKOLL)
    undo(granskning=granskning, actor=granskare)
    stands(Lage.GRANSKA)
    judge(rad=rad, utfall=UTAN, actor=granskare)
    finish(granskning=granskning, actor=granskare)
    stands(Lage.KLAR)


def test_a_flow_beside_the_facts_is_found(granskning):
    granskning.rader.update(
        utfall=UTAN, bedomd_av=make_anvandare(Roll.LOGGRANSKARE), bedomd=timezone.now()
    )
    assert list(disagreements(granskning)) == ["flödet står i granska, fakta säger protokoll"]


def test_ones_own_row_goes_to_another_who_is_told(enhet):
    """Those who act for the nämnd as a whole have no unit to be outside of."""
    namnd = make_namnd()
    ett, tva = (make_anvandare(Roll.LOGGRANSKARE) for _ in range(2))
    for vem in (ett, tva):
        vem.uppdrag.update(enhet=None, namnd=namnd)
    granskning = make_granskning(None, ett, make_anvandare(), namnd=namnd)
    egen, annans = granskning.rader.all()
    assert list(Atkomst.objects.visible_to(ett)) == [annans]
    with pytest.raises(PermissionDenied, match="dig själv"):
        judge(rad=egen, utfall=UTAN, actor=ett)
    judge(rad=annans, utfall=UTAN, actor=ett)
    assert tva.aviseringar.get().slag == Avisering.Slag.GRANSKNING
    judge(rad=egen, utfall=UTAN, actor=tva)
    finish(granskning=granskning, actor=ett)


def test_the_review_is_taken_over_and_given_away(granskning, granskare, enhet):
    chef = make_anvandare(Roll.ENHETSCHEF, enhet=enhet)
    grannchef = make_anvandare(Roll.GRUPPLEDARE, enhet=make_enhet(namnd=enhet.namnd))
    assign_granskare(granskning=granskning, granskare=granskare, actor=granskare)
    assert fresh(granskning).granskare == granskare
    with pytest.raises(PermissionDenied):
        judge(rad=granskning.rader.first(), utfall=UTAN, actor=grannchef)
    assign_granskare(granskning=granskning, granskare=grannchef, actor=chef)
    assert grannchef.aviseringar.get().slag == Avisering.Slag.GRANSKNING
    judge(rad=fresh(granskning).rader.first(), utfall=UTAN, actor=grannchef)
    for fel in (
        chef,
        make_anvandare(Roll.GRUPPLEDARE, enhet=enhet),
        make_anvandare(Roll.ENHETSCHEF),
    ):
        with pytest.raises(ValidationError):
            assign_granskare(granskning=granskning, granskare=fel, actor=chef)
    with pytest.raises(PermissionDenied):
        assign_granskare(granskning=granskning, granskare=granskare, actor=grannchef)


def test_a_question_without_answer_is_judged_only_after_a_reminder(granskning, granskare):
    rad = granskning.rader.first()
    judge(rad=rad, utfall=FRAGA, text="Vad gällde det?", actor=granskare)
    Granskningsfraga.objects.update(paminnd=timezone.now() + timedelta(days=7))
    judge(rad=rad, utfall=ANMARKNING, text="Inget svar.", actor=granskare)
    assert Granskningsfraga.objects.get().aterkallad is not None
