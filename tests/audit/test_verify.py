from base64 import b64encode
from datetime import timedelta
from hashlib import sha256
from io import StringIO

import pytest
import time_machine
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import transaction
from django.utils import timezone

from audit import log, note
from audit.models import Kontrollpunkt, Logghandelse
from audit.sealing import KEY_PURPOSE
from audit.verb import Verb
from audit.verify import verify_log
from encryption.signing import signing_key
from tests.audit.conftest import Person, seal, triggers_off

pytestmark = pytest.mark.django_db(transaction=True)

FORGED_KEY = Ed25519PrivateKey.generate()


@pytest.fixture
def entries(write_entries):
    """Five sealed entries, places 0–4, under a head of three and a head of five."""
    first = write_entries(3)
    seal(3)
    rest = write_entries(2)
    seal(2)
    return first + rest


def breaches_after(*statements):
    with triggers_off() as cursor:
        for statement, params in statements:
            cursor.execute(statement, params)
    return verify_log().brott


def head_signed_by(key, size, root):
    return note.sign(note.Huvud(settings.LOGG_URSPRUNG, size, root), key)


def test_a_whole_log_is_whole(entries):
    found = verify_log()
    assert (found.handelser, found.kontrollpunkter, found.forsenade) == (5, 2, 0)
    assert found.brott == []


def test_an_empty_log_is_whole():
    assert verify_log().brott == []


def test_an_edited_body(entries):
    edit = "UPDATE audit_logghandelse SET kropp = kropp || ' ' WHERE id = %s"
    assert breaches_after((edit, [entries[1].pk])) == [
        f"Händelse {entries[1].pk} på plats 1: innehållet är inte det som förseglades."
    ]


def test_an_edited_body_with_its_hash_made_to_fit(entries):
    forged = bytes(entries[1].kropp).replace(b"akt.read", b"akt.open")
    body = "UPDATE audit_logghandelse SET kropp = %s, blad = %s, verb = 'akt.open' WHERE id = %s"
    place = "UPDATE audit_loggblad SET blad = %s WHERE plats = 1"
    leaf = sha256(b"\0" + forged).digest()
    rot = "roten stämmer inte; ett blad före den är bytt, flyttat eller tillagt."
    assert breaches_after((body, [forged, leaf, entries[1].pk])) == [
        f"Händelse {entries[1].pk} på plats 1: innehållet är inte det som förseglades."
    ]
    assert breaches_after((place, [leaf])) == [
        f"Kontrollpunkten för 3 händelser: {rot}",
        f"Kontrollpunkten för 5 händelser: {rot}",
    ]


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("aktor_id", "00000000-0000-0000-0000-000000000000"),
        ("akt_id", None),
        ("tid", "2020-01-01T00:00:00Z"),
        ("verb", "statistik.read"),
        ("roll", 'x","y":"z'),
        ("utfall", "nekad"),
    ],
)
def test_an_edited_column(entries, column, value):
    edit = f"UPDATE audit_logghandelse SET {column} = %s WHERE id = %s"
    assert breaches_after((edit, [value, entries[4].pk])) == [
        f"Händelse {entries[4].pk} på plats 4: "
        f"kolumnerna säger något annat än innehållet ({column})."
    ]


def test_a_removed_entry(entries):
    delete = "DELETE FROM audit_logghandelse WHERE id = %s"
    assert breaches_after((delete, [entries[2].pk])) == [
        f"Händelse {entries[2].pk} på plats 2: händelsen är borttagen."
    ]


def test_a_removed_place(entries):
    assert breaches_after(("DELETE FROM audit_loggblad WHERE plats = 2", [])) == [
        "Plats 2 saknas i ordningen. Resten går inte att kontrollera."
    ]


def test_two_entries_that_changed_places(entries):
    swap = (
        "UPDATE audit_loggblad SET handelse_id = -plats WHERE plats IN (0, 1);"
        f"UPDATE audit_loggblad SET handelse_id = {entries[1].pk} WHERE plats = 0;"
        f"UPDATE audit_loggblad SET handelse_id = {entries[0].pk} WHERE plats = 1"
    )
    assert breaches_after((swap, None)) == [
        f"Händelse {entries[1].pk} på plats 0: innehållet är inte det som förseglades.",
        f"Händelse {entries[0].pk} på plats 1: innehållet är inte det som förseglades.",
    ]


