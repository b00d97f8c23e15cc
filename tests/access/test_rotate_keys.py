"""The command that changes keys: what it does to real rows, and what the log tells of it."""

from __future__ import annotations

import io

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.models import F

from access.models import Anvandare
from arenden.models import Person, Personakt
from audit.databas import compare_database
from audit.models import Logghandelse
from audit.verify import verify_log
from encryption import rotation
from encryption.budget import Budget
from encryption.generationer import needs
from encryption.keys import drop_keys
from encryption.models import Datanyckel, Nyckelepok, Nyckelrotation, Rotbindning
from encryption.nyckeltjanst import InternTjanst
from encryption.root import FileRoot
from tests.audit.conftest import seal
from tests.policy.varld import make_varld

pytestmark = pytest.mark.django_db(transaction=True)


def run(*options: str) -> str:
    out = io.StringIO()
    call_command("rotate_keys", *options, stdout=out)
    return out.getvalue()


def let_settle() -> None:
    earlier = rotation.SETTLED * 2
    Datanyckel.objects.update(skapad=F("skapad") - earlier)
    Nyckelrotation.objects.update(startad=F("startad") - earlier)
    drop_keys()


def test_every_key_of_a_town_is_changed_and_the_log_still_explains_every_row():
    make_varld("Farsta")
    names = {row.pk: row.fornamn for row in Person.objects.all()}
    unexplained = compare_database()  # rows that the builders made past the log
    told = run("--alla")
    owners = Datanyckel.objects.values("agare_id").distinct().count()
    assert f"Ny nyckel till {owners} av {owners} ägare." in told
    assert f"{owners} ägare har kvar sin gamla nyckel." in told
    let_settle()
    assert "Inga gamla nycklar finns kvar." in run("--avsluta")
    assert not Datanyckel.objects.filter(version=1).exists()
    assert Nyckelrotation.objects.get().klar is not None
    assert {row.pk: row.fornamn for row in Person.objects.all()} == names
    assert compare_database() == unexplained
    assert Logghandelse.objects.filter(verb="keys.reseal").exists()
    seal(Logghandelse.objects.count())
    assert verify_log().brott == []


def test_a_history_row_edited_by_hand_is_found_after_a_rotation():
    make_varld("Farsta")
    run("--alla")
    before = compare_database()
    history = next(
        row for row in Personakt.historik.order_by("pk") if not any(named(row, t) for t in before)
    )
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE arenden_historicalpersonakt SET history_date = now() WHERE history_id = %s",
            [history.pk],
        )
    (found,) = set(compare_database()) - set(before)
    assert named(history, found)
    with pytest.raises(CommandError):
        call_command("verify_log", "--databas", stderr=io.StringIO())


def named(row, text: str) -> bool:
    return f"Historikraden {row.pk} i {row._meta.db_table} " in text


def test_one_akt_gets_a_new_key_and_its_neighbours_keep_theirs():
    make_varld("Farsta")
    person = Person.objects.first()
    assert person is not None
    assert "1 ägare har kvar sin gamla nyckel." in run("--akt", str(person.akt_id))
    rows = Datanyckel.objects.filter(version=2).values_list("agare_id", flat=True)
    assert list(rows) == [person.akt_id]
    entry = Logghandelse.objects.filter(verb="keys.rotate").latest("pk")
    assert (entry.akt_id, entry.aktor_id) == (person.akt_id, None)


def test_the_root_gets_a_new_epoch_and_every_key_follows():
    make_varld("Farsta")
    told = run("--rot")
    assert "Alla nycklar hör till epok 2, rotens generation 1." in told
    assert set(Datanyckel.objects.values_list("epok_id", flat=True)) == {2}
    assert Nyckelepok.objects.count() == 2
    drop_keys()
    assert Person.objects.first().fornamn
    assert Anvandare.objects.exists()


def test_a_new_generation_signs_the_log_and_the_old_heads_still_hold(tmp_path, monkeypatch):
    root = FileRoot(tmp_path / "rot", may_create=True)
    tjanst = InternTjanst(root, Budget())
    for user in ("keys", "rotation", "signing"):
        monkeypatch.setattr(f"encryption.{user}.nyckeltjanst", lambda: tjanst)
    monkeypatch.setattr("encryption.management.commands.rotnyckel.nyckeltjanst", lambda: tjanst)
    run("--rot")
    seal(Logghandelse.objects.count())
    assert root.add_generation() == 2
    run("--rot")
    assert "Loggen signeras under rotens generation 2." in run("--logg")
    seal(Logghandelse.objects.filter(loggblad__isnull=True).count())
    assert verify_log().brott == []
    out = io.StringIO()
    call_command("rotnyckel", stdout=out)
    assert "Generation 1 behövs av: blindindexens nycklar" in out.getvalue()
    assert "Generation 2 behövs av: epoken" in out.getvalue()
    assert root.add_generation() == 3
    assert needs(3) == []
    Rotbindning.objects.all().delete()
    assert len(verify_log().brott) == 1
