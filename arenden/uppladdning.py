# ruff: noqa: ARG002 -- the signatures are Django's
"""Files on their way in: sealed as they arrive, so that plain text never touches the disk.

Each upload has a key of its own that lives in this process only, and a file without a name: when
the request ends, or the process dies, nothing is left. Only a page that says `tar_emot_filer` (the
most bytes of one file) gets files; what is sent to other pages is passed over unread.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import IO, Any, cast
from uuid import uuid4

from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest
from django.urls import resolve

from access.gate import gate_of
from arenden.rules.filslag import HEAD, LARGEST, MB
from encryption.bodies import unnamed_body
from encryption.filer import OpenedFile, Sealer, file_context, new_file_key

BESIDE_THE_FILES = 10 * MB
"""Room in a request for its other fields, before it is refused unread."""
MOST_FILES = 20


class SealedUpload(UploadedFile):
    """One received file. `head` is how it begins; `is_too_large` says that it was not kept."""

    def __init__(self, body: IO[bytes], key: bytes, context: bytes, head: bytes, **about: Any):
        super().__init__(file=None, **about)
        self._body, self._key, self._context = body, key, context
        self.head = head
        self.is_too_large = False

    @cached_property
    def content(self) -> OpenedFile:
        """What was sent, verified; it closes with the upload."""
        return OpenedFile(self._body, self._key, self._context)

    def chunks(self, chunk_size: int | None = None) -> Iterator[bytes]:
        return self.content.chunks()

    def read(self, *_: Any) -> bytes:
        """The whole content at once; for pages whose files are small."""
        return b"".join(self.chunks())

    def close(self) -> None:
        self._body.close()


def receive(name: str, chunks: Iterable[bytes], *, largest: int = LARGEST) -> SealedUpload:
    """Take a file that comes another way than over HTTP, just as an upload is taken."""
    inflow = Inflow(largest)
    for chunk in chunks:
        inflow.write(chunk)
    return inflow.finish(name=name)


class Inflow:
    """One file being received: sealed as it comes, and no longer kept once it is too large."""

    def __init__(self, largest: int) -> None:
        self.body, self._key = unnamed_body(), new_file_key()
        self._context = file_context("uppladdning", uuid4(), uuid4())
        self._sealer = Sealer(self.body, self._key, self._context)
        self._largest, self._head, self._size = largest, b"", 0

    def write(self, chunk: bytes) -> None:
        self._size += len(chunk)
        if self._size > self._largest:
            self.body.truncate(0)
            return
        if len(self._head) < HEAD:
            self._head = (self._head + chunk)[:HEAD]
        self._sealer.write(chunk)

    def finish(self, **about: Any) -> SealedUpload:
        upload = SealedUpload(
            self.body, self._key, self._context, self._head, size=self._size, **about
        )
        upload.is_too_large = self._size > self._largest
        if not upload.is_too_large:
            self._sealer.finish()
        return upload


class SealedUploadHandler(FileUploadHandler):
    """Django's way in for files."""

    def handle_raw_input(
        self,
        input_data: Any,
        META: dict[str, str],  # noqa: N803 – Django's name
        content_length: int,
        boundary: str,
        encoding: str | None = None,
    ) -> None:
        self.largest = _largest_for(cast("HttpRequest", self.request))
        if content_length > MOST_FILES * self.largest + BESIDE_THE_FILES:
            raise RequestDataTooBig("The request is larger than its page takes.")

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        if not self.largest:
            raise SkipFile
        self.inflow = Inflow(self.largest)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self.inflow.write(raw_data)

    def file_complete(self, file_size: int) -> SealedUpload:
        return self.inflow.finish(name=self.file_name, content_type=self.content_type)

    def upload_interrupted(self) -> None:
        if hasattr(self, "inflow"):
            self.inflow.body.close()


def _largest_for(request: HttpRequest) -> int:
    """The most bytes of one file that this page takes from this person; 0 for none."""
    view = resolve(request.path_info).func
    gate = gate_of(view)
    if gate is None or gate.oppen:
        return 0
    if gate.roller is not None and not request.user.has_roll(gate.roller):  # type: ignore[union-attr]
        return 0
    return int(getattr(getattr(view, "view_class", None), "tar_emot_filer", 0))
