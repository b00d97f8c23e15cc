"""Proofs of entries and of growth, made from tiles and checked by the standard's own algorithm."""

import re
from base64 import b64encode
from io import StringIO

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings
from django.core.management import CommandError, call_command
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from audit import merkle, note
from audit.bevis import Bevis, InvalidProof, NotSealed, consistency, prove, prove_many, verify
from audit.models import Kontrollpunkt, Loggblad, Logghandelse
from audit.plattor import Plattor
from tests.audit.conftest import seal, triggers_off
from tests.audit.test_merkle import naive_path, naive_subproof
from tests.audit.test_plattor import LEAVES, lay  # noqa: F401

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def entries(write_entries):
    made = write_entries(7)
    seal(7)
    return made


def head_kept_elsewhere(path, size):
    path.write_text(Kontrollpunkt.objects.get(storlek=size).anteckning)
    return path


def run(command, *args, **options):
    out, err = StringIO(), StringIO()
    failure = ""
    try:
        call_command(command, *args, stdout=out, stderr=err, **options)
    except CommandError as error:
        failure = str(error)
    return out.getvalue(), err.getvalue(), failure


def test_a_proof_has_the_form_of_the_standard(entries):
    leaves = [entry.blad for entry in entries]
    lines = prove(entries[5]).split("\n")
    path = naive_path(5, leaves)
    assert lines[:5] == [
        "c2sp.org/tlog-proof@v1",
        "index 5",
        *(b64encode(hash_).decode() for hash_ in path),
    ]
    assert lines[5] == ""
    assert "\n".join(lines[6:]) == Kontrollpunkt.objects.get(storlek=7).anteckning


def test_every_entry_is_proved_by_its_bytes_and_no_others(entries):
    proofs = prove_many(entry.pk for entry in entries)
    for entry in entries:
        assert verify(proofs[entry.pk], entry.kropp).storlek == 7
        with pytest.raises(InvalidProof, match="not at its place"):
            verify(proofs[entry.pk], entry.kropp + b" ")
    with pytest.raises(InvalidProof, match="not at its place"):
        verify(proofs[entries[0].pk], entries[1].kropp)


def test_an_entry_without_a_place_is_not_proved(entries, write_entries):
    waiting = write_entries(1)[0]
    with pytest.raises(NotSealed):
        prove(waiting)
    assert prove_many([]) == {}


def test_an_old_proof_holds_when_the_log_has_grown(entries, write_entries):
    old = prove(entries[2])
    write_entries(5)
    seal(5)
    assert verify(old, entries[2].kropp).storlek == 7
    assert verify(prove(entries[2]), entries[2].kropp).storlek == 12


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("index 2", "index 3"),
        lambda text: text.replace("index 2", "index 02"),
        lambda text: text.replace("@v1", "@v2"),
        lambda text: re.sub(r"\n[A-Za-z0-9+/]{43}=", "", text, count=1),
        lambda text: re.sub(r"(\n[A-Za-z0-9+/]{43}=)", r"\1\1", text, count=1),
        lambda text: text.replace("\n7\n", "\n8\n"),
        lambda text: text[:-10],
        lambda text: text[:0],
    ],
)
def test_a_changed_proof_is_refused(entries, change):
    with pytest.raises(InvalidProof):
        verify(change(prove(entries[2])), entries[2].kropp)


def test_extra_data_is_passed_over(entries):
    text = prove(entries[2]).replace("\nindex", "\nextra aGVq\nindex")
    assert verify(text, entries[2].kropp).storlek == 7


def test_a_head_signed_by_another_proves_nothing(entries):
    bevis = Bevis.from_text(prove(entries[2]))
    root = Kontrollpunkt.objects.get(storlek=7).rot
    forged = note.sign(
        note.Huvud(settings.LOGG_URSPRUNG, 7, bytes(root)), Ed25519PrivateKey.generate()
    )
    with pytest.raises(InvalidProof, match="not signed by us"):
        verify(str(Bevis(bevis.plats, bevis.hashar, forged)), entries[2].kropp)


@hypothesis_settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=150
)
@given(st.data())
def test_tiles_give_the_proofs_of_the_standard(laid, data):
    size = data.draw(st.sampled_from([1, 2, 255, 256, 257, 511, 512, 513, 699]))
    number = data.draw(st.integers(1, size))
    tree, leaves = laid(size), LEAVES[:size]
    assert merkle.inclusion_proof(number - 1, size, tree) == naive_path(number - 1, leaves)
    assert consistency(number, size) == naive_subproof(number, leaves, known=True)


@pytest.fixture
def laid(lay):  # noqa: F811
    lay(LEAVES)
    return lambda size: Plattor(size).node


