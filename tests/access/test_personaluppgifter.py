"""Household particulars of employees: read in by line, sealed, and out of the web's reach."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from access.middleware import row_level_security
from access.models import Personaluppgift
from audit.models import Logghandelse
from audit.verb import Verb
from tests.builders import make_anvandare

pytestmark = pytest.mark.django_db
RUBRIK = "anvandarnamn;adress;efternamn"


@pytest.fixture
def read_in(tmp_path: Path) -> Any:
    def run(*rader: str, rubrik: str = RUBRIK) -> None:
        fil = tmp_path / "personal.csv"
        fil.write_text("\n".join([rubrik, *rader]), encoding="utf-8")
        call_command("import_personal", fil)

    return run


def test_what_is_read_in_is_sealed_and_logged(read_in, capsys):
    vem = make_anvandare(anvandarnamn="prov.en")
    read_in("prov.en;Provgatan 3, 123 45 Farsta;Provgren, Lind-Prov")
    uppgift = Personaluppgift.objects.get(anvandare=vem)
    assert (uppgift.adress, uppgift.efternamn) == (
        "Provgatan 3, 123 45 Farsta",
        ["Provgren", "Lind-Prov"],
    )
    with connection.cursor() as cursor:
        cursor.execute("SELECT p::text FROM access_personaluppgift p")
        assert "Prov" not in cursor.fetchone()[0]
    rad = Logghandelse.objects.get(
        verb=Verb.PERSONALUPPGIFT_IMPORT, objekt_slag="access.Personaluppgift", akt_id=None
    )
    assert b"Prov" not in bytes(rad.kropp)
    ut = capsys.readouterr()
    assert "1 nya, 0 ändrade, 0 oförändrade" in ut.out
    assert "Prov" not in ut.out + ut.err


def test_a_change_keeps_its_history_and_the_same_again_is_not_written(read_in, capsys):
    make_anvandare(anvandarnamn="prov.en")
    read_in("prov.en;Provgatan 3;Provgren")
    read_in("prov.en;Provgatan 3;Provgren")
    read_in("prov.en;Nygatan 4;Provgren")
    assert Personaluppgift.objects.get().adress == "Nygatan 4"
    assert Personaluppgift.historik.count() == 2
    ut = capsys.readouterr().out
    assert "0 nya, 0 ändrade, 1 oförändrade" in ut
    assert "0 nya, 1 ändrade, 0 oförändrade" in ut


@pytest.mark.parametrize(
    ("rad", "fel"),
    [
        ("okand.hemlig;Hemligatan 3;Hemligsson", "Rad 3: Användaren finns inte."),
        ("prov.en;Hemligatan 3", "Rad 3: Raden har fel antal kolumner."),
        ("prov.en;Hemligatan 3;Hemligsson;mer", "Rad 3: Raden har fel antal kolumner."),
        (f"prov.en;{'Hemligatan ' * 30};x", "Rad 3: Adressen är för lång"),
    ],
)
def test_a_faulty_line_is_told_by_number_and_stops_no_other(read_in, capsys, rad, fel):
    make_anvandare(anvandarnamn="prov.en")
    make_anvandare(anvandarnamn="prov.tva")
    with pytest.raises(CommandError, match="1 rader") as hinder:
        read_in("prov.tva;Provgatan 3;Provgren", rad)
    ut = capsys.readouterr()
    assert fel in ut.err
    assert "emlig" not in ut.out + ut.err + str(hinder.value)
    assert [uppgift.anvandare.anvandarnamn for uppgift in Personaluppgift.objects.all()] == [
        "prov.tva"
    ]


def test_other_headings_are_refused(read_in):
    with pytest.raises(CommandError, match="Första raden"):
        read_in("prov.en;Hemligatan 3;Hemligsson", rubrik="namn;adress;telefon")


def test_a_file_in_another_encoding_is_refused_without_its_content(tmp_path):
    fil = tmp_path / "personal.csv"
    fil.write_bytes(f"{RUBRIK}\nprov.en;Hemligatan 3;Åhlén".encode("latin-1"))
    with pytest.raises(CommandError, match="inte UTF-8") as fel:
        call_command("import_personal", fil)
    assert fel.value.__cause__ is None


@pytest.mark.parametrize("tabell", ["access_personaluppgift", "access_historicalpersonaluppgift"])
@pytest.mark.parametrize("sats", ["SELECT count(*) FROM {}", "UPDATE {} SET inlast = now()"])
def test_the_web_can_neither_read_nor_write_it(tabell, sats):
    vem = make_anvandare()
    with (
        pytest.raises(DatabaseError, match="permission denied"),
        transaction.atomic(),
        row_level_security(vem.pk),
        connection.cursor() as cursor,
    ):
        cursor.execute(sats.format(tabell))
