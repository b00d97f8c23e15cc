"""Entries go after their time and not before, and what is left still proves them."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from audit import log
from audit.bevis import prove, verify
from audit.export import export_log
from audit.gallring import oldest_kept, prune_log
from audit.models import Loggallring, Loggblad, Logghandelse
from audit.verb import Verb
from audit.verify import verify_log
from tests.audit.conftest import as_owner, seal, triggers_off
from tests.audit.test_bevis import run
from tests.encryption.app.models import Akt
from tests.revision.test_kontrollera import check

pytestmark = pytest.mark.django_db(transaction=True)

LONG_AGO = datetime(2012, 3, 1, 9, tzinfo=UTC)
REFUSED = "The log is insert-only"
GALLRA = "SELECT audit_gallra(%s, %s, %s, %s)"


def none_stand(_):
    return set()


@pytest.fixture
def old_and_new(write_entries):
    """Places 0–3 from 2012, places 4–6 from today."""
    with time_machine.travel(LONG_AGO):
        old = write_entries(4)
        seal(4)
    new = write_entries(3)
    seal(3)
    return old, new


def prune(stands=none_stand):
    return prune_log(oldest_kept(datetime.now(UTC)), stands)


def left():
    return list(Logghandelse.objects.filter(verb="akt.read").order_by("pk"))


def test_what_is_old_goes_and_its_proof_holds(old_and_new):
    old, new = old_and_new
    proof, body = prove(old[2]), old[2].kropp
    assert prune() == 4
    assert [entry.pk for entry in left()] == [entry.pk for entry in new]
    seal(1)
    assert verify(proof, body).storlek == 7
    assert verify(prove(old[2]), body).storlek == 8
    found = verify_log()
    assert (found.brott, found.gallrade, found.handelser) == ([], 4, 8)


def test_the_log_tells_what_was_removed(old_and_new):
    prune()
    entry = Logghandelse.objects.get(verb="logg.prune")
    assert b'"gallrat":[[0,3]]' in bytes(entry.kropp)
    gallring = Loggallring.objects.get()
    assert (gallring.fran_plats, gallring.till_plats, gallring.handelse_id) == (0, 3, entry.pk)
    assert Loggblad.objects.count() == 7


def test_what_a_standing_akt_needs_stays(aktor, write_entries):
    stands, gone = uuid4(), uuid4()
    with time_machine.travel(LONG_AGO):
        with transaction.atomic():
            for akt_id in (stands, gone, None):
                log.record(actor=aktor, verb=Verb.AKT_READ, akt_id=akt_id)
        seal(3)
    write_entries(1)
    seal(1)
    assert prune(lambda ids: ids & {stands}) == 2
    assert left()[0].akt_id == stands
    assert prune() == 1
    seal(2)
    assert verify_log().brott == []


def test_what_a_standing_row_is_held_against_stays(write_entries):
    """Even outside every akt: without it the row would be one that nobody knows."""
    with time_machine.travel(LONG_AGO):
        row = Akt(namn="Hemligt Namn")
        with transaction.atomic():
            log.save(row, actor=None, verb=Verb.AKT_OPEN)
            log.record(actor=None, verb=Verb.AKT_READ, objekt=row)
        seal(2)
    write_entries(1)
    seal(1)
    assert prune() == 1
    kept = Logghandelse.objects.filter(objekt_id=str(row.pk))
    assert list(kept.values_list("verb", flat=True)) == ["akt.open"]
    with transaction.atomic():
        row.delete()
    assert prune() == 1


def test_not_a_day_too_early(write_entries):
    now = datetime.now(UTC)
    with time_machine.travel(oldest_kept(now) + timedelta(days=1)):
        write_entries(2)
        seal(2)
    write_entries(1)
    seal(1)
    assert prune() == 0
    assert prune_log(oldest_kept(now + timedelta(days=2)), none_stand) == 2


def test_a_clock_that_is_fast_opens_nothing(write_entries, settings):
    """The database goes by its own clock."""
    settings.LOGG_AR = 5
    now = datetime.now(UTC)
    with time_machine.travel(oldest_kept(now) + timedelta(days=1)):
        write_entries(2)
        seal(2)
    write_entries(1)
    seal(1)
    with pytest.raises(DatabaseError, match=REFUSED):
        prune_log(oldest_kept(now + timedelta(days=2)), none_stand)
    assert len(left()) == 3


def test_a_time_below_five_years_is_refused(old_and_new, settings):
    settings.LOGG_AR = 4
    with pytest.raises(CommandError, match="loggen sparas i minst fem år"):
        call_command("gallra_logg", "--genomfor")
    assert len(left()) == 7


def test_the_command_only_counts_until_it_is_told_to(old_and_new):
    out, _, _ = run("gallra_logg")
    assert out.startswith("4 händelser skrivna före 2016-")
    assert len(left()) == 7
    out, _, _ = run("gallra_logg", "--genomfor")
    assert out.startswith("4 händelser skrivna före 2016-")
    assert len(left()) == 3


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM audit_logghandelse WHERE id = {old}",
        "DELETE FROM audit_logghandelse WHERE id = {new}",
        "INSERT INTO audit_loggallring (fran_plats, till_plats, handelse_id, aldre_an)"
        " VALUES (0, 3, {old}, '2016-01-01')",
        "SELECT audit_gallra({old}, '{{0}}', '{{3}}', '2016-01-01')",
    ],
)
def test_nothing_goes_without_an_entry_that_tells_of_it(old_and_new, statement):
    old, new = old_and_new
    with (
        as_owner() as cursor,
        pytest.raises(DatabaseError, match=REFUSED),
        transaction.atomic(),
    ):
        cursor.execute(statement.format(old=old[0].pk, new=new[0].pk))


@pytest.mark.parametrize(
    ("first", "last", "before"),
    [
        (4, 4, "2016-01-01"),  # a young entry
        (0, 3, "2025-01-01"),  # a time that is not five years ago
        (0, 3, "2012-01-01"),  # before the entries were written
        (3, 2, "2016-01-01"),
        (6, 6, "2016-01-01"),
    ],
)
def test_the_owner_cannot_stretch_the_rule(old_and_new, first, last, before):
    with as_owner() as cursor, transaction.atomic():
        entry = log.record_pruned(runs=[(first, last)], aldre_an=LONG_AGO)
        with pytest.raises(DatabaseError), transaction.atomic():
            cursor.execute(GALLRA, [entry.pk, [first], [last], before])
    assert len(left()) == 7


def test_what_is_told_of_goes_and_nothing_beside_it(old_and_new):
    old, _ = old_and_new
    delete = "DELETE FROM audit_logghandelse WHERE id = %s"
    with as_owner() as cursor, transaction.atomic():
        entry = log.record_pruned(runs=[(0, 1)], aldre_an=datetime(2016, 1, 1, tzinfo=UTC))
        cursor.execute(GALLRA, [entry.pk, [0], [1], "2016-01-01"])
        with pytest.raises(DatabaseError, match=REFUSED), transaction.atomic():
            cursor.execute(delete, [old[3].pk])
    assert len(left()) == 5


def test_the_web_may_not_prune(old_and_new):
    with connection.cursor() as cursor, transaction.atomic():
        cursor.execute("SET LOCAL ROLE insatser_app")
        for statement in (
            "SELECT audit_gallra(1, '{0}', '{0}', '2016-01-01')",
            "INSERT INTO audit_loggallring (fran_plats, till_plats, handelse_id, aldre_an)"
            " VALUES (0, 0, 1, '2016-01-01')",
        ):
            with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
                cursor.execute(statement)


FORGED = (
    "INSERT INTO audit_loggallring (fran_plats, till_plats, handelse_id, aldre_an)"
    " VALUES ({place}, {place}, {entry}, '{before}')"
)


@pytest.mark.parametrize(
    ("place", "before", "messages"),
    [
        (1, "2016-01-01", ["Gallringen som händelse {entry} ska berätta om: den nämner inte"]),
        (
            5,
            "2016-01-01",
            [
                "plats 5: händelsen är gallrad före sin tid.",
                "Gallringen som händelse {entry} ska berätta om: den nämner inte platserna 5–5.",
            ],
        ),
    ],
)
def test_a_removal_with_a_forged_record_is_found(old_and_new, place, before, messages):
    """By an administrator who has switched the triggers off."""
    old, new = old_and_new
    victim = (old + new)[place]
    with triggers_off() as cursor:
        cursor.execute("DELETE FROM audit_logghandelse WHERE id = %s", [victim.pk])
        cursor.execute(FORGED.format(place=place, entry=new[2].pk, before=before))
    brott = verify_log().brott
    assert len(brott) == len(messages)
    for fault, message in zip(brott, messages, strict=True):
        assert message.format(entry=new[2].pk) in fault


def test_a_young_entry_removed_with_an_entry_that_tells_of_it_is_found(old_and_new):
    """Even when the log is made to tell of a pruning, its time gives it away."""
    _, new = old_and_new
    with triggers_off() as cursor:
        cursor.execute("DELETE FROM audit_logghandelse WHERE id = %s", [new[1].pk])
        with transaction.atomic():
            entry = log.record_pruned(runs=[(5, 5)], aldre_an=LONG_AGO)
        cursor.execute(FORGED.format(place=5, entry=entry.pk, before=LONG_AGO))
    seal(1)
    brott = verify_log().brott
    assert f"Händelse {new[1].pk} på plats 5: händelsen är gallrad före sin tid." in brott
    assert any("platserna 5–5 förseglades först" in fault for fault in brott)


def test_a_removed_entry_without_any_record_is_still_a_breach(old_and_new):
    old, _ = old_and_new
    prune(none_stand)
    with triggers_off() as cursor:
        cursor.execute("DELETE FROM audit_loggallring")
    seal(1)
    assert verify_log().brott[0] == (f"Händelse {old[0].pk} på plats 0: händelsen är borttagen.")


def test_a_pruned_entry_is_proved_by_its_leaf(old_and_new, tmp_path):
    old, _ = old_and_new
    body = old[1].kropp
    prune()
    seal(1)
    out, _, _ = run("prove_log", str(old[1].pk), ut=tmp_path / "x.tlog-proof")
    assert "Händelsen är gallrad." in out
    (tmp_path / "sparad.json").write_bytes(body)
    code, said = check(tmp_path / "x.tlog-proof", tmp_path / "sparad.json")
    assert (code, "finns på plats 1 i loggen" in said) == (0, True)


def test_an_export_follows_the_pruning_and_the_auditor_is_told(old_and_new, tmp_path):
    folder = tmp_path / "uttag"
    export_log(folder, handelser=True)
    prune()
    seal(1)
    export_log(folder, handelser=True)
    assert (folder / "tile/entries/000.p/8").read_bytes()[:8] == bytes(8)
    code, said = check(folder)
    assert code == 0
    assert "4 händelser stämmer, ord för ord. 4 är gallrade." in said


def test_the_command_says_how_many_are_pruned(old_and_new, tmp_path):
    prune()
    seal(1)
    out, err, _ = run("verify_log")
    assert err == ""
    assert "4 av dem är gallrade efter sin tid; deras blad är kontrollerade." in out
