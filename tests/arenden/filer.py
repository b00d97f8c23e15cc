"""Small files of every kind, as people send them and as nobody should."""

from __future__ import annotations

import zipfile
from contextlib import closing
from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from arenden.actions.handlingar import add_handling
from arenden.models import Arende, Handling
from arenden.uppladdning import receive

PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
EICAR_PDF = b"%PDF-1.4\n" + EICAR + b"\n%%EOF"
TYPES = "<Types>application/vnd.openxmlformats-officedocument.wordprocessingml</Types>"
WORD = {
    "[Content_Types].xml": TYPES,
    "word/document.xml": "<w:document>Elias mår bättre</w:document>",
    "docProps/core.xml": "<cp:coreProperties><dc:creator>Hemlig Handläggare</dc:creator>",
    "docProps/app.xml": "<Properties><Company>Hemliga bolaget</Company></Properties>",
}
POSITION, DESCRIPTION, ORIENTATION = 0x8825, 0x010E, 0x0112
PLACE = "Hemliga gatan 1"


def jpeg(*, way: int = 6, **val: Any) -> bytes:
    """A photograph lying on its side that tells where it was taken."""
    exif = Image.Exif()
    exif[ORIENTATION], exif[DESCRIPTION] = way, PLACE
    exif.get_ifd(POSITION)[2] = (59.0, 22.0, 11.0)
    file = BytesIO()
    picture().save(file, "JPEG", exif=exif, comment=b"Hemlig kommentar", **val)
    return file.getvalue()


def png() -> bytes:
    from PIL.PngImagePlugin import PngInfo

    text = PngInfo()
    text.add_text("Location", PLACE)
    text.add_itxt("Author", "Hemlig fotograf", zip=True)
    file = BytesIO()
    picture().save(file, "PNG", pnginfo=text)
    return file.getvalue()


def picture() -> Image.Image:
    return Image.effect_noise((120, 80), 60).convert("RGB")


def packed(parts: dict[str, str | bytes], **val: Any) -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, **val) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def docx(**more: str | bytes) -> bytes:
    return packed(WORD | {name.replace("__", "/"): content for name, content in more.items()})


def odt() -> bytes:
    mime = "application/vnd.oasis.opendocument.text"
    return packed({"mimetype": mime, "content.xml": "<x>Elias</x>", "meta.xml": "<m>Hemlig</m>"})


def upload(namn: str = "intyg.pdf", content: bytes = PDF) -> SimpleUploadedFile:
    return SimpleUploadedFile(namn, content)


def make_handling(arende: Arende, actor: Any, content: bytes = PDF, **falt: Any) -> Handling:
    """A certificate received on 2 March 2026, taken in through the real action."""
    varden = {"titel": "Intyg från skolan", "slag": "intyg", "inkom": arende.oppnat.date()}
    namn = falt.pop("namn", "intyg.pdf")
    with closing(receive(namn, [content])) as fil:
        return add_handling(arende=arende, fil=fil, actor=actor, **(varden | falt))
