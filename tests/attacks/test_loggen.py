"""Tamper attacks on a sealed log and on case data, each with the message that tells of it.

The attacker is an administrator of the database: owns the tables, switches triggers off while at
work and on again to hide it, and may even hold the key that signs the heads. docs/angrepp.md shows
this table; the last test holds the two to be the same.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.core.management import CommandError, call_command
from django.db import transaction
from django.utils import timezone

from arenden.models import Person, Personakt
from audit import log, note
from audit.models import Kontrollpunkt, Logghandelse, Vittnesmal
from audit.verb import Verb
from tests.attacks import pa_loggen, pa_raderna
from tests.attacks.pa_loggen import Lage, drain_all
from tests.attacks.pa_raderna import PERSON
from tests.audit.conftest import as_owner, seal
from tests.builders import make_anvandare, make_enhet

pytestmark = pytest.mark.django_db(transaction=True)

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "angrepp.md"
HEADING = "## Tamper attacks on a sealed log"
WITNESS = "revisionen.example/vittne"


@pytest.fixture
def lage(settings: Any, tmp_path: Path) -> Lage:
    settings.LOGG_AVLOPP = f"file:{tmp_path / 'avlopp'}"
    actor, enhet = make_anvandare(), make_enhet()
    akt = Personakt(enhet=enhet, namnd=enhet.namnd, fodelsear=2011, kon="M")
    person = Person(akt=akt, namnd=enhet.namnd, fornamn="Kim", adress="Gamla vägen 1")
    with transaction.atomic():
        log.save(akt, actor=actor, verb=Verb.AKT_OPEN)
        log.save(person, actor=actor, verb=Verb.AKT_CHANGE)
        person.adress = "Nya vägen 2"
        log.save(person, actor=actor, verb=Verb.AKT_CHANGE)
        for _ in range(3):
            log.record(actor=actor, verb=Verb.AKT_READ, akt_id=akt.pk, falt=["adress"])
    handelser = list(Logghandelse.objects.order_by("pk"))
    seal(len(handelser))
    drain_all(len(handelser))
    huvud = tmp_path / "huvud"
    huvud.write_text(Kontrollpunkt.objects.get().anteckning)
    return Lage(actor, person, handelser, huvud, tmp_path / "avlopp")


RESTORED = """
ALTER TABLE audit_logghandelse ENABLE ALWAYS TRIGGER insert_only_row;
DROP TRIGGER IF EXISTS tyst ON audit_logghandelse;
DROP FUNCTION IF EXISTS tyst()
"""


@pytest.fixture
def restored_after() -> Iterator[None]:
    """Leave the database's schema as it was."""
    with as_owner() as cursor:
        cursor.execute("SELECT pg_get_functiondef('audit_insert_only'::regproc)")
        (function,) = cursor.fetchone()
    yield
    with as_owner() as cursor:
        cursor.execute(f"{function};{RESTORED}")
        cursor.execute(f"ALTER TABLE {PERSON} ENABLE ALWAYS TRIGGER sidospar_rad")


# The table


@dataclass(frozen=True)
class Angrepp:
    """What is done, which option of verify_log finds it, and what the command says."""

    does: str
    how: Callable[[Lage], None]
    found_by: str
    says: str


