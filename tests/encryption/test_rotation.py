"""Keys change while rows are read and written, and a run that was killed is simply run again."""

import os
import signal
import subprocess
import sys
import threading
import uuid
from contextlib import nullcontext
from datetime import timedelta
from pathlib import Path
from time import monotonic, sleep

import pytest
from django.db import connection, transaction
from django.db.models import ProtectedError
from django.db.models.functions import Now

from encryption import keys, rotation
from encryption.budget import Budget
from encryption.errors import SealError
from encryption.keys import destroy_keys, drop_keys, key_for
from encryption.models import Datanyckel, Nyckelepok
from encryption.nyckeltjanst import InternTjanst
from encryption.root import FileRoot
from encryption.tabeller import sealed_tables
from tests.encryption.app.models import Akt, Anteckning

ROOT = Path(__file__).parents[2]


def alone(model, pks):
    return nullcontext()


def reseal(*owner_ids):
    return sum(rotation.reseal_all(owner_ids, alone))


def let_settle(*owner_ids):
    """As if the newest versions had been there for a while."""
    rows = Datanyckel.objects.filter(agare_id__in=owner_ids)
    rows.update(skapad=Now() - rotation.SETTLED - timedelta(seconds=1))
    drop_keys()


def versions(owner_id):
    rows = Datanyckel.objects.filter(agare_id=owner_id)
    return list(rows.order_by("version").values_list("version", flat=True))


def sealed_with(akt_id):
    """The versions in the stored values of an akt, its rows and their histories."""
    found = set()
    with connection.cursor() as cursor:
        for tabell in sealed_tables():
            if tabell.model._meta.app_label == "provapp":
                for field in tabell.fields:
                    cursor.execute(
                        f"SELECT DISTINCT substring({field.column} FROM 3 FOR 4)"
                        f" FROM {tabell.model._meta.db_table}"
                        f" WHERE {tabell._column(tabell.agare)} = %s",
                        [akt_id],
                    )
                    found |= {int.from_bytes(row[0]) for row in cursor.fetchall() if row[0]}
    return found


def test_every_sealed_column_is_gone_through_history_too():
    labels = {tabell.model._meta.label for tabell in sealed_tables()}
    assert {"provapp.Akt", "provapp.Anteckning", "provapp.HistoricalAnteckning"} <= labels
    assert {"arenden.Person", "arenden.HistoricalPerson", "samverkansteam.Mote"} <= labels
    columns = sum(len(tabell.fields) for tabell in sealed_tables())
    assert columns == sum(
        hasattr(field, "agare")
        for tabell in {tabell.model: tabell for tabell in sealed_tables()}
        for field in tabell._meta.local_concrete_fields
    )


# The root's turn


@pytest.fixture
def root(tmp_path, monkeypatch):
    """A root of its own in a file, and the key service that uses it."""
    root = FileRoot(tmp_path / "rot", may_create=True)
    tjanst = InternTjanst(root, Budget())
    for user in ("keys", "rotation"):
        monkeypatch.setattr(f"encryption.{user}.nyckeltjanst", lambda: tjanst)
    return root


@pytest.mark.django_db
def test_a_new_root_wraps_every_key_and_leaves_the_values_alone(root, anteckning, other_akt):
    stored = Anteckning.objects.values_list("text", flat=True).get()
    key_for(anteckning.akt_id)
    root.add_generation()
    epok = rotation.new_epoch()
    assert (epok.nummer, epok.generation) == (2, 2)
    assert list(rotation.rewrap(batch=1)) == [1, 1]
    assert list(rotation.rewrap()) == []
    assert set(Datanyckel.objects.values_list("epok_id", flat=True)) == {2}
    assert key_for(uuid.uuid4()).version == 1
    drop_keys()
    root.path.write_text(root.path.read_text().splitlines()[1])
    again = Anteckning.objects.get()
    assert Anteckning.objects.values_list("text", flat=True).get() == stored
    assert (again.text, again.akt.namn) == ("Hemlig text", "Kim Exempelsson")


@pytest.mark.django_db
def test_a_key_wrapped_under_an_older_epoch_is_opened_until_it_has_its_turn(root, anteckning):
    root.add_generation()
    rotation.new_epoch()
    drop_keys()
    assert Anteckning.objects.get().text == "Hemlig text"
    assert rotation.older_epochs().count() == 1


@pytest.mark.django_db
def test_an_epoch_with_keys_cannot_be_taken_away(anteckning):
    with pytest.raises(ProtectedError):
        Nyckelepok.objects.get(nummer=1).delete()


# The data keys' turn


