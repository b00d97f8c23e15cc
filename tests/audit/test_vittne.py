"""The small witness by itself, on trees made here by the definitions of RFC 6962 alone."""

import subprocess
from base64 import b64decode
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from time import time

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from audit import note
from tests.audit.vittnen import NAME, Provlogg, command, make_witness, run, subproof

SIZE = "text/x.tlog.size"


@pytest.fixture
def logg():
    return Provlogg()


@pytest.fixture
def vittne(tmp_path, logg):
    with make_witness(tmp_path / "vittne", logg.vkey).listening() as witness:
        yield witness


def signed_by(key, checkpoint, answer):
    """Verify an answer as one line of the witness under the checkpoint; returns the time."""
    nyckel = note.Nyckel.from_text(key)
    text, _ = note.parse(checkpoint)
    lines = [note.Underskrift.from_text(line) for line in answer.split("\n")[:-1]]
    (ours,) = [line for line in lines if nyckel.names(line)]
    return nyckel.verify(text, ours)


def test_a_growing_log_is_cosigned_at_every_step(vittne, logg):
    old = 0
    for size in (1, 2, 3, 3, 7, 8, 21, 40):
        status, _, answer = vittne.post(logg.request(old, size))
        assert status == 200
        assert abs(signed_by(vittne.keys[0], logg.head(size), answer) - time()) < 5
        old = size


def test_the_cosignature_is_what_the_standard_says(vittne, logg):
    """Taken apart by a few lines of our own."""
    _, _, answer = vittne.post(logg.request(0, 5))
    dash, name, blob = answer.rstrip("\n").split(" ")
    material = b64decode(vittne.keys[0].split("+", 2)[2])
    signature = b64decode(blob)
    seconds = int.from_bytes(signature[4:12], "big")
    assert (dash, name, material[0], len(signature)) == ("—", NAME, 4, 4 + 8 + 64)
    assert signature[:4].hex() == vittne.keys[0].split("+")[1]
    text = logg.head(5).split("\n\n")[0] + "\n"
    Ed25519PublicKey.from_public_bytes(material[1:]).verify(
        signature[12:], f"cosignature/v1\ntime {seconds}\n{text}".encode()
    )


def test_every_proof_between_small_trees_is_taken(tmp_path):
    logs = [
        (Provlogg(f"insatser.example/{old}-{new}"), old, new)
        for new in range(1, 10)
        for old in range(1, new + 1)
    ]
    made = make_witness(tmp_path / "vittne", *(logg.vkey for logg, _, _ in logs))
    with made.listening() as witness:
        for logg, old, new in logs:
            assert witness.post(logg.request(0, old))[0] == 200
            assert witness.post(logg.request(old, new))[0] == 200, (old, new)


@pytest.mark.parametrize(("old", "size"), [(5, 8), (8, 13), (6, 40)])
def test_a_bent_proof_is_refused(vittne, logg, old, size):
    vittne.post(logg.request(0, old))
    proof = subproof(old, logg.leaves[:size])
    bent = [[], proof[:-1], proof[1:], [*proof, bytes(32)], [bytes(32), *proof[1:]]]
    bent += [[*proof[:-1], bytes(32)], [*proof, proof[-1]]]
    answers = [vittne.post(logg.request(old, size, other))[0] for other in bent]
    assert answers == [422] * len(bent)
    assert vittne.post(logg.request(old, size))[0] == 200


def test_a_proof_from_nothing_must_be_empty(vittne, logg):
    assert vittne.post(logg.request(0, 5, [bytes(32)]))[0] == 422


def test_it_remembers_when_it_is_killed_and_started_anew(tmp_path, logg):
    witness = make_witness(tmp_path / "vittne", logg.vkey)
    with witness.listening():
        vittne_says = witness.post(logg.request(0, 5))
        assert vittne_says[0] == 200
    with witness.listening():
        assert witness.post(logg.request(0, 7)) == (409, SIZE, "5\n")
        assert witness.post(logg.request(5, 7))[0] == 200
    assert logg.head(7) in run("visa", witness.folder)