ROOT = "roten stämmer inte; ett blad före den är bytt, flyttat eller tillagt."
ANGREPP = [
    Angrepp(
        "edits the body of an entry",
        pa_loggen.edit_body,
        "",
        "Händelse {händelse} på plats {plats}: innehållet är inte det som förseglades.",
    ),
    Angrepp(
        "edits a clear column of an entry: somebody else did it",
        pa_loggen.edit_column,
        "",
        "Händelse {händelse} på plats {plats}: "
        "kolumnerna säger något annat än innehållet (aktor_id).",
    ),
    Angrepp(
        "removes an entry",
        pa_loggen.remove_entry,
        "",
        "Händelse {händelse} på plats {plats}: händelsen är borttagen.",
    ),
    Angrepp(
        "removes an entry and its place, and moves the rest up",
        pa_loggen.remove_entry_and_close_the_gap,
        "",
        "Kontrollpunkten för {antal} händelser: bara 5 finns kvar.",
    ),
    Angrepp(
        "inserts an entry in the middle and moves the rest down",
        pa_loggen.insert_in_the_middle,
        "",
        "Kontrollpunkten för {antal} händelser: " + ROOT,
    ),
    Angrepp(
        "adds an entry, with a place, at the end",
        pa_loggen.insert_at_the_end,
        "",
        "Platserna {antal}–{antal} saknar kontrollpunkt.",
    ),
    Angrepp(
        "lets two entries change places",
        pa_loggen.swap_two,
        "",
        "Händelse {nästa} på plats {plats}: innehållet är inte det som förseglades.",
    ),
    Angrepp(
        "rewrites an entry with all hashes, and signs the head with a key of their own",
        pa_loggen.forge_head,
        "",
        "Kontrollpunkten för {antal} händelser: signaturen är inte vår.",
    ),
    Angrepp(
        "does the same with the stolen signing key; somebody has an old head",
        pa_loggen.rewrite_with_stolen_key,
        "--from",
        "De första {antal} händelserna är inte de som den äldre kontrollpunkten gäller. "
        "Loggen har skrivits om.",
    ),
    Angrepp(
        "does the same; a witness has cosigned the head",
        pa_loggen.rewrite_what_a_witness_saw,
        "",
        "Vittnesmålet av revisionen.example/vittne om {antal} händelser: "
        "signaturen gäller inte kontrollpunkten; vittnet har sett ett annat träd.",
    ),
    Angrepp(
        "empties every table of the log; somebody has an old head",
        pa_loggen.empty_the_log,
        "--from",
        "Den äldre kontrollpunkten gäller {antal} händelser; bara 0 finns kvar. Loggen har tömts.",
    ),
    Angrepp(
        "cuts off the end and signs the rest with the stolen key; somebody has an old head",
        pa_loggen.cut_off_the_end,
        "--from",
        "Den äldre kontrollpunkten gäller {antal} händelser; bara {kvar} finns kvar. "
        "Loggen har kortats av.",
    ),
    Angrepp(
        "removes an entry before it is sealed",
        pa_loggen.remove_before_it_is_sealed,
        "--avlopp",
        "Händelse {osedd} fanns i avloppet men inte i loggen.",
    ),
    Angrepp(
        "edits a row of case data",
        pa_raderna.edit_row,
        "--databas",
        "Raden {rad} i arenden_person är inte den som loggen minns (skolform).",
    ),
    Angrepp(
        "edits a row without switching the triggers off",
        pa_raderna.edit_row_in_sight,
        "--databas",
        "Raden {rad} i arenden_person ändrades utanför systemet {tid} av databasrollen insatser.",
    ),
    Angrepp(
        "puts an older row back and removes the newer from its history",
        pa_raderna.put_back_row_and_history,
        "--databas",
        "Raden {rad} i arenden_person har satts tillbaka till en äldre version.",
    ),
    Angrepp(
        "removes a row and its whole history",
        pa_raderna.remove_row_and_history,
        "--databas",
        "Raden {rad} i arenden_person är borttagen utanför systemet tillsammans med sin historik.",
    ),
    Angrepp(
        "edits history: somebody else, another day",
        pa_raderna.edit_history,
        "--databas",
        "Historikraden {historikrad} i arenden_historicalperson är inte den som loggen minns.",
    ),
    Angrepp(
        "adds a row",
        pa_raderna.add_row,
        "--databas",
        "Raden {ny rad} i arenden_personakt finns inte i loggen.",
    ),
    Angrepp(
        "switches off the trigger that keeps entries",
        pa_raderna.switch_off_the_log,
        "--databas",
        "Triggern insert_only_row på audit_logghandelse är inte alltid påslagen.",
    ),
    Angrepp(
        "switches off the trigger that notes changes",
        pa_raderna.switch_off_the_notes,
        "--databas",
        "Triggern sidospar_rad på arenden_person är inte alltid påslagen.",
    ),
    Angrepp(
        "leaves the triggers on and hollows out their function",
        pa_raderna.hollow_out_a_function,
        "--databas",
        "Funktionen audit_insert_only är inte den som systemet lade in.",
    ),
    Angrepp(
        "adds a trigger that drops entries as they come",
        pa_raderna.drop_entries_as_they_come,
        "--databas",
        "På audit_logghandelse finns triggern tyst, som inte hör till systemet.",
    ),
]


def said(lage: Lage, option: str) -> list[str]:
    """What verify_log says is wrong."""
    value = {"--from": [str(lage.huvud)], "--avlopp": [str(lage.avlopp)]}.get(option, [])
    out, err = StringIO(), StringIO()
    try:
        call_command("verify_log", *[option] * bool(option), *value, stdout=out, stderr=err)
    except CommandError:
        return err.getvalue().splitlines()
    assert "Loggen är hel" in out.getvalue()
    assert err.getvalue() == ""
    return []


@pytest.fixture
def witnessed(settings: Any, lage: Lage) -> Lage:
    """The head is cosigned by somebody else's key, as a witness does."""
    key = Ed25519PrivateKey.generate()
    nyckel = note.Nyckel(
        WITNESS, note.Slag.COSIGNATURE_ED25519, key.public_key().public_bytes_raw()
    )
    head, nu = Kontrollpunkt.objects.get(), timezone.now().replace(microsecond=0)
    text, seconds = head.anteckning.split("\n\n")[0] + "\n", int(nu.timestamp())
    signature = key.sign(f"cosignature/v1\ntime {seconds}\n{text}".encode())
    rad = note.Underskrift(WITNESS, nyckel.id, struct.pack(">Q", seconds) + signature)
    settings.LOGG_VITTNEN = [str(nyckel)]
    Vittnesmal.objects.create(
        kontrollpunkt=head, vittne=WITNESS, nyckel_id=nyckel.id.hex(), rad=str(rad), tid=nu
    )
    return lage


def test_before_any_attack_nothing_is_wrong(witnessed):
    for option in ("", "--from", "--avlopp", "--databas"):
        assert said(witnessed, option) == []


@pytest.mark.parametrize("angrepp", ANGREPP, ids=lambda angrepp: angrepp.how.__name__)
def test_every_attack_is_found_and_said(angrepp, request, lage, restored_after):
    if angrepp.how is pa_loggen.rewrite_what_a_witness_saw:
        request.getfixturevalue("witnessed")
    angrepp.how(lage)
    assert angrepp.says.format(**lage.facts()) in said(lage, angrepp.found_by)


def test_the_document_shows_this_table():
    lines = DOCUMENT.read_text("utf-8").partition(HEADING)[2].splitlines()
    shown = [line for line in lines if line.startswith("|")][2:]
    assert shown[: len(ANGREPP)] == [
        f"| {number} | {angrepp.does} | `{' '.join(['verify_log', *angrepp.found_by.split()])}` |"
        f" {angrepp.says} |"
        for number, angrepp in enumerate(ANGREPP, start=1)
    ]
