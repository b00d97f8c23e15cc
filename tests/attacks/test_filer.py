"""Hostile files and hostile disks: what is refused, what leaks, what happens in which order."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import suppress
from datetime import timedelta
from io import StringIO
from pathlib import Path
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import connection, transaction
from django.urls import reverse
from django.utils import timezone

from access.middleware import row_level_security
from access.models import Roll
from arenden.actions.handlingar import add_handling
from arenden.models import Handling
from arenden.uppladdning import receive
from audit.models import Logghandelse
from encryption.bodies import delete_file, folder, open_body
from encryption.errors import SealError
from encryption.filer import OpenedFile, file_context
from tests.arenden import clamd
from tests.arenden.filer import EICAR_PDF, PDF, make_handling
from tests.arenden.webb import som
from tests.attacks.dumpen import found_in, haystacks, pg_dump
from tests.builders import give_akt, make_anvandare, make_arende

WORDS = ["Xylofonhemlighet", "Ordkaravan", "Violoncellvägen"]
SECRET_PDF = PDF.replace(b"endobj", " ".join(WORDS).encode() + b" endobj")


@pytest.fixture
def arende(db):
    return make_arende()


@pytest.fixture
def anvandare(arende):
    anvandare = make_anvandare(Roll.SOCIALSEKRETERARE, enhet=arende.enhet)
    give_akt(anvandare, arende.akt)
    return anvandare


@pytest.fixture(autouse=True)
def _empty_folder():
    for body in folder().iterdir():
        body.unlink()


def bodies():
    return list(folder().iterdir())


def fetch(client, handling):
    return client.get(reverse("arenden:hamta_handling", args=[handling.arende_id, handling.pk]))


# The thief with the dump, and with the disk


@pytest.mark.django_db(transaction=True)
def test_neither_dump_nor_disk_holds_the_words(arende, anvandare):
    make_handling(
        arende, anvandare, SECRET_PDF,
        titel=WORDS[0], avsandare=WORDS[1], namn=f"{WORDS[2]}.pdf",
    )  # fmt: skip
    (body,) = bodies()
    assert found_in(haystacks(pg_dump()), WORDS) == set()
    assert found_in([body.read_bytes().lower()], WORDS) == set()
    assert b"pdf" not in body.read_bytes()[:1000].lower()
    assert body.name not in str(arende.pk)


def test_plain_text_never_touches_the_disk_while_a_file_is_received(arende, monkeypatch):
    """What lies in the folder is read at every moment of the reception, anonymous files too."""
    seen = []
    upload = receive("a.pdf", _watched([SECRET_PDF * 1000] * 10, seen))
    try:
        assert any(len(content) > 100_000 for content in seen)
        assert not found_in([content.lower() for content in seen], WORDS)
        assert not bodies(), "an upload has no name on disk"
        assert upload.read() == SECRET_PDF * 10_000
        assert upload.read() == SECRET_PDF * 10_000
    finally:
        upload.close()


def _watched(chunks, seen):
    for chunk in chunks:
        seen.extend(_open_files_in(folder()))
        yield chunk


def _open_files_in(place):
    for descriptor in list(Path("/proc/self/fd").iterdir()):
        with suppress(FileNotFoundError):
            if str(descriptor.readlink()).startswith(str(place)):
                yield descriptor.read_bytes()


# Somebody who edits the disk or the rows


def test_a_file_opens_in_its_own_row_and_akt_only(arende, anvandare):
    handling = make_handling(arende, anvandare)
    key = bytes.fromhex(handling.nyckel)
    for row, owner in [(uuid4(), arende.akt_id), (handling.pk, uuid4())]:
        with pytest.raises(SealError):
            OpenedFile(
                open_body(handling.lagrat_namn), key, file_context("arenden.Handling", row, owner)
            )


def test_a_key_moved_between_rows_opens_nothing(arende, anvandare):
    ett, tva = make_handling(arende, anvandare), make_handling(arende, anvandare)
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE arenden_handling SET lagrat_namn = 'x' WHERE id = %s;"
            "UPDATE arenden_handling SET lagrat_namn = %s, nyckel ="
            " (SELECT nyckel FROM arenden_handling WHERE id = %s) WHERE id = %s",
            [ett.pk, ett.lagrat_namn, ett.pk, tva.pk],
        )
    with pytest.raises(SealError):
        Handling.objects.get(pk=tva.pk).opened()


@pytest.mark.parametrize("harm", ["first", "middle", "last", "cut", "more", "empty", "gone"])
def test_a_harmed_body_gives_a_refusal_and_no_byte(arende, anvandare, harm):
    handling = make_handling(arende, anvandare, PDF[:9] + b" " * 300_000 + PDF)
    path = folder() / handling.lagrat_namn
    body = bytearray(path.read_bytes())
    if harm == "gone":
        path.unlink()
    else:
        place = {"first": 10, "middle": len(body) // 2, "last": len(body) - 1}.get(harm)
        if place is not None:
            body[place] ^= 1
        changed = {"cut": body[:-1], "more": body + b"x", "empty": b""}.get(harm, body)
        path.write_bytes(changed)
    answer = fetch(som(anvandare), handling)
    assert (answer.status_code, answer.streaming) == (409, False)
    rad = Logghandelse.objects.filter(verb="handling.broken").get()
    assert (rad.objekt_id, rad.utfall) == (str(handling.pk), "fel")


# The order of things


@pytest.mark.django_db(transaction=True)
def test_the_log_entry_is_committed_before_the_first_byte(arende, anvandare):
    handling = make_handling(arende, anvandare)
    answer = fetch(som(anvandare), handling)
    assert not connection.in_atomic_block
    assert set(
        Logghandelse.objects.filter(akt_id=arende.akt_id).values_list("verb", flat=True)
    ) >= {"handling.read", "handling.fetch"}
    assert b"".join(answer.streaming_content) == PDF


@pytest.mark.django_db(transaction=True)
def test_without_a_log_entry_there_is_no_file(arende, anvandare, monkeypatch):
    handling = make_handling(arende, anvandare)
    client = som(anvandare, raise_request_exception=False)
    monkeypatch.setattr("audit.lasning.Lasning.write", lambda *_, **__: 1 / 0)
    answer = fetch(client, handling)
    assert (answer.status_code, answer.streaming) == (500, False)


@pytest.mark.django_db(transaction=True)
def test_a_file_is_removed_when_the_end_of_its_row_is_committed_and_not_before(arende, anvandare):
    handling = make_handling(arende, anvandare)
    with transaction.atomic():
        delete_file(handling.lagrat_namn)
        assert bodies()
        transaction.set_rollback(True)
    assert bodies()
    with transaction.atomic():
        delete_file(handling.lagrat_namn)
    assert not bodies()
    delete_file(handling.lagrat_namn)


@pytest.mark.parametrize("name", ["../rot", "/etc/passwd", "", "A" * 32, "0" * 31])
def test_no_other_file_can_be_removed_or_opened(name):
    for act in (delete_file, open_body):
        with pytest.raises(ValueError, match="hexadecimal"):
            act(name)


def test_only_old_bodies_without_a_row_are_cleared_up(arende, anvandare):
    kept = make_handling(arende, anvandare)
    old = (timezone.now() - timedelta(days=2)).timestamp()
    os.utime(folder() / kept.lagrat_namn, (old, old))
    for name, age in [("a" * 32, old), ("b" * 32 + ".ny", old), ("c" * 32, None)]:
        (folder() / name).write_bytes(b"left over")
        if age:
            os.utime(folder() / name, (age, age))
    said = StringIO()
    call_command("stada_handlingar", stdout=said)
    assert {body.name for body in bodies()} == {kept.lagrat_namn, "c" * 32}
    assert "2" in said.getvalue()


# Virus


def test_the_test_virus_is_refused_and_nothing_is_kept(arende, anvandare, settings, tmp_path):
    settings.VIRUSSKANNER = f"unix:{tmp_path / 'clamd'}"
    with clamd.running(tmp_path / "clamd"):
        with pytest.raises(ValidationError, match="Virusskyddet stoppade filen"):
            make_handling(arende, anvandare, EICAR_PDF)
        ren = make_handling(arende, anvandare)
    assert ren.virusprovad is not None
    assert [body.name for body in bodies()] == [ren.lagrat_namn]


def test_without_its_scanner_nothing_is_taken(arende, anvandare, settings, tmp_path):
    settings.VIRUSSKANNER = f"unix:{tmp_path / 'nobody'}"
    with pytest.raises(ValidationError, match="kunde inte kontrolleras"):
        make_handling(arende, anvandare)
    assert not Handling.objects.exists()
    assert not bodies()


# Those without a right to it


def test_the_wall_in_the_database_hides_handlingar_too(arende, anvandare):
    make_handling(arende, anvandare)
    annan = make_anvandare(Roll.SOCIALSEKRETERARE, enhet=arende.enhet)
    counts = []
    for vem in (anvandare, annan):
        with transaction.atomic(), row_level_security(vem.pk):
            counts.append((Handling.objects.count(), Handling.historik.count()))
    assert counts == [(1, 1), (0, 0)]


def test_an_action_without_a_right_takes_nothing(arende, anvandare):
    from django.core.exceptions import PermissionDenied

    annan = make_anvandare(Roll.SOCIALSEKRETERARE, enhet=arende.enhet)
    fil = receive("a.pdf", [PDF])
    with pytest.raises(PermissionDenied):
        add_handling(
            arende=arende, fil=fil, titel="", slag="intyg",
            inkom=timezone.localdate(), actor=annan,
        )  # fmt: skip
    fil.close()
    assert not bodies()


# Memory


LIMITED = """
import resource, sys
import django
django.setup()
from django.conf import settings
settings.HANDLINGAR_DIR = sys.argv[1]
from arenden.rules.filrensning import cleaned
from arenden.rules.filslag import Filtyp
from arenden.uppladdning import receive
from encryption.bodies import new_body, open_body
from encryption.filer import OpenedFile, Sealer, file_context, new_file_key
from uuid import uuid4
soft = 1024 * int(next(l for l in open("/proc/self/status") if l.startswith("VmSize")).split()[1])
resource.setrlimit(resource.RLIMIT_AS, (soft + 24 * 2**20,) * 2)
def pdf():
    yield b"%PDF-1.7"
    for _ in range(1023): yield bytes(65536)
    yield b"%%EOF"
upload = receive("a.pdf", pdf())
key, context = new_file_key(), file_context("arenden.Handling", uuid4(), uuid4())
with new_body() as (name, file):
    sealer = Sealer(file, key, context)
    for piece in cleaned(Filtyp.PDF, upload.chunks()): sealer.write(piece)
    sealer.finish()
upload.close()
opened = OpenedFile(open_body(name), key, context)
print(sum(map(len, opened)))
opened.close()
"""


def test_64_mb_come_in_and_go_out_within_24_mb_of_memory(tmp_path):
    run = subprocess.run(
        [sys.executable, "-c", LIMITED, str(tmp_path)], capture_output=True, text=True, check=False
    )
    assert run.stdout.strip() == str(1023 * 65536 + 13), run.stderr[-500:]