@pytest.mark.django_db
def test_everything_of_an_owner_is_resealed_and_nothing_of_others(make_anteckning, other_akt):
    made = make_anteckning(rubrik="Rubrik", fakta={"a": [1]}, sort="mote")
    made.text = "Nyare"
    made.save()
    others = Akt.objects.values_list("namn", flat=True).get(pk=other_akt.pk)
    assert rotation.begin([made.akt_id, other_akt.pk, uuid.uuid4()]) == [made.akt_id, other_akt.pk]
    assert rotation.begin([made.akt_id]) == []
    assert sealed_with(made.akt_id) == {1}
    assert reseal(made.akt_id) == 4
    assert sealed_with(made.akt_id) == {2}
    assert Akt.objects.values_list("namn", flat=True).get(pk=other_akt.pk) == others
    drop_keys()
    again = Anteckning.objects.get(pk=made.pk)
    assert (again.text, again.rubrik, again.fakta) == ("Nyare", "Rubrik", {"a": [1]})
    assert [row.text for row in again.history.all()] == ["Nyare", "Hemlig text"]
    assert again.dag is None


@pytest.mark.django_db
def test_the_old_version_goes_when_nobody_can_need_it(make_anteckning):
    made = make_anteckning()
    owner_id = made.akt_id
    rotation.begin([owner_id])
    reseal(owner_id)
    assert rotation.destroy_old([owner_id]) == []
    assert versions(owner_id) == [1, 2]
    let_settle(owner_id)
    assert rotation.destroy_old([owner_id]) == [owner_id]
    assert versions(owner_id) == [2]
    assert Anteckning.objects.get(pk=made.pk).text == "Hemlig text"
    assert rotation.begin([owner_id]) == [owner_id]
    assert versions(owner_id) == [2, 3]


@pytest.mark.django_db
def test_a_writer_with_the_old_key_in_its_cache_keeps_the_old_version_alive(make_anteckning):
    made = make_anteckning()
    owner_id = made.akt_id
    stale = Anteckning.objects.get(pk=made.pk)
    rotation.begin([owner_id])
    reseal(owner_id)
    stale.save()
    let_settle(owner_id)
    assert rotation.destroy_old([owner_id]) == []
    assert reseal(owner_id) > 0
    assert rotation.destroy_old([owner_id]) == [owner_id]
    assert Anteckning.objects.get(pk=made.pk).text == "Hemlig text"


@pytest.mark.django_db
def test_a_value_that_does_not_open_stops_nothing_and_loses_nothing(make_anteckning):
    good, bad = make_anteckning(), make_anteckning()
    blob = bytes(Anteckning.objects.values_list("text", flat=True).get(pk=bad.pk).blob)
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE provapp_anteckning SET text = %s WHERE id = %s",
            [blob[:-1] + bytes([blob[-1] ^ 1]), bad.pk],
        )
    rotation.begin([good.akt_id])
    reseal(good.akt_id)
    let_settle(good.akt_id)
    assert rotation.destroy_old([good.akt_id]) == []
    assert versions(good.akt_id) == [1, 2]
    assert Anteckning.objects.get(pk=good.pk).text == "Hemlig text"
    with pytest.raises(SealError):
        Anteckning.objects.get(pk=bad.pk).text  # noqa: B018


@pytest.mark.django_db
def test_an_owner_destroyed_on_the_way_is_passed_over(make_anteckning, other_akt):
    made = make_anteckning()
    rotation.begin([made.akt_id, other_akt.pk])
    destroy_keys(made.akt_id)
    assert reseal(made.akt_id, other_akt.pk) == 1
    assert sealed_with(other_akt.pk) == {2}


@pytest.mark.django_db
def test_a_run_over_all_knows_who_is_left(make_anteckning, other_akt):
    made = make_anteckning()
    run = rotation.current_rotation()
    assert set(rotation.owners_left(run)) == {made.akt_id, other_akt.pk}
    rotation.begin([made.akt_id])
    assert rotation.current_rotation() == run
    assert list(rotation.owners_left(run)) == [other_akt.pk]
    assert list(rotation.owners_between()) == [made.akt_id]
    key_for(uuid.uuid4())
    assert list(rotation.owners_left(run)) == [other_akt.pk]


@pytest.mark.django_db
def test_an_owner_in_between_since_before_has_to_come_out_first(make_anteckning):
    made = make_anteckning()
    rotation.begin([made.akt_id])
    run = rotation.current_rotation()
    assert list(rotation.owners_left(run)) == []
    reseal(made.akt_id)
    let_settle(made.akt_id)
    assert rotation.destroy_old([made.akt_id]) == [made.akt_id]
    assert list(rotation.owners_left(run)) == [made.akt_id]


# While others read and write


@pytest.fixture
def many(transactional_db):
    akter = [Akt.objects.create(namn=f"Barn {number}") for number in range(20)]
    return [
        Anteckning.objects.create(akt=akt, text=f"0 {number}", rubrik="Rubrik")
        for akt in akter
        for number in range(20)
    ]


