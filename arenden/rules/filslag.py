"""Which files are taken as handlingar, how large they may be, and how a name is made harmless."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePosixPath

MB = 1024 * 1024
LARGEST = 200 * MB
HEAD = 512
"""How much of the beginning `recognise` wants to see."""
LONGEST_NAME = 120
FORBIDDEN_IN_NAMES = re.compile(r'["*/:<>?\\|]+')


class OtillatenFil(Exception):
    """A file that is not taken. The message is shown to whoever sent it."""


class Filtyp(StrEnum):
    PDF = "pdf"
    JPEG = "jpeg"
    PNG = "png"
    DOCX = "docx"
    XLSX = "xlsx"
    ODT = "odt"
    TXT = "txt"
    EML = "eml"


@dataclass(frozen=True)
class Slag:
    """One kind: `magi` is how its files begin (none for text), `storst` in bytes."""

    namn: str
    andelser: tuple[str, ...]
    mime: str
    storst: int
    magi: bytes = b""


ZIP = b"PK\x03\x04"
OOXML = "application/vnd.openxmlformats-officedocument"
SLAG = {
    Filtyp.PDF: Slag("PDF", ("pdf",), "application/pdf", LARGEST, b"%PDF-"),
    Filtyp.JPEG: Slag("Bild", ("jpg", "jpeg"), "image/jpeg", 50 * MB, b"\xff\xd8\xff"),
    Filtyp.PNG: Slag("Bild", ("png",), "image/png", 50 * MB, b"\x89PNG\r\n\x1a\n"),
    Filtyp.DOCX: Slag("Word", ("docx",), f"{OOXML}.wordprocessingml.document", 20 * MB, ZIP),
    Filtyp.XLSX: Slag("Excel", ("xlsx",), f"{OOXML}.spreadsheetml.sheet", 20 * MB, ZIP),
    Filtyp.ODT: Slag(
        "OpenDocument", ("odt",), "application/vnd.oasis.opendocument.text", 20 * MB, ZIP
    ),
    Filtyp.TXT: Slag("Text", ("txt",), "text/plain", 10 * MB),
    Filtyp.EML: Slag("E-post", ("eml",), "message/rfc822", 50 * MB),
}
ANDELSER = {andelse: filtyp for filtyp, slag in SLAG.items() for andelse in slag.andelser}
TILLATNA = ", ".join(ANDELSER)

ADVICE = {
    "heic": "Bilder i HEIC visar var de togs. Spara bilden som JPEG.",
    "heif": "Bilder i HEIC visar var de togs. Spara bilden som JPEG.",
    **dict.fromkeys(
        ("doc", "xls", "ppt", "docm", "xlsm", "dotm", "xltm", "xlsb"),
        "Filen kan innehålla makron. Spara den som PDF, docx eller xlsx.",
    ),
    **dict.fromkeys(
        ("zip", "rar", "7z", "tar", "gz", "tgz", "bz2", "xz", "iso", "cab"),
        "Arkiv tas inte emot. Packa upp det och lägg till filerna en och en.",
    ),
}
RUNNABLE = frozenset(
    "exe dll scr com bat cmd ps1 vbs vbe js jse wsf hta msi lnk jar sh py php".split()  # noqa: SIM905
    + "html htm svg xml".split()  # noqa: SIM905
)
FOREIGN = {
    b"MZ": "ett program",
    b"\x7fELF": "ett program",
    b"#!": "ett program",
    b"\xd0\xcf\x11\xe0": "ett äldre Office-dokument",
    b"Rar!": "ett arkiv",
    b"7z\xbc\xaf": "ett arkiv",
    b"\x1f\x8b": "ett arkiv",
    b"GIF8": "en GIF-bild",
    b"<svg": "en SVG-bild",
    b"<!doctype html": "en webbsida",
    b"<html": "en webbsida",
    b"<?xml": "XML",
}


def recognise(name: str, head: bytes) -> Filtyp:
    """Return the kind that name and beginning agree on; raises OtillatenFil with what to do."""
    *inner, andelse = [del_.strip().lower() for del_ in clean_name(name).split(".")]
    if any(del_ in RUNNABLE or del_ in ADVICE for del_ in inner[1:]):
        raise OtillatenFil("Namnet har två filändelser. Byt namn på filen och försök igen.")
    if not inner or andelse not in ANDELSER:
        raise OtillatenFil(ADVICE.get(andelse, f"Filslaget tas inte emot. Tillåtna: {TILLATNA}."))
    if not head:
        raise OtillatenFil("Filen är tom.")
    filtyp = ANDELSER[andelse]
    slag = SLAG[filtyp]
    if not head.startswith(slag.magi) or (not slag.magi and (found := _foreign(head))):
        found = _foreign(head) or "något annat"
        raise OtillatenFil(
            f"Namnet slutar på .{andelse} men innehållet är {found}."
            " Be avsändaren om filen i rätt format."
        )
    return filtyp


def too_large(filtyp: Filtyp | None = None) -> OtillatenFil:
    """Return the refusal of a file above the limit of its kind, or of all kinds."""
    limit = SLAG[filtyp].storst if filtyp else LARGEST
    return OtillatenFil(f"Filen är för stor. Högst {limit // MB} MB ryms. Dela upp den.")


def clean_name(name: str) -> str:
    """Return a file name without path, control and direction signs, at most 120 characters."""
    name = unicodedata.normalize("NFC", name.replace("\\", "/").rsplit("/", 1)[-1])
    shown = "".join(c for c in name if not unicodedata.category(c).startswith("C"))
    path = PurePosixPath(" ".join(FORBIDDEN_IN_NAMES.sub("_", shown).split()).strip(". ") or "fil")
    room = LONGEST_NAME - len(path.suffix)
    return path.stem[:room].rstrip() + path.suffix if room > 0 else path.name[:LONGEST_NAME]


def download_name(titel: str, filtyp: Filtyp) -> str:
    """Return the name that a file is handed out under: its title, with its kind's ending."""
    stem = clean_name(titel)
    andelse = SLAG[filtyp].andelser[0]
    return stem if stem.lower().endswith(f".{andelse}") else f"{stem}.{andelse}"


def _foreign(head: bytes) -> str:
    """In words, what a file that begins so is; empty if it is nothing known."""
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    known = [
        *((slag.magi, f"av slaget {slag.namn}") for slag in SLAG.values() if slag.magi != ZIP),
        (ZIP, "ett arkiv eller Office-dokument"),
        *FOREIGN.items(),
    ]
    for magi, what in known:
        if magi and (head.startswith(magi) or start.startswith(magi.lower())):
            return what
    return ""
