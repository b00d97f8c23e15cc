"""Sealed files: whole or not at all, bound to their row, one chunk at a time in memory."""

from __future__ import annotations

import subprocess
import sys
from io import BytesIO
from uuid import UUID

import pytest
from cryptography.cobblestone import Cobblestone256Encryptor

from encryption.errors import SealError
from encryption.filer import CHUNK, HEADER, OpenedFile, Sealer, file_context, new_file_key

ROW, OWNER, OTHER = UUID(int=1), UUID(int=2), UUID(int=3)
KEY = bytes(range(32))
CONTEXT = file_context("app.Rad", ROW, OWNER)


def sealed(content: bytes, key: bytes = KEY, context: bytes = CONTEXT) -> bytes:
    file = BytesIO()
    sealer = Sealer(file, key, context)
    for start in range(0, len(content), 10_000):
        sealer.write(content[start : start + 10_000])
    assert sealer.finish() == len(content)
    return file.getvalue()


def opened(blob: bytes, key: bytes = KEY, context: bytes = CONTEXT) -> bytes:
    return b"".join(OpenedFile(BytesIO(blob), key, context))


@pytest.mark.parametrize("size", [0, 1, 24, 8191, CHUNK, CHUNK + 1, 3 * CHUNK - 8, 1_000_003])
def test_what_is_sealed_is_what_is_opened(size):
    content = bytes(i * 7 % 251 for i in range(size))
    file = OpenedFile(BytesIO(sealed(content)), KEY, CONTEXT)
    assert file.size == size
    assert b"".join(file.chunks()) == content
    assert b"".join(file.chunks()) == content, "as often as asked"


def test_the_plain_text_is_nowhere_in_the_file():
    assert b"Kim Exempelsson" not in sealed(b"Kim Exempelsson " * 5000)


def test_two_sealings_of_the_same_have_nothing_in_common():
    first, second = sealed(b"x" * 1000), sealed(b"x" * 1000)
    assert first[len(HEADER) :][:64] != second[len(HEADER) :][:64]


def test_lengths_nearby_look_alike():
    assert len({len(sealed(bytes(n))) for n in range(200_001, 200_100)}) == 1


@pytest.mark.parametrize("place", [0, 4, 5, 6, 40, 70_000, 150_000, -1, -9, -30])
def test_one_changed_byte_opens_nothing(place):
    blob = bytearray(sealed(bytes(200_000)))
    blob[place] ^= 1
    with pytest.raises(SealError):
        OpenedFile(BytesIO(bytes(blob)), KEY, CONTEXT)


@pytest.mark.parametrize("left", [0, 3, 6, 50, 16_000, 100_000, -1])
def test_a_shorter_file_opens_nothing(left):
    with pytest.raises(SealError):
        OpenedFile(BytesIO(sealed(bytes(200_000))[:left]), KEY, CONTEXT)


@pytest.mark.parametrize("more", [b"\0", b"more", bytes(20_000)])
def test_a_longer_file_opens_nothing(more):
    with pytest.raises(SealError):
        OpenedFile(BytesIO(sealed(b"content") + more), KEY, CONTEXT)


def test_chunks_that_have_changed_places_open_nothing():
    blob = sealed(bytes(200_000))
    first, second = blob[50_000:66_416], blob[66_416:82_832]
    with pytest.raises(SealError):
        opened(blob[:50_000] + second + first + blob[82_832:])


@pytest.mark.parametrize(
    "context",
    [
        file_context("app.Rad", OTHER, OWNER),
        file_context("app.Rad", ROW, OTHER),
        file_context("app.Annan", ROW, OWNER),
        file_context("app.Rad", OWNER, ROW),
    ],
    ids=["another row", "another owner", "another model", "changed places"],
)
def test_a_file_opens_in_its_own_place_only(context):
    with pytest.raises(SealError):
        opened(sealed(b"content"), context=context)


def test_a_file_opens_with_its_own_key_only():
    with pytest.raises(SealError):
        opened(sealed(b"content"), key=new_file_key())


@pytest.mark.parametrize("said", [0, 24, 57, 10**18])
def test_a_length_that_is_not_the_contents_opens_nothing(said):
    """Not even for whoever has the key: a body of 64 bytes holds between 25 and 56."""
    encryptor = Cobblestone256Encryptor(KEY, CONTEXT + HEADER)
    body = encryptor.update(bytes(56) + said.to_bytes(8, "big")) + encryptor.finalize()
    with pytest.raises(SealError):
        opened(HEADER + body)


def test_a_file_that_does_not_open_is_closed():
    file = BytesIO(b"nothing")
    with pytest.raises(SealError):
        OpenedFile(file, KEY, CONTEXT)
    assert file.closed


def test_a_change_between_verifying_and_handing_out_stops_the_stream(tmp_path):
    path = tmp_path / "body"
    path.write_bytes(sealed(bytes(2_000_000)))
    with path.open("rb") as file:
        verified = OpenedFile(file, KEY, CONTEXT)
        with path.open("r+b") as other:
            other.seek(1_500_000)
            other.write(b"changed")
        received: list[bytes] = []
        with pytest.raises(SealError):
            received.extend(verified.chunks())
    assert not any(b"".join(received))
    assert len(b"".join(received)) < 1_500_000


MEMORY = """
import resource, sys
from encryption.filer import OpenedFile, Sealer, file_context, new_file_key
from uuid import uuid4
key, context, piece = new_file_key(), file_context("app.Rad", uuid4(), uuid4()), bytes(65536)
def peak(): return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
def through(count):
    with open(sys.argv[1], "w+b") as file:
        sealer = Sealer(file, key, context)
        for _ in range(count): sealer.write(piece)
        sealer.finish()
        assert sum(map(len, OpenedFile(file, key, context))) == count * 65536
through(16); small = peak()
through(1024); large = peak()
print(large - small)
"""


def test_a_large_file_takes_no_more_memory_than_a_small_one(tmp_path):
    """1 MB and 64 MB, down to the disk and up again, in a process of its own."""
    run = subprocess.run(
        [sys.executable, "-c", MEMORY, str(tmp_path / "body")],
        capture_output=True,
        text=True,
        check=True,
    )
    assert int(run.stdout) <= 4, "MB more"
