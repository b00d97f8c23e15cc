"""The drawing of a month: nobody steers it, everything is looked at, nothing of the content."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from access.models import Anvandare, Roll, Skal
from audit.models import Kontrollpunkt, Logghandelse
from audit.verb import Verb
from granskning.actions.urval import InteForseglad, compare, draw
from granskning.models import Atkomst, Loggranskning
from granskning.rules.urval import Urvalsgrund, lot_of, regelverk_for, seed_of
from granskning.tasks import dra_manadens_urval
from tests.builders import make_anvandare
from tests.granskning.stad import (
    EFTER,
    MANAD,
    TISDAG,
    Stad,
    close_month,
    give,
    make_stad,
    note,
    now,
    seal_all,
)

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def stad() -> Stad:
    return make_stad()


def drawn(manad: date = MANAD) -> list[Loggranskning]:
    with now():
        return draw(manad=manad, actor=None)


def rows(granskning: Loggranskning) -> list[Any]:
    return [
        (rad.aktor_id, rad.akt_id, rad.dag, rad.urvalsgrund, rad.forklaring, rad.signaler)
        for rad in granskning.rader.order_by("ordning")
    ]


def play(stad: Stad, vem: Anvandare, antal: int, *, fran: datetime = TISDAG) -> None:
    """So many akter of one's own, one after the other in the same hour."""
    for n in range(antal):
        akt = stad.akt()
        give(vem, akt)
        note(vem, akt, fran + timedelta(minutes=n))


def test_a_month_whose_end_is_not_sealed_is_not_drawn(stad):
    december, efter = date(2026, 12, 1), datetime(2027, 1, 4, 9, tzinfo=UTC)
    play(stad, stad.anstalld(), 3, fran=TISDAG + timedelta(days=70))
    seal_all()
    note(stad.granskare, None, efter, Verb.LOGG_READ)
    with pytest.raises(InteForseglad):
        drawn(december)
    with time_machine.travel(efter), pytest.raises(CommandError, match="inte förseglad"):
        call_command("dra_urval", "2026-12")
    assert not Loggranskning.objects.exists()
    seal_all()
    assert [granskning.atkomster for granskning in drawn(december)] == [3]


def test_one_entry_with_a_clock_set_wrong_closes_no_month(stad):
    note(stad.granskare, None, TISDAG + timedelta(days=400), Verb.LOGG_READ)
    play(stad, stad.anstalld(), 3)
    seal_all()
    with pytest.raises(InteForseglad):
        drawn()
    close_month(stad)
    assert [granskning.atkomster for granskning in drawn()] == [3]


def test_every_access_of_a_small_unit_is_drawn_once(stad):
    vem = stad.anstalld()
    akt = stad.akt()
    give(vem, akt)
    for minut in (0, 5, 9):
        note(vem, akt, TISDAG + timedelta(minutes=minut))
    note(vem, akt, TISDAG + timedelta(days=1))
    close_month(stad)
    (granskning,) = drawn()
    assert granskning.atkomster == 2
    forst, sist = granskning.rader.order_by("dag")
    assert (len(forst.handelser), len(sist.handelser)) == (3, 1)
    assert (forst.fran, forst.till) == (TISDAG, TISDAG + timedelta(minutes=9))
    assert forst.verb == [Verb.AKT_READ.value]
    assert (forst.urvalsgrund, forst.orsak) == (Urvalsgrund.SLUMP, "tilldelning")


def test_what_chance_draws_follows_from_the_head_and_the_log_alone(stad):
    vem = stad.anstalld()
    play(stad, vem, 30)
    close_month(stad)
    (granskning,) = drawn()
    huvud = Kontrollpunkt.objects.get(storlek=granskning.storlek)
    assert bytes(granskning.rot) == bytes(huvud.rot)
    seed = seed_of(
        rot=bytes(huvud.rot), namnd_id=stad.namnd.pk, enhet_id=stad.enhet.pk, manad=MANAD
    )
    akter = Logghandelse.objects.filter(aktor_id=vem.pk).values_list("akt_id", flat=True)
    lotter = sorted(
        (lot_of(seed, aktor_id=vem.pk, akt_id=akt, dag=TISDAG.date()), akt) for akt in akter
    )
    assert {rad.akt_id for rad in granskning.rader.all()} == {akt for _, akt in lotter[:10]}


def test_drawing_again_gives_the_same_rows(stad):
    play(stad, stad.anstalld(), 15)
    close_month(stad)
    (forst,) = drawn()
    rader = rows(forst)
    assert drawn() == [forst]
    assert rows(forst) == rader
    assert Atkomst.objects.count() == len(rader)


def test_a_copy_with_its_rows_in_another_order_draws_the_same(stad):
    vem = stad.anstalld()
    play(stad, vem, 25)
    close_month(stad)
    (granskning,) = drawn()
    with connection.cursor() as cursor:
        cursor.execute("SET enable_indexscan = off; SET enable_sort = on; SET enable_hashagg = off")
        try:
            assert compare(manad=MANAD, actor=None) == []
        finally:
            cursor.execute("RESET enable_indexscan; RESET enable_sort; RESET enable_hashagg")
    assert granskning.rader.count() == 10


def test_an_access_added_after_the_head_changes_nothing_of_the_month(stad):
    vem = stad.anstalld()
    play(stad, vem, 20)
    close_month(stad)
    (granskning,) = drawn()
    fore = (granskning.storlek, bytes(granskning.rot), rows(granskning))
    play(stad, vem, 5)
    seal_all()
    assert compare(manad=MANAD, actor=None) == []
    granskning.refresh_from_db()
    assert (granskning.storlek, bytes(granskning.rot), rows(granskning)) == fore


