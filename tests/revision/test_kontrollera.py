"""What an outside auditor does, in a process with nothing of ours but files and a public key."""

import shutil
import subprocess
import sys
from base64 import b64encode
from hashlib import sha256
from io import StringIO
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.mldsa import MLDSA44PrivateKey
from django.conf import settings
from django.core.management import CommandError, call_command

from audit.export import NotExported, export_log, tile_path
from audit.models import Kontrollpunkt, Logghandelse
from audit.sealing import KEY_PURPOSE
from encryption.signing import signing_key
from tests.audit.conftest import aktor, seal, triggers_off, write_entries  # noqa: F401

pytestmark = pytest.mark.django_db(transaction=True)

KONTROLLERA = Path(__file__).resolve().parents[2] / "revision" / "kontrollera.py"
SIZE = 600


def vkey(name, kind, public):
    material = bytes([kind]) + public
    key_id = sha256(name.encode() + b"\n" + material).hexdigest()[:8]
    return f"{name}+{key_id}+{b64encode(material).decode()}"


def our_key():
    public = signing_key(KEY_PURPOSE).public_key().public_bytes_raw()
    return vkey(settings.LOGG_URSPRUNG, 1, public)


def check(*arguments, key=None, witnesses=()):
    """Returns the exit code and everything it wrote."""
    ended = subprocess.run(
        [
            *(sys.executable, "-I", KONTROLLERA, *arguments, "--nyckel", key or our_key()),
            *(word for witness in witnesses for word in ("--vittne", witness)),
        ],
        cwd="/",
        env={},
        capture_output=True,
        text=True,
        check=False,
    )
    return ended.returncode, ended.stdout + ended.stderr


@pytest.fixture
def export(write_entries, tmp_path):  # noqa: F811
    write_entries(SIZE)
    seal(SIZE)
    folder = tmp_path / "uttag"
    export_log(folder, handelser=True)
    return folder


def flip(path, at):
    content = bytearray(path.read_bytes())
    content[at] ^= 1
    path.write_bytes(content)


def test_it_is_short_enough_to_be_read():
    assert len(KONTROLLERA.read_text().splitlines()) <= 200


def test_a_whole_export_is_whole(export):
    code, said = check(export)
    assert said.splitlines() == [
        f"Kontrollpunkten är äkta: {settings.LOGG_URSPRUNG}, 600 händelser.",
        "600 händelser stämmer, ord för ord. 0 är gallrade.",
        "ALLT STÄMMER.",
    ]
    assert code == 0


def test_tiles_alone_are_checked_as_far_as_they_go(export):
    shutil.rmtree(export / "tile" / "entries")
    code, said = check(export)
    assert code == 0
    assert "Alla 600 blad stämmer. Händelserna själva ingår inte i uttaget." in said


def test_the_files_are_where_the_standard_says(export):
    files = {path.relative_to(export).as_posix() for path in export.rglob("*") if path.is_file()}
    assert files == {
        "checkpoint",
        *("tile/0/000", "tile/0/001", "tile/0/002.p/88", "tile/1/000.p/2"),
        *("tile/entries/000", "tile/entries/001", "tile/entries/002.p/88"),
    }
    assert tile_path(Path(), 1, 1_234_067) == Path("tile/1/x001/x234/067")
    assert tile_path(Path(), 0, 273, 112) == Path("tile/0/273.p/112")


@pytest.mark.parametrize(
    ("file", "at", "message"),
    [
        ("tile/entries/000", 40, "Händelsen på plats 0 är inte den som förseglades."),
        ("tile/entries/002.p/88", -3, "Händelsen på plats 599 är inte den som förseglades."),
        ("tile/0/001", 32, "Händelsen på plats 257 är inte den som förseglades."),
        ("tile/1/000.p/2", 32, "Plattan 1/0 är inte den som bladen ger."),
        ("checkpoint", -10, "STÄMMER INTE"),
        ("checkpoint", 30, "STÄMMER INTE"),
    ],
)
def test_one_changed_bit_is_found(export, file, at, message):
    flip(export / file, at)
    code, said = check(export)
    assert code == 1
    assert message in said
    assert "ALLT STÄMMER" not in said


def test_a_changed_leaf_is_found_without_the_bodies(export):
    shutil.rmtree(export / "tile" / "entries")
    flip(export / "tile/0/001", 32)
    assert check(export) == (
        1,
        "STÄMMER INTE: Bladen ger inte den rot som är undertecknad.\n",
    )


def test_a_body_left_out_is_found(export):
    bundle = export / "tile/entries/000"
    content = bundle.read_bytes()
    bundle.write_bytes(bytes(2) + content[2 + int.from_bytes(content[:2]) :])
    code, said = check(export)
    assert code == 1
    assert "Händelsen på plats 0 saknas utan att loggen säger att den gallrats." in said


def test_a_missing_file_is_named(export):
    (export / "tile/0/000").unlink()
    assert check(export) == (1, f"GÅR INTE ATT LÄSA: {export}/tile/0/000\n")


def test_another_key_says_nothing(export):
    other = Ed25519PrivateKey.generate().public_key().public_bytes_raw()
    wrong = [vkey(settings.LOGG_URSPRUNG, 1, other), vkey("annan.example/logg", 1, other)]
    for key in wrong:
        assert check(export, key=key) == (
            1,
            "STÄMMER INTE: Kontrollpunkten är inte undertecknad med loggens nyckel.\n",
        )
    code, said = check(export, key="felskriven")
    assert (code, said) == (1, "STÄMMER INTE: Nyckeln är felskriven: felskriven\n")