@pytest.mark.parametrize("size", [65_535, 65_536, 65_537])
def test_at_the_edge_of_the_second_level(lay, size):  # noqa: F811
    leaves = lay([merkle.leaf_hash(number.to_bytes(3)) for number in range(size)])
    root, node = merkle.root_of(leaves), Plattor(size).node
    for index in (0, 255, 256, 32_768, size - 2, size - 1):
        proof = merkle.inclusion_proof(index, size, node)
        assert len(proof) <= 17
        assert merkle.is_included(leaves[index], index, size, proof, root)
    for old in (1, 256, 257, 65_000, size - 1):
        proof = consistency(old, size)
        assert merkle.is_consistent(old, merkle.root_of(leaves[:old]), size, root, proof)


def test_the_work_of_a_proof_does_not_grow_with_the_log(lay, django_assert_max_num_queries):  # noqa: F811
    lay([merkle.leaf_hash(number.to_bytes(3)) for number in range(70_000)])
    with django_assert_max_num_queries(6):
        merkle.inclusion_proof(12_345, 70_000, Plattor(70_000).node)


def test_the_command_writes_proof_and_bytes(entries, tmp_path):
    path = tmp_path / "bevis.tlog-proof"
    out, _, failure = run("prove_log", str(entries[3].pk), ut=path)
    assert failure == ""
    assert out == f"Beviset: {path}\nHändelsen: {tmp_path / 'bevis.json'}\n"
    assert verify(path.read_text(), (tmp_path / "bevis.json").read_bytes()).storlek == 7
    logged = Logghandelse.objects.get(verb="logg.prove")
    assert logged.objekt_id == str(entries[3].pk)


def test_the_command_says_that_an_entry_is_not_sealed(entries, tmp_path):
    _, _, failure = run("prove_log", "999999", ut=tmp_path / "x")
    assert failure == "Händelse 999999 är inte förseglad. Finns den, är den det inom en minut."
    assert list(tmp_path.iterdir()) == []


def test_a_log_that_goes_on_begins_with_its_older_head(entries, write_entries, tmp_path):
    kept = head_kept_elsewhere(tmp_path / "huvud", 7)
    write_entries(3)
    seal(3)
    out, err, failure = run("verify_log", f"--from={kept}")
    assert (err, failure) == ("", "")
    assert out.splitlines()[-1] == f"Den börjar med de 7 händelser som {kept} gäller."


REWRITTEN = "De första 7 händelserna är inte de som den äldre kontrollpunkten gäller. "


def empty_the_log():
    with triggers_off() as cursor:
        for table in ("logghandelse", "loggblad", "kontrollpunkt", "platta"):
            cursor.execute(f"DELETE FROM audit_{table}")


def test_an_emptied_log_is_found(entries, tmp_path):
    kept = head_kept_elsewhere(tmp_path / "huvud", 7)
    empty_the_log()
    _, err, failure = run("verify_log", f"--from={kept}")
    assert err == (
        "Den äldre kontrollpunkten gäller 7 händelser; bara 0 finns kvar. Loggen har tömts.\n"
    )
    assert failure == "Loggen är bruten."


def test_a_shortened_log_is_found(write_entries, tmp_path):
    write_entries(4)
    seal(4)
    write_entries(3)
    seal(3)
    kept = head_kept_elsewhere(tmp_path / "huvud", 7)
    with triggers_off() as cursor:
        cursor.execute(
            "DELETE FROM audit_logghandelse WHERE id IN"
            " (SELECT handelse_id FROM audit_loggblad WHERE plats >= 4)"
        )
        cursor.execute("DELETE FROM audit_loggblad WHERE plats >= 4")
        cursor.execute("DELETE FROM audit_kontrollpunkt WHERE storlek > 4")
    assert run("verify_log")[2] == ""
    with triggers_off() as cursor:
        cursor.execute("DELETE FROM audit_logghandelse WHERE verb = 'logg.verify'")
    _, err, _ = run("verify_log", f"--from={kept}")
    assert err == (
        "Den äldre kontrollpunkten gäller 7 händelser; bara 4 finns kvar. Loggen har kortats av.\n"
    )


@pytest.mark.parametrize("count", [7, 9])
def test_a_log_written_anew_is_found(entries, write_entries, tmp_path, count):
    """By somebody who has our key: the new log is whole in itself."""
    kept = head_kept_elsewhere(tmp_path / "huvud", 7)
    empty_the_log()
    write_entries(count)
    seal(count)
    assert run("verify_log")[2] == ""
    _, err, _ = run("verify_log", f"--from={kept}")
    assert err == REWRITTEN + "Loggen har skrivits om.\n"


def test_a_file_that_is_no_head_of_ours(entries, tmp_path):
    forged = note.sign(
        note.Huvud(settings.LOGG_URSPRUNG, 7, bytes(32)), Ed25519PrivateKey.generate()
    )
    (tmp_path / "huvud").write_text(forged)
    _, _, failure = run("verify_log", f"--from={tmp_path / 'huvud'}")
    assert failure.endswith("är ingen kontrollpunkt som den här loggen har skrivit under.")
    _, _, failure = run("verify_log", f"--from={tmp_path / 'saknas'}")
    assert "går inte att läsa" in failure
    assert Loggblad.objects.count() == 7
