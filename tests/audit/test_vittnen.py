"""The log and its witness: another process, with a key of its own and a memory of its own."""

from base64 import b64encode
from contextlib import contextmanager
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, HTTPServer
from io import StringIO
from threading import Thread
from time import sleep

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings as in_force
from django.core.checks.registry import registry
from django.core.management import CommandError, call_command

from audit import note
from audit.bevis import prove, verify
from audit.checks import check_witnesses
from audit.merkle import Kant
from audit.models import Kontrollpunkt, Loggblad, Vittnesmal
from audit.sealing import KEY_PURPOSE
from audit.verify import verify_log
from audit.vittnen import Besked, Svar, ask_witnesses
from audit.vittnesmal import note_with_witnesses
from encryption.signing import signing_key
from tests.audit.conftest import seal, triggers_off
from tests.audit.vittnen import NAME, make_witness, run

pytestmark = pytest.mark.django_db(transaction=True)


def our_key():
    public = signing_key(KEY_PURPOSE).public_key()
    return str(note.Nyckel.of_log(in_force.LOGG_URSPRUNG, public))


@pytest.fixture
def vittne(transactional_db, tmp_path, settings):
    with make_witness(tmp_path / "vittne", our_key()).listening() as witness:
        settings.LOGG_VITTNEN = [witness.setting]
        yield witness


@pytest.fixture
def cosigned(vittne, write_entries):
    """Five sealed entries, whose head the witness has cosigned."""
    entries = write_entries(5)
    seal(5)
    assert ask_witnesses() == [Svar(NAME, 5, Besked.MEDSIGNERAT)]
    return entries


@pytest.fixture
def one_more(cosigned, write_entries):
    """And a head of six that it has not seen."""
    write_entries(1)
    seal(1)


def write_anew(place):
    """Everything from a place on is another story, every hash fits, and the stolen key signs."""
    with triggers_off() as cursor:
        cursor.execute(
            "SELECT b.handelse_id, h.kropp FROM audit_loggblad b"
            " JOIN audit_logghandelse h ON h.id = b.handelse_id WHERE plats >= %s",
            [place],
        )
        for entry_id, kropp in cursor.fetchall():
            forged = bytes(kropp).replace(b'"falt":["x"]', b'"falt":["y"]')
            assert forged != kropp
            leaf = sha256(b"\0" + forged).digest()
            cursor.execute(
                "UPDATE audit_logghandelse SET kropp = %s, blad = %s WHERE id = %s;"
                "UPDATE audit_loggblad SET blad = %s WHERE handelse_id = %s",
                [forged, leaf, entry_id, leaf, entry_id],
            )
        sign_anew(cursor)


def sign_anew(cursor):
    kant = Kant()
    for leaf in Loggblad.objects.order_by("plats").values_list("blad", flat=True):
        kant.append(bytes(leaf))
        huvud = note.Huvud(in_force.LOGG_URSPRUNG, kant.storlek, kant.root())
        cursor.execute(
            "UPDATE audit_kontrollpunkt SET rot = %s, kant = %s, anteckning = %s"
            " WHERE storlek = %s",
            [huvud.rot, bytes(kant), note.sign(huvud, signing_key(KEY_PURPOSE)), kant.storlek],
        )


def forget_witnesses():
    with triggers_off() as cursor:
        cursor.execute("DELETE FROM audit_vittnesmal")


def said_of_the_newest():
    return [(svar.utfall, svar.orsak) for svar in ask_witnesses()]


FORKED = (Besked.MOTSAGT, "Vittnet har signerat en annan rot för 5 händelser.")
NOT_FURTHER = (
    Besked.MOTSAGT,
    "Trädet går inte vidare från de 5 händelser som vittnet har signerat.",
)


def test_without_witnesses_nobody_is_asked(write_entries):
    write_entries(1)
    seal(1)
    assert ask_witnesses() == []


def test_an_empty_log_is_shown_to_nobody(vittne):
    assert ask_witnesses() == []


def test_every_new_head_is_cosigned_once(cosigned, vittne, write_entries):
    assert ask_witnesses() == []
    write_entries(4)
    seal(4, batch=2)
    assert ask_witnesses() == [Svar(NAME, 9, Besked.MEDSIGNERAT)]
    assert sorted(mal.kontrollpunkt_id for mal in Vittnesmal.objects.all()) == [5, 9]
    assert "409" not in vittne.printed


def test_the_cosignature_stands_under_our_own(cosigned, vittne):
    head = Kontrollpunkt.objects.get(pk=5)
    handed_out = note_with_witnesses(head)
    nyckel = note.Nyckel.from_text(vittne.keys[0])
    text, (ours, theirs) = note.parse(handed_out)
    assert handed_out.startswith(head.anteckning)
    assert note.read_head(text).storlek == 5
    assert ours.namn == in_force.LOGG_URSPRUNG
    assert nyckel.names(theirs)
    assert nyckel.verify(text, theirs) == Vittnesmal.objects.get().tid.timestamp()
    assert handed_out in run("visa", vittne.folder)