def rotate_once(owner_ids):
    rotation.begin(owner_ids)
    reseal(*owner_ids)
    let_settle(*owner_ids)
    reseal(*owner_ids)
    with transaction.atomic():
        return rotation.destroy_old(owner_ids)


def test_a_process_that_still_holds_the_old_key_reseals_with_the_new(many):
    owner_id = many[0].akt_id
    key_for(owner_id)
    slow = keys._rings[owner_id.int]
    assert rotation.begin([owner_id]) == [owner_id]
    keys._rings[owner_id.int] = slow
    assert reseal(owner_id) > 0
    assert sealed_with(owner_id) == {2}


def test_nobody_fails_while_keys_change_under_them(many):
    owner_ids = sorted({row.akt_id for row in many})
    stop, failures, done = threading.Event(), [], []

    def use(start):
        number = start
        try:
            while not stop.is_set():
                number = (number * 31 + 7) % len(many)
                with transaction.atomic():
                    row = Anteckning.objects.select_for_update().get(pk=many[number].pk)
                    count, name = row.text.split()
                    assert (row.rubrik, row.history.first().text) == ("Rubrik", row.text)
                    row.text = f"{int(count) + 1} {name}"
                    row.save()
                done.append(many[number].pk)
                sleep(0.02)  # three who never rest would leave the rotation no turn to run
        except Exception as error:  # noqa: BLE001 -- whatever it is, it is a failure
            failures.append(repr(error))
        finally:
            connection.close()

    threads = [threading.Thread(target=use, args=(start,)) for start in range(3)]
    for thread in threads:
        thread.start()
    for _ in range(3):
        rotate_once(owner_ids)
    stop.set()
    for thread in threads:
        thread.join()
    assert failures == []
    assert len(done) > 50
    reseal(*owner_ids)
    assert {version for owner in owner_ids for version in sealed_with(owner)} <= {2, 3, 4}
    total = sum(int(row.text.split()[0]) for row in Anteckning.objects.all())
    assert total == len(done)


PROGRAM = """
import django; django.setup()
from contextlib import nullcontext
from django.db import connection
from encryption import keys, rotation
from encryption.models import Datanyckel
rotation.BATCH = 5
owners = list(Datanyckel.objects.values_list("agare_id", flat=True).distinct().order_by("agare_id"))
rotation.begin(owners)
print("begun", flush=True)
for done in rotation.reseal_all(owners, lambda model, pks: nullcontext()):
    print(done, flush=True)
print("done", flush=True)
"""


def start_rotation():
    """A process of its own that rotates in this test's database."""
    environment = os.environ | {"DATABASE_URL": database_url(), "DATABASE_ROLE": ""}
    return subprocess.Popen(
        [sys.executable, "-c", PROGRAM], cwd=ROOT, env=environment, stdout=subprocess.PIPE
    )


def database_url():
    params = connection.get_connection_params()
    address = os.environ["DATABASE_URL"]
    name = address.split("?")[0].rsplit("/", 1)[1]
    return address.replace(f"/{name}?", f"/{params['dbname']}?", 1)


def test_a_rotation_killed_in_the_middle_is_run_again(many):
    before = {row.pk: row.text for row in Anteckning.objects.all()}
    owner_ids = sorted({row.akt_id for row in many})
    process = start_rotation()
    for _ in range(12):
        process.stdout.readline()
    process.send_signal(signal.SIGKILL)
    process.wait(10)
    process.stdout.close()
    drop_keys()
    halfway = {version for owner in owner_ids for version in sealed_with(owner)}
    assert halfway == {1, 2}
    assert {row.pk: row.text for row in Anteckning.objects.all()} == before
    assert rotation.begin(owner_ids) == []
    reseal(*owner_ids)
    assert {version for owner in owner_ids for version in sealed_with(owner)} == {2}
    let_settle(*owner_ids)
    with transaction.atomic():
        assert sorted(rotation.destroy_old(owner_ids)) == owner_ids
    assert {row.pk: row.text for row in Anteckning.objects.all()} == before


def test_a_row_that_somebody_holds_is_waited_for(many):
    owner_id = many[0].akt_id
    held, let_go = threading.Event(), threading.Event()

    def hold():
        try:
            with transaction.atomic():
                Anteckning.objects.select_for_update().get(pk=many[0].pk)
                held.set()
                let_go.wait(10)
        finally:
            connection.close()

    thread = threading.Thread(target=hold)
    thread.start()
    held.wait(10)
    rotation.begin([owner_id])
    threading.Timer(0.3, let_go.set).start()
    started = monotonic()
    reseal(owner_id)
    assert monotonic() - started > 0.2
    assert sealed_with(owner_id) == {2}
    thread.join()
