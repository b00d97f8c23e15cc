"""Which grant explains what was done."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

from granskning.rules.aterblick import Forklaring, Grund, Slag, forklaring_for

KLOCKAN = datetime(2026, 3, 3, 10, 0, tzinfo=UTC)
VEM, AKT, ENHET = uuid4(), uuid4(), uuid4()


def grund(
    omfattning_id: UUID = AKT, *, vem: UUID = VEM, dagar: int = -10, till: datetime | None = None
) -> Grund:
    return Grund(
        anvandare_id=vem,
        omfattning_id=omfattning_id,
        is_unit_wide=omfattning_id == ENHET,
        skal="Tilldelad handläggare",
        fran=KLOCKAN + timedelta(days=dagar),
        till=till,
    )


def svar(*grunder: Grund, vem: UUID | None = VEM, akt: UUID | None = AKT) -> Forklaring:
    return forklaring_for(aktor_id=vem, akt_id=akt, tid=KLOCKAN, grunder=grunder)


def test_the_grant_of_that_moment_explains():
    assert svar(grund()) == Forklaring(Slag.TILLTRADE, grund())


def test_the_akt_explains_before_the_unit():
    assert svar(grund(ENHET), grund()).grund == grund()
    assert svar(grund(ENHET)).grund == grund(ENHET)


def test_a_grant_on_something_else_or_for_someone_else_explains_nothing():
    assert svar(grund(uuid4())).slag is Slag.OFORKLARAD
    assert svar(grund(vem=uuid4())).slag is Slag.OFORKLARAD


def test_a_grant_of_another_time_explains_nothing():
    assert svar(grund(dagar=1)).slag is Slag.OFORKLARAD
    assert svar(grund(till=KLOCKAN - timedelta(hours=1))).slag is Slag.OFORKLARAD


def test_what_a_grant_began_and_what_ended_it_is_explained_by_it():
    moment = timedelta(seconds=1)
    assert svar(grund(till=KLOCKAN - moment)).slag is Slag.TILLTRADE
    nyss = forklaring_for(aktor_id=VEM, akt_id=AKT, tid=KLOCKAN - moment, grunder=[grund(dagar=0)])
    assert nyss.slag is Slag.TILLTRADE


def test_without_an_akt_or_a_person_there_is_nothing_to_explain():
    assert svar(akt=None).slag is Slag.INGEN_AKT
    assert svar(vem=None).slag is Slag.INGEN_PERSON


def test_the_grant_that_the_entry_names_goes_before_any_that_could_explain_it():
    named = replace(grund(uuid4()), id=uuid4())
    assert named_svar(named.id, grund(), named).grund == named


def test_a_named_grant_that_was_not_in_force_or_is_another_s_does_not_explain():
    ended = replace(grund(uuid4(), till=KLOCKAN - timedelta(hours=1)), id=uuid4())
    anothers = replace(grund(uuid4(), vem=uuid4()), id=uuid4())
    for one in (ended, anothers):
        assert named_svar(one.id, one).slag is Slag.OFORKLARAD
        assert named_svar(one.id, one, grund()).grund == grund()


def test_the_duty_to_review_explains_what_no_grant_does():
    def granskad(*grunder: Grund) -> Forklaring:
        return forklaring_for(
            aktor_id=VEM, akt_id=AKT, tid=KLOCKAN, grunder=grunder, genom_uppdrag=True
        )

    assert granskad() == Forklaring(Slag.UPPDRAG)
    assert granskad(grund()).slag is Slag.TILLTRADE


def named_svar(tilltrade_id: UUID | None, *grunder: Grund) -> Forklaring:
    return forklaring_for(
        aktor_id=VEM, akt_id=AKT, tid=KLOCKAN, grunder=grunder, tilltrade_id=tilltrade_id
    )