def test_a_proof_carries_what_the_witness_said(cosigned, vittne):
    proof = prove(cosigned[2])
    assert proof.endswith(note_with_witnesses(Kontrollpunkt.objects.get(pk=5)))
    assert f"— {NAME} " in proof
    assert verify(proof, bytes(cosigned[2].kropp)).storlek == 5


def test_what_the_log_forgot_the_witness_tells(cosigned, write_entries, vittne):
    forget_witnesses()
    write_entries(2)
    seal(2)
    assert ask_witnesses() == [Svar(NAME, 7, Besked.MEDSIGNERAT)]
    assert "409" in vittne.printed


def test_a_witness_started_anew_remembers(tmp_path, settings, write_entries):
    witness = make_witness(tmp_path / "vittne", our_key())
    write_entries(5)
    seal(5)
    with witness.listening():
        settings.LOGG_VITTNEN = [witness.setting]
        assert ask_witnesses() == [Svar(NAME, 5, Besked.MEDSIGNERAT)]
    write_anew(3)
    forget_witnesses()
    with witness.listening():
        settings.LOGG_VITTNEN = [witness.setting]
        assert said_of_the_newest() == [FORKED]


def test_a_log_written_anew_with_the_stolen_key_is_found(cosigned, write_entries):
    write_anew(2)
    assert verify_log().brott == [
        f"Vittnesmålet av {NAME} om 5 händelser: "
        "signaturen gäller inte kontrollpunkten; vittnet har sett ett annat träd."
    ]
    assert said_of_the_newest() == [FORKED]
    write_entries(3)
    seal(3)
    assert said_of_the_newest() == [NOT_FURTHER]


def test_nor_does_it_help_to_remove_what_the_witness_said(cosigned, write_entries):
    """By itself the log is whole again: only the other party still knows."""
    write_anew(2)
    forget_witnesses()
    assert verify_log().brott == []
    assert said_of_the_newest() == [FORKED]
    write_entries(3)
    seal(3)
    assert said_of_the_newest() == [NOT_FURTHER]
    assert note_with_witnesses(Kontrollpunkt.objects.get(pk=8)).count("—") == 1


def test_a_log_cut_off_is_found(cosigned, write_entries):
    write_entries(2)
    seal(2)
    assert ask_witnesses() == [Svar(NAME, 7, Besked.MEDSIGNERAT)]
    with triggers_off() as cursor:
        cursor.execute(
            "DELETE FROM audit_logghandelse WHERE id IN"
            " (SELECT handelse_id FROM audit_loggblad WHERE plats >= 5);"
            "DELETE FROM audit_loggblad WHERE plats >= 5;"
            "DELETE FROM audit_kontrollpunkt WHERE storlek > 5;"
            "DELETE FROM audit_vittnesmal"
        )
    assert verify_log().brott == []
    assert said_of_the_newest() == [
        (Besked.MOTSAGT, "Vittnet har signerat 7 händelser; loggen har blivit kortare.")
    ]


def test_a_head_removed_leaves_the_testimony(cosigned, write_entries):
    write_entries(1)
    seal(1)
    with triggers_off() as cursor:
        cursor.execute("DELETE FROM audit_kontrollpunkt WHERE storlek = 5")
    assert verify_log().brott == [
        f"Vittnesmålet av {NAME} om 5 händelser: kontrollpunkten är borttagen."
    ]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ("rad = replace(rad, 'A', 'B')", "signaturen gäller inte kontrollpunkten"),
        ("tid = tid - interval '1 day'", "tiden är inte den som vittnet signerade"),
        ("nyckel_id = '00000000'", "nyckeln är inte känd"),
    ],
)
def test_a_testimony_that_was_changed_is_found(cosigned, change, message):
    with triggers_off() as cursor:
        cursor.execute(f"UPDATE audit_vittnesmal SET {change}")
    (breach,) = verify_log().brott
    assert message in breach


def test_a_witness_that_is_gone_is_not_asked_but_still_believed(
    cosigned, vittne, settings, write_entries
):
    settings.LOGG_VITTNEN = [" ".join(vittne.keys)]
    write_entries(1)
    seal(1)
    assert ask_witnesses() == []
    assert verify_log().brott == []
    settings.LOGG_VITTNEN = []
    (breach,) = verify_log().brott
    assert "nyckeln är inte känd; vittnet saknas i LOGG_VITTNEN." in breach


def test_with_mldsa_both_signatures_are_asked_for(tmp_path, settings, write_entries):
    write_entries(3)
    seal(3)
    with make_witness(tmp_path / "vittne", our_key(), mldsa=True).listening() as witness:
        settings.LOGG_VITTNEN = [witness.setting]
        assert ask_witnesses() == [Svar(NAME, 3, Besked.MEDSIGNERAT)]
        assert ask_witnesses() == []
    handed_out = note_with_witnesses(Kontrollpunkt.objects.get(pk=3))
    text, (_, *theirs) = note.parse(handed_out)
    keys = [note.Nyckel.from_text(key) for key in witness.keys]
    assert {key.slag for key in keys} == {0x04, 0x06}
    for key in keys:
        (line,) = [line for line in theirs if key.names(line)]
        assert key.verify(text, line) > 0
    assert verify_log().brott == []


