"""Office documents: no macros, nothing packed inside, no bombs; and without their properties.

They are zip archives, so they are held in memory whole; hence their lower limit. Every part is
written anew, except the properties (author, company, times, own fields), which are emptied.
Authors of comments and tracked changes, and Exif in pictures inside, are not removed.
"""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Iterable, Iterator
from functools import partial
from io import BytesIO

from arenden.rules.filbytes import PIECE, broken
from arenden.rules.filslag import MB, SLAG, Filtyp, OtillatenFil

MOST_PARTS = 5000
LARGEST_PART, LARGEST_WHOLE = 100 * MB, 300 * MB
HIGHEST_RATIO, RATIO_FROM = 100, MB
ENCRYPTED = 0x1
MAIN_PART = {Filtyp.DOCX: "word/document.xml", Filtyp.XLSX: "xl/workbook.xml"}
TYPES = "[Content_Types].xml"
MACROS = ("vbaproject.bin", "vbadata.xml", "/activex/", "/macrosheets/", "basic/", "scripts/")
PACKED = ("/embeddings/", "object ", ".zip", ".exe", ".dll", ".js", ".vbs", ".bat", ".jar")

CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
EMPTY = {
    "docProps/core.xml": f'<cp:coreProperties xmlns:cp="{CORE}"/>',
    "docProps/app.xml": f'<Properties xmlns="{OFFICE}/extended-properties"/>',
    "docProps/custom.xml": f'<Properties xmlns="{OFFICE}/custom-properties"/>',
    "meta.xml": (
        '<office:document-meta xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
        ' office:version="1.2"><office:meta/></office:document-meta>'
    ),
}


def strip_office(filtyp: Filtyp, chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the document without its properties, or raise OtillatenFil with why it is not taken."""
    stripped = BytesIO()
    try:
        with zipfile.ZipFile(BytesIO(b"".join(chunks))) as document:
            _check(filtyp, document)
            _copy(document, stripped)
    except (zipfile.BadZipFile, NotImplementedError, EOFError, ValueError) as error:
        raise broken() from error
    stripped.seek(0)
    yield from iter(partial(stripped.read, PIECE), b"")


def _check(filtyp: Filtyp, document: zipfile.ZipFile) -> None:
    parts = document.infolist()
    names = [part.filename for part in parts]
    if any(part.flag_bits & ENCRYPTED for part in parts):
        raise OtillatenFil("Dokumentet är låst med lösenord. Ta bort lösenordet och försök igen.")
    if _is_bomb(parts):
        raise OtillatenFil("Dokumentet är orimligt stort när det packas upp. Spara det som PDF.")
    if len(set(names)) < len(names) or any(_leads_out(name) for name in names):
        raise broken()
    if not _is_of_kind(filtyp, document, names):
        raise OtillatenFil(
            f"Filen är inget {SLAG[filtyp].namn}-dokument, fast namnet säger det."
            " Arkiv tas inte emot. Be avsändaren om filen i rätt format."
        )
    lower = [f"/{name.lower()}" for name in names]
    macro_type = TYPES in names and b"macroenabled" in document.read(TYPES).lower()
    if macro_type or any(word in name for name in lower for word in MACROS):
        raise OtillatenFil("Dokumentet innehåller makron. Spara det som PDF.")
    if any(word in name for name in lower for word in PACKED):
        raise OtillatenFil("Dokumentet innehåller en annan fil. Spara det som PDF.")


def _is_bomb(parts: list[zipfile.ZipInfo]) -> bool:
    return (
        len(parts) > MOST_PARTS
        or sum(part.file_size for part in parts) > LARGEST_WHOLE
        or any(
            part.file_size > LARGEST_PART
            or (
                part.file_size > RATIO_FROM
                and part.file_size > HIGHEST_RATIO * max(1, part.compress_size)
            )
            for part in parts
        )
    )


def _leads_out(name: str) -> bool:
    return name.startswith("/") or "\\" in name or ":" in name or ".." in name.split("/")


def _is_of_kind(filtyp: Filtyp, document: zipfile.ZipFile, names: list[str]) -> bool:
    if filtyp is Filtyp.ODT:
        return "mimetype" in names and document.read("mimetype").decode("ascii", "replace") == (
            SLAG[Filtyp.ODT].mime
        )
    return TYPES in names and MAIN_PART[filtyp] in names


def _copy(document: zipfile.ZipFile, target: BytesIO) -> None:
    with zipfile.ZipFile(target, "w") as stripped:
        for part in document.infolist():
            new = zipfile.ZipInfo(part.filename)
            is_plain = part.filename == "mimetype"  # an ODT begins with it, not compressed
            new.compress_type = zipfile.ZIP_STORED if is_plain else zipfile.ZIP_DEFLATED
            if part.filename in EMPTY:
                stripped.writestr(new, XML + EMPTY[part.filename])
            else:
                with document.open(part) as source, stripped.open(new, "w") as copy:
                    shutil.copyfileobj(source, copy, PIECE)
