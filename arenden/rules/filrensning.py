"""What is kept of a received file: its content, checked to the end, its properties left out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from arenden.rules.bildrensning import strip_jpeg, strip_png
from arenden.rules.filbytes import broken
from arenden.rules.filslag import SLAG, Filtyp, OtillatenFil, too_large
from arenden.rules.kontorsfil import strip_office

TAIL = 2048
PDF_END = re.compile(rb"%%EOF[\s\0]*\Z")
NOT_TEXT = re.compile(rb"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f\x7f]")
MAIL_START = re.compile(rb"(?:\xef\xbb\xbf)?(?:From |[!-9;-~]+:[ \t\r\n])")

STRIPPED = frozenset({Filtyp.JPEG, Filtyp.PNG, Filtyp.DOCX, Filtyp.XLSX, Filtyp.ODT})
"""Kinds that lose place, author and the like on the way in; the others are kept as they came."""


def cleaned(filtyp: Filtyp, chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Yield what is to be kept. Raises OtillatenFil, if only at the end, when it is not taken."""
    limited = _limited(filtyp, chunks)
    match filtyp:
        case Filtyp.JPEG:
            return strip_jpeg(limited)
        case Filtyp.PNG:
            return strip_png(limited)
        case Filtyp.PDF:
            return _pdf(limited)
        case Filtyp.TXT:
            return _text(limited)
        case Filtyp.EML:
            return _mail(limited)
        case _:
            return strip_office(filtyp, limited)


def _limited(filtyp: Filtyp, chunks: Iterable[bytes]) -> Iterator[bytes]:
    left = SLAG[filtyp].storst
    for chunk in chunks:
        left -= len(chunk)
        if left < 0:
            raise too_large(filtyp)
        yield chunk


def _pdf(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """A PDF ends where it says: nothing may hide behind it."""
    tail = b""
    for chunk in chunks:
        tail = (tail + chunk)[-TAIL:]
        yield chunk
    if not PDF_END.search(tail):
        raise OtillatenFil(
            "PDF-filen slutar inte som den ska. Öppna den hos dig och spara den som PDF på nytt."
        )


def _text(chunks: Iterable[bytes]) -> Iterator[bytes]:
    for chunk in chunks:
        if NOT_TEXT.search(chunk):
            raise OtillatenFil("Filen är ingen ren text. Spara den som text i UTF-8.")
        yield chunk


def _mail(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """A mail begins with its headers and is text throughout, attachments in it too."""
    is_first = True
    for chunk in chunks:
        if is_first and not MAIL_START.match(chunk):
            raise broken()
        if b"\0" in chunk:
            raise broken()
        is_first = False
        yield chunk