def test_a_witness_that_does_not_know_us(tmp_path, settings, write_entries):
    write_entries(1)
    seal(1)
    with make_witness(tmp_path / "vittne").listening() as witness:
        settings.LOGG_VITTNEN = [witness.setting]
        assert said_of_the_newest() == [(Besked.AVVISAT, "Vittnet svarade 404.")]


def test_a_witness_that_is_away(one_more, vittne, settings):
    settings.LOGG_VITTNEN = [" ".join([*vittne.keys, "http://127.0.0.1:1"])]
    ((utfall, orsak),) = said_of_the_newest()
    assert utfall == Besked.TYST
    assert orsak.startswith("Vittnet svarade inte")


class Slow(BaseHTTPRequestHandler):
    def do_POST(self):
        for letter in b"HTTP/1.1 200 OK\r\n\r\n" * 20:
            self.wfile.write(bytes([letter]))
            sleep(0.1)

    def log_message(self, *args):
        pass


class Lying(Slow):
    answer = ""

    def do_POST(self):
        self.send_response(200)
        self.end_headers()
        self.wfile.write(self.answer.encode())


@contextmanager
def another_witness(handler, vittne, settings):
    """A server that claims to be the witness."""
    server = HTTPServer(("127.0.0.1", 0), handler)
    server.handle_error = lambda *_: None
    thread = Thread(target=server.serve_forever)
    thread.start()
    settings.LOGG_VITTNEN = [f"{vittne.keys[0]} http://127.0.0.1:{server.server_port}"]
    yield
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_witness_that_answers_a_letter_at_a_time(
    cosigned, vittne, settings, write_entries, monkeypatch
):
    monkeypatch.setattr("audit.vittnen.PATIENCE", 0.5)
    write_entries(1)
    seal(1)
    with another_witness(Slow, vittne, settings):
        ((utfall, _),) = said_of_the_newest()
    assert utfall == Besked.TYST


def cosignature(key, head, seconds):
    text = head.anteckning.partition("\n\n")[0] + "\n"
    nyckel = note.Nyckel(NAME, note.Slag.COSIGNATURE_ED25519, key.public_key().public_bytes_raw())
    signature = key.sign(f"cosignature/v1\ntime {seconds}\n{text}".encode())
    blob = nyckel.id + seconds.to_bytes(8, "big") + signature
    return str(nyckel), f"— {NAME} {b64encode(blob).decode()}\n"


@pytest.mark.parametrize(
    ("seconds", "orsak"),
    [
        (0, "Vittnets klocka går mer än fem minuter fel mot vår."),
        (2**62, "Svaret är inte vittnets underskrift av kontrollpunkten."),
    ],
)
def test_a_time_that_cannot_be_is_not_taken(one_more, vittne, settings, seconds, orsak):
    key = Ed25519PrivateKey.generate()
    nyckel, Lying.answer = cosignature(key, Kontrollpunkt.objects.get(pk=6), seconds)
    vittne.keys = [nyckel]
    with another_witness(Lying, vittne, settings):
        assert said_of_the_newest() == [(Besked.AVVISAT, orsak)]
    assert not Vittnesmal.objects.filter(kontrollpunkt_id=6).exists()


def test_a_signature_by_somebody_else_is_not_taken(one_more, vittne, settings):
    _, Lying.answer = cosignature(
        Ed25519PrivateKey.generate(), Kontrollpunkt.objects.get(pk=6), 1_700_000_000
    )
    with another_witness(Lying, vittne, settings):
        assert said_of_the_newest() == [
            (Besked.AVVISAT, "Svaret är inte vittnets underskrift av kontrollpunkten.")
        ]


@pytest.mark.parametrize(
    "row",
    ["http://127.0.0.1:1", "inte-en-nyckel http://127.0.0.1:1", "{ours} http://127.0.0.1:1", ""],
)
def test_a_setting_that_cannot_be_read_is_told_before_anything_starts(settings, row):
    settings.LOGG_VITTNEN = [row.format(ours=our_key())]
    assert [error.id for error in check_witnesses()] == ["audit.E001"]
    assert check_witnesses in registry.get_checks()


def test_the_command_shows_our_key_and_what_was_signed(cosigned):
    out = StringIO()
    call_command("vittnen", stdout=out)
    assert our_key() in out.getvalue()
    assert f"{NAME} signerade senast 5 händelser" in out.getvalue()


def test_the_command_fails_when_a_witness_contradicts(cosigned):
    write_anew(2)
    out = StringIO()
    with pytest.raises(CommandError, match="Ett vittne säger emot loggen"):
        call_command("vittnen", "--fraga", stdout=out)
    assert f"{NAME}: motsagt. {FORKED[1]}" in out.getvalue()