def test_a_log_written_anew_is_refused_and_kept_as_evidence(vittne, logg):
    """Signed with the log's own key: this is the attack that a witness exists for."""
    vittne.post(logg.request(0, 5))
    forged = logg.forked(3)
    assert vittne.post(forged.request(5, 5))[:2] == (409, SIZE)
    assert vittne.post(forged.request(5, 9))[0] == 422
    kept = (vittne.folder / "motsagelser").read_text()
    assert forged.head(5) in kept
    assert forged.head(9) in kept
    assert "CONTRADICTION" in vittne.printed
    assert vittne.post(logg.request(5, 9))[0] == 200


def test_a_smaller_tree_is_refused(vittne, logg):
    vittne.post(logg.request(0, 5))
    assert vittne.post(logg.request(3, 3)) == (409, SIZE, "5\n")
    assert vittne.post(logg.request(0, 3)) == (409, SIZE, "5\n")
    assert vittne.post(logg.request(5, 3, []))[0] == 400


def test_an_unknown_log_and_a_wrong_signature_are_refused(vittne, logg):
    foreign = Provlogg(key=Ed25519PrivateKey.generate())
    assert vittne.post(Provlogg("annan.example/logg").request(0, 5))[0] == 404
    assert vittne.post(foreign.request(0, 5))[0] == 403
    assert vittne.post(logg.request(0, 5).replace("\n5\n", "\n6\n"))[0] == 403
    assert vittne.post(logg.request(0, 5))[0] == 200


@pytest.mark.parametrize(
    ("part", "other"),
    [
        ("old 0", "old 00"),
        ("old 0", "old -1"),
        ("old 0", "old \N{ARABIC-INDIC DIGIT ZERO}"),
        ("\n5\n", "\n05\n"),
        ("old 0\n", "old 0\nAAAA\n"),
        ("old 0\n", "old 0\n" + ("A" * 43 + "=\n") * 64),
        ("— ", "- "),
        ("=\n\n—", "=\nmer\n\n—"),
        ("=\n\n—", "=\n—"),
        ("old 0\n", "x" * 300_000),
    ],
)
def test_what_is_not_a_request_is_refused(vittne, logg, part, other):
    body = logg.request(0, 5)
    assert part in body
    assert vittne.post(body.replace(part, other))[0] == 400
    assert vittne.post(body.rstrip("\n"))[0] == 400


def test_there_is_one_address_and_one_way_to_ask(vittne, logg):
    assert vittne.post(logg.request(0, 5), path="/")[0] == 404
    connection = HTTPConnection(vittne.address.removeprefix("http://"), timeout=10)
    connection.request("GET", "/add-checkpoint")
    assert connection.getresponse().status == 501
    connection.close()


def test_of_many_forks_at_once_one_is_cosigned(vittne, logg):
    vittne.post(logg.request(0, 5))
    forks = [logg.forked(5)]
    while len(forks) < 8:
        forks.append(forks[-1].forked(5))
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(vittne.post, [fork.request(5, 6) for fork in forks]))
    assert sorted(status for status, _, _ in answers) == [200] + [409] * 7


def test_two_of_them_never_share_a_folder(vittne):
    """Both would answer from a memory that the other does not have."""
    second = subprocess.run(
        command("lyssna", vittne.folder, "--port", 0), capture_output=True, timeout=20, check=False
    )
    assert second.returncode != 0


def test_without_its_memory_it_does_not_start(tmp_path, logg):
    witness = make_witness(tmp_path / "vittne", logg.vkey)
    (witness.folder / "huvuden.json").unlink()
    with pytest.raises(subprocess.CalledProcessError):
        run("visa", witness.folder)


def test_its_keys_are_made_once_and_are_its_own_to_read(tmp_path):
    witness = make_witness(tmp_path / "vittne")
    assert run("nyckel", witness.folder).split() == witness.keys
    assert (witness.folder / "nyckel.json").stat().st_mode & 0o777 == 0o600


def test_mldsa_beside_ed25519(tmp_path, logg):
    with make_witness(tmp_path / "vittne", logg.vkey, mldsa=True).listening() as witness:
        status, _, answer = witness.post(logg.request(0, 5))
        assert status == 200
        times = [signed_by(key, logg.head(5), answer) for key in witness.keys]
    assert len(witness.keys) == 2
    assert times[0] == times[1]
    with pytest.raises(note.InvalidNote):
        signed_by(witness.keys[1], logg.head(6), answer)