def test_what_is_sealed_late_is_reviewed_with_the_next_month(stad):
    vem = stad.anstalld()
    play(stad, vem, 3)
    close_month(stad)
    drawn()
    play(stad, vem, 2)
    close_month(stad, datetime(2026, 12, 1, 9, tzinfo=UTC))
    with now(datetime(2026, 12, 2, 9, tzinfo=UTC)):
        (granskning,) = draw(manad=date(2026, 11, 1), actor=None)
    assert {rad.dag for rad in granskning.rader.all()} == {TISDAG.date()}
    assert granskning.atkomster == 2


def test_each_unit_is_a_stratum_of_its_own(stad):
    stor, liten = stad.anstalld(), stad.anstalld(enhet=stad.annan)
    play(stad, stor, 130)
    play(stad, liten, 4)
    close_month(stad)
    antal = {granskning.enhet_id: granskning.rader.count() for granskning in drawn()}
    assert antal == {stad.enhet.pk: 13, stad.annan.pk: 4}


def test_a_list_has_room_for_sixty_and_counts_the_rest(stad):
    vem = stad.anstalld()
    for n in range(90):
        note(vem, stad.akt(), TISDAG + timedelta(minutes=n))
    close_month(stad)
    (granskning,) = drawn()
    grunder = Counter(granskning.rader.values_list("urvalsgrund", flat=True))
    assert grunder == {Urvalsgrund.OFORKLARAD: 60}
    assert granskning.utanfor == 30


def test_the_least_explained_comes_first(stad):
    vem = stad.anstalld()
    egen, enhetens, okand = stad.akt(), stad.akt(), stad.akt(enhet=stad.annan)
    give(vem, egen)
    give(vem, stad.enhet, Skal.UPPDRAG)
    for n, akt in enumerate((egen, enhetens, okand)):
        note(vem, akt, TISDAG + timedelta(minutes=n))
    close_month(stad)
    (granskning,) = drawn()
    assert [rad.akt_id for rad in granskning.rader.all()] == [okand.pk, enhetens.pk, egen.pk]


def test_nobody_reviews_their_own_unit(stad):
    chef = make_anvandare(Roll.ENHETSCHEF, enhet=stad.annan)
    make_anvandare(Roll.GRUPPLEDARE, enhet=stad.enhet)
    Anvandare.objects.filter(pk=stad.granskare.pk).update(is_active=False)
    play(stad, stad.anstalld(), 1)
    close_month(stad)
    (granskning,) = drawn()
    assert granskning.granskare == chef


def test_the_reviewer_of_the_namnd_is_named_and_told(stad):
    make_anvandare(Roll.ENHETSCHEF, enhet=stad.annan)
    play(stad, stad.anstalld(), 1)
    close_month(stad)
    (granskning,) = drawn()
    assert granskning.granskare == stad.granskare
    assert granskning.senast == date(2026, 11, 23)
    assert stad.granskare.aviseringar.get().objekt_id == granskning.pk


def test_lists_refusals_and_the_systems_own_work_are_no_accesses(stad):
    vem = stad.anstalld()
    systemet = make_anvandare(Roll.SYSTEM, enhet=stad.enhet)
    note(vem, stad.akt(), verb=Verb.ARENDE_LIST)
    note(vem, stad.akt(), verb=Verb.KUNDE_SE_READ)
    note(systemet, stad.akt())
    close_month(stad)
    assert drawn() == []


def test_the_command_draws_and_shows_that_nobody_steered(stad, capsys):
    play(stad, stad.anstalld(), 12)
    close_month(stad)
    with now():
        call_command("dra_urval", "2026-10")
        call_command("dra_urval", "2026-10", "--visa")
    ut = capsys.readouterr().out
    assert "10 av 12 åtkomster" in ut
    assert "det som loggen ger" in ut


def test_a_drawn_row_that_was_taken_away_or_put_in_is_found(stad):
    vem = stad.anstalld()
    play(stad, vem, 12)
    close_month(stad)
    (granskning,) = drawn()
    rad = granskning.rader.first()
    rad.delete()
    meningar = {avvikelse.mening for avvikelse in compare(manad=MANAD, actor=None)}
    assert "En rad som slumpen drar saknas." in meningar
    with pytest.raises(CommandError):
        call_command("dra_urval", "2026-10", "--visa")


def test_the_queries_do_not_grow_with_the_month(stad):
    vem = stad.anstalld()
    play(stad, vem, 5)
    close_month(stad)
    with CaptureQueriesContext(connection) as fa:
        compare_nothing()
    play(stad, vem, 60, fran=TISDAG + timedelta(days=31))
    close_month(stad, EFTER + timedelta(days=40))
    with CaptureQueriesContext(connection) as manga:
        compare_nothing(date(2026, 11, 1))
    assert len(manga) <= len(fa) + 2


def compare_nothing(manad: date = MANAD) -> None:
    """Look at everything of the month without writing anything down."""
    from granskning.actions.urval.manad import Manad
    from granskning.actions.urval.provning import examine

    hela = Manad.of(manad)
    for grupp in hela.groups():
        examine(hela, grupp)


def test_the_rules_in_force_are_named(stad):
    play(stad, stad.anstalld(), 1)
    close_month(stad)
    (granskning,) = drawn()
    assert granskning.regelverk == regelverk_for(MANAD).regelverk


def test_the_worker_draws_on_the_first_working_day_and_not_before(stad):
    play(stad, stad.anstalld(), 2)
    close_month(stad)
    for dag, antal in ((1, 0), (2, 1), (3, 1)):
        with now(datetime(2026, 11, dag, 5, tzinfo=UTC)):
            dra_manadens_urval(0)
        assert Loggranskning.objects.count() == antal