def test_the_last_entries_dropped_with_their_places(entries):
    assert breaches_after(
        ("DELETE FROM audit_logghandelse WHERE id >= %s", [entries[3].pk]),
        ("DELETE FROM audit_loggblad WHERE plats >= 3", []),
    ) == ["Kontrollpunkten för 5 händelser: bara 3 finns kvar."]


def test_the_last_head_dropped(entries):
    assert breaches_after(("DELETE FROM audit_kontrollpunkt WHERE storlek = 5", [])) == [
        "Platserna 3–4 saknar kontrollpunkt."
    ]


@pytest.mark.parametrize(
    ("key", "size", "message"),
    [
        (FORGED_KEY, 5, "signaturen är inte vår."),
        (None, 4, "anteckningen gäller en annan storlek eller rot."),
        (None, 5, "roten stämmer inte; ett blad före den är bytt, flyttat eller tillagt."),
    ],
)
def test_a_forged_head(entries, key, size, message):
    root = sha256(b"forged").digest()
    forged = head_signed_by(key or signing_key(KEY_PURPOSE), size, root)
    edit = "UPDATE audit_kontrollpunkt SET rot = %s, anteckning = %s WHERE storlek = 5"
    assert breaches_after((edit, [root, forged])) == [f"Kontrollpunkten för 5 händelser: {message}"]


def test_an_edited_edge(entries):
    edit = "UPDATE audit_kontrollpunkt SET kant = %s WHERE storlek = 5"
    assert breaches_after((edit, [bytes(64)])) == [
        "Kontrollpunkten för 5 händelser: kanten stämmer inte med bladen."
    ]


def test_an_edited_entry_that_waits_to_be_sealed(entries, write_entries):
    waiting = write_entries(1)[0]
    edit = "UPDATE audit_logghandelse SET verb = 'statistik.read' WHERE id = %s"
    assert breaches_after((edit, [waiting.pk])) == [
        f"Händelse {waiting.pk} ännu inte förseglad: "
        "kolumnerna säger något annat än innehållet (verb)."
    ]


def test_the_head_is_verified_by_a_few_lines_of_our_own(entries):
    """No code of the log is used: leaves, tree and signature by the standards alone."""
    nodes = [
        sha256(b"\0" + bytes(entry.kropp)).digest()
        for entry in Logghandelse.objects.order_by("loggblad__plats")
    ]
    while len(nodes) > 1:
        pairs = [nodes[start : start + 2] for start in range(0, len(nodes), 2)]
        nodes = [
            sha256(b"\1" + pair[0] + pair[1]).digest() if len(pair) == 2 else pair[0]
            for pair in pairs
        ]
    text = Kontrollpunkt.objects.get(storlek=5).anteckning.split("\n\n")[0]
    assert text.split("\n")[1:] == ["5", b64encode(nodes[0]).decode()]


def test_the_command_says_whole(entries):
    out = StringIO()
    call_command("verify_log", stdout=out)
    assert out.getvalue().startswith("Loggen är hel: 5 händelser, 2 kontrollpunkter")
    assert Logghandelse.objects.filter(verb="logg.verify", utfall="ok").count() == 1


def test_the_command_says_where_it_breaks(entries):
    breaches_after(("DELETE FROM audit_logghandelse WHERE id = %s", [entries[2].pk]))
    err = StringIO()
    with pytest.raises(CommandError, match="Loggen är bruten"):
        call_command("verify_log", stderr=err)
    assert err.getvalue() == f"Händelse {entries[2].pk} på plats 2: händelsen är borttagen.\n"


def test_entries_left_unsealed_give_a_warning(write_entries):
    with time_machine.travel(timezone.now() - timedelta(hours=1), tick=False):
        write_entries(2)
    write_entries(1)
    out, err = StringIO(), StringIO()
    call_command("verify_log", stdout=out, stderr=err)
    assert "2 händelser är äldre än en minut" in err.getvalue()
    assert out.getvalue().startswith("Loggen är hel: 0 händelser")


def test_a_column_that_needs_escaping_is_no_breach():
    roll = 'chef "å"\\\n'
    person = Person(uppgift=log.AktorUppgift(roll, None, None))
    with transaction.atomic():
        log.record(actor=person, verb=Verb.AKT_READ)
    seal(1)
    assert verify_log().brott == []


def test_pages_join(write_entries, monkeypatch):
    monkeypatch.setattr("audit.verify.PAGE", 2)
    write_entries(5)
    seal(5, batch=3)
    found = verify_log()
    assert (found.handelser, found.kontrollpunkter, found.brott) == (5, 2, [])