def cosigned(folder, name="vittne.example"):
    """Adds the cosignatures of a witness with a key of each kind; returns its keys."""
    note = (folder / "checkpoint").read_text()
    text = note.rpartition("\n\n")[0] + "\n"
    when, root = 1_780_000_000, Kontrollpunkt.objects.latest("storlek").rot
    first, second = Ed25519PrivateKey.generate(), MLDSA44PrivateKey.generate()
    origin = settings.LOGG_URSPRUNG.encode()
    subtree = (
        b"subtree/v1\n\0"
        + bytes([len(name)])
        + name.encode()
        + when.to_bytes(8)
        + bytes([len(origin)])
        + origin
        + bytes(8)
        + SIZE.to_bytes(8)
        + bytes(root)
    )
    signed = {
        vkey(name, 4, first.public_key().public_bytes_raw()): first.sign(
            f"cosignature/v1\ntime {when}\n{text}".encode()
        ),
        vkey(name, 6, second.public_key().public_bytes_raw()): second.sign(subtree),
    }
    for key, signature in signed.items():
        line = bytes.fromhex(key.split("+")[1]) + when.to_bytes(8) + signature
        note += f"— {name} {b64encode(line).decode()}\n"
    (folder / "checkpoint").write_text(note)
    return list(signed)


def test_witnesses_are_checked_when_their_keys_are_given(export):
    keys = cosigned(export)
    code, said = check(export, witnesses=keys)
    assert code == 0
    assert said.count("Vittnet vittne.example undertecknade den 2026-05-28") == 2
    other = Ed25519PrivateKey.generate().public_key().public_bytes_raw()
    code, said = check(export, witnesses=[vkey("vittne.example", 4, other)])
    assert (code, said) == (
        1,
        "STÄMMER INTE: Vittnet vittne.example har inte undertecknat kontrollpunkten.\n",
    )


@pytest.mark.parametrize("which", [0, 1])
def test_a_false_cosignature_is_found(export, which):
    keys = cosigned(export)
    lines = (export / "checkpoint").read_text().splitlines()
    lines[5 + which] = lines[5 + which][:60] + "AAAA" + lines[5 + which][64:]
    (export / "checkpoint").write_text("\n".join(lines) + "\n")
    code, said = check(export, witnesses=keys)
    assert (code, said) == (1, "STÄMMER INTE: Underskriften av vittne.example är falsk.\n")


def test_growth_is_checked_against_a_head_kept_from_before(export, write_entries, tmp_path):  # noqa: F811
    kept = shutil.copy(export / "checkpoint", tmp_path / "tidigare")
    write_entries(500)
    seal(500)
    assert export_log(export, handelser=True).nya == 8
    code, said = check(export, "--tidigare", kept)
    assert code == 0
    assert f"Loggen börjar med de 600 händelser som {kept} gäller." in said
    assert not (export / "tile/0/002.p").exists()
    assert (export / "tile/1/000.p/4").exists()


def test_a_shorter_or_rewritten_log_is_found(export, write_entries, tmp_path):  # noqa: F811
    kept = shutil.copy(export / "checkpoint", tmp_path / "tidigare")
    with triggers_off() as cursor:
        for table in ("logghandelse", "loggblad", "kontrollpunkt", "platta"):
            cursor.execute(f"DELETE FROM audit_{table}")
    write_entries(10)
    seal(10)
    with pytest.raises(NotExported, match="Loggen börjar inte med det som"):
        export_log(export)
    export_log(tmp_path / "kort")
    assert (
        "Loggen är avkortad: den har 10 händelser"
        in check(tmp_path / "kort", "--tidigare", kept)[1]
    )
    write_entries(600)
    seal(600)
    export_log(tmp_path / "ny")
    assert check(tmp_path / "ny", "--tidigare", kept) == (
        1,
        f"STÄMMER INTE: Loggen är omskriven: den börjar inte med det som {kept} gäller.\n",
    )


@pytest.mark.parametrize("place", [0, 255, 256, 511, 512, 599])
def test_a_proof_is_checked_with_the_bytes_of_its_entry(export, tmp_path, place):
    entry = Logghandelse.objects.get(loggblad__plats=place)
    proof = tmp_path / "x.tlog-proof"
    call_command("prove_log", str(entry.pk), ut=proof, stdout=StringIO())
    body = tmp_path / "x.json"
    code, said = check(proof, body)
    assert code == 0
    assert f"Det som står i {body} finns på plats {place} i loggen, ord för ord." in said
    flip(body, 20)
    assert check(proof, body) == (
        1,
        f"STÄMMER INTE: Beviset gäller inte det som står i {body}.\n",
    )
    flip(body, 20)
    for at in (30, 60, -90, -10):
        flip(proof, at)
        code, said = check(proof, body)
        assert code == 1
        assert "STÄMMER INTE" in said
        flip(proof, at)
    assert check(proof, body)[0] == 0


def test_the_command_is_logged_and_says_what_it_took(export, tmp_path):
    out = StringIO()
    call_command("export_log", str(tmp_path / "plattor"), stdout=out)
    assert out.getvalue().endswith(" Nya filer: 5.\n")
    assert Logghandelse.objects.filter(verb="logg.export").count() == 1
    assert not (tmp_path / "plattor/tile/entries").exists()


def test_a_folder_with_something_else_is_left_alone(export):
    (export / "checkpoint").write_text("något annat")
    with pytest.raises(CommandError, match="är ingen kontrollpunkt från den här loggen"):
        call_command("export_log", str(export))
