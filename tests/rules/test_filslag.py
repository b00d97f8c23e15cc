"""Which files are taken, what is taken out of them, and what their names become."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO

import pytest
from PIL import Image

from arenden.rules.filrensning import cleaned
from arenden.rules.filslag import (
    LONGEST_NAME,
    MB,
    SLAG,
    Filtyp,
    OtillatenFil,
    clean_name,
    download_name,
    recognise,
)
from tests.arenden.filer import (
    ORIENTATION,
    PDF,
    PLACE,
    TYPES,
    WORD,
    docx,
    jpeg,
    odt,
    packed,
    png,
)

SECRETS = (b"Hemlig", b"Hemliga", PLACE.encode())


def pieces(content: bytes, size: int = 1000) -> list[bytes]:
    return [content[start : start + size] for start in range(0, len(content), size)]


def clean(filtyp: Filtyp, content: bytes, size: int = 1000) -> bytes:
    return b"".join(cleaned(filtyp, pieces(content, size)))


@pytest.mark.parametrize(
    ("name", "head", "filtyp"),
    [
        ("intyg.pdf", PDF, Filtyp.PDF),
        ("INTYG.PDF", PDF, Filtyp.PDF),
        ("bild.jpeg", jpeg(), Filtyp.JPEG),
        ("bild.jpg", jpeg(), Filtyp.JPEG),
        ("bild.png", png(), Filtyp.PNG),
        ("brev.docx", docx(), Filtyp.DOCX),
        ("brev.odt", odt(), Filtyp.ODT),
        ("v. 2.1 av brevet.txt", b"Hej", Filtyp.TXT),
        ("post.eml", b"From: a@b.se\r\n\r\nHej", Filtyp.EML),
    ],
)
def test_a_kind_is_what_name_and_content_agree_on(name, head, filtyp):
    assert recognise(name, head[:512]) is filtyp


@pytest.mark.parametrize("namn", ["a", "a.", ".pdf", "pdf", "a.pdf.exe", "a.exe.pdf", "a.zip.txt"])
def test_no_other_ending_is_taken(namn):
    with pytest.raises(OtillatenFil):
        recognise(namn, PDF)


@pytest.mark.parametrize("filtyp", [f for f in Filtyp if f not in {Filtyp.TXT, Filtyp.EML}])
@pytest.mark.parametrize(
    "head", [b"MZ\x90\0", b"Rar!", b"GIF89a", b"<svg>", b"\xd0\xcf\x11\xe0", b"%!PS", b"hej"]
)
def test_content_of_another_kind_is_refused_under_every_name(filtyp, head):
    with pytest.raises(OtillatenFil, match="innehållet är"):
        recognise(f"fil.{SLAG[filtyp].andelser[0]}", head)


@pytest.mark.parametrize("name", ["a.txt", "a.eml"])
@pytest.mark.parametrize(
    "head", [b"  <!DOCTYPE html>", b"\xef\xbb\xbf<HTML>", b"%PDF-1.4", b"#!/bin/sh"]
)
def test_text_is_not_a_way_in_for_other_kinds(name, head):
    with pytest.raises(OtillatenFil, match="innehållet är"):
        recognise(name, head)


@pytest.mark.parametrize(
    ("name", "clean"),
    [
        ("intyg.pdf", "intyg.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\kim\\intyg.pdf", "intyg.pdf"),
        ("a\r\nb\0c.pdf", "abc.pdf"),
        ("\u202efdp.exe", "fdp.exe"),
        ('a"b<c>d|e?.pdf', "a_b_c_d_e_.pdf"),
        ("a\u0308pple.pdf", "äpple.pdf"),
        ("  många   blanka .pdf", "många blanka.pdf"),
        ("...", "fil"),
        ("", "fil"),
        (".htaccess", "htaccess"),
    ],
)
def test_a_name_loses_what_could_do_harm(name, clean):
    assert clean_name(name) == clean


@pytest.mark.parametrize("name", ["å" * 300 + ".pdf", "a" * 300, "a." + "b" * 300])
def test_a_name_is_no_longer_than_it_may_be(name):
    assert len(clean_name(name)) <= LONGEST_NAME


def test_the_ending_survives_shortening_and_is_added_once():
    assert clean_name("å" * 300 + ".pdf").endswith("å.pdf")
    assert download_name("Intyg", Filtyp.PDF) == "Intyg.pdf"
    assert download_name("intyg.PDF", Filtyp.PDF) == "intyg.PDF"
    assert download_name("rapport.exe", Filtyp.TXT) == "rapport.exe.txt"


@pytest.mark.parametrize("size", [1, 7, 1000, 10**6])
@pytest.mark.parametrize("progressive", [True, False])
def test_a_photograph_loses_its_place_and_keeps_every_pixel(size, progressive):
    original = jpeg(progressive=progressive)
    assert PLACE.encode() in original
    stripped = clean(Filtyp.JPEG, original, size)
    assert not [secret for secret in SECRETS if secret in stripped]
    before, after = Image.open(BytesIO(original)), Image.open(BytesIO(stripped))
    assert dict(after.getexif()) == {ORIENTATION: 6}
    assert before.tobytes() == after.tobytes()


def test_what_follows_a_picture_is_cut_off():
    assert clean(Filtyp.JPEG, jpeg() + packed({"evil.exe": b"MZ"})).endswith(b"\xff\xd9")
    assert clean(Filtyp.PNG, png() + b"<script>").endswith(b"IEND\xaeB`\x82")


@pytest.mark.parametrize("size", [1, 1000])
def test_a_png_loses_its_texts_and_keeps_every_pixel(size):
    original = png()
    stripped = clean(Filtyp.PNG, original, size)
    after = Image.open(BytesIO(stripped))
    assert after.tobytes() == Image.open(BytesIO(original)).tobytes()
    assert not after.info
    assert not [secret for secret in SECRETS if secret in stripped]


@pytest.mark.parametrize("filtyp", [Filtyp.JPEG, Filtyp.PNG])
@pytest.mark.parametrize("left", [3, 20, 300, -5])
def test_half_a_picture_is_refused(filtyp, left):
    whole = jpeg() if filtyp is Filtyp.JPEG else png()
    with pytest.raises(OtillatenFil, match="skadad"):
        clean(filtyp, whole[:left])


def test_a_picture_of_too_many_pixels_is_refused_without_being_drawn():
    big_png = bytearray(png())
    big_png[16:24] = (60_000).to_bytes(4, "big") * 2
    with pytest.raises(OtillatenFil, match="bildpunkter"):
        clean(Filtyp.PNG, bytes(big_png))
    size = re.compile(rb"(?<=\xff\xc0\0.\x08)....", re.DOTALL)
    big_jpeg = size.sub(b"\xff\xff\xff\xff", jpeg(), count=1)
    with pytest.raises(OtillatenFil, match="bildpunkter"):
        clean(Filtyp.JPEG, big_jpeg)


def test_a_document_loses_its_properties_and_keeps_its_words():
    stripped = clean(Filtyp.DOCX, docx())
    with zipfile.ZipFile(BytesIO(stripped)) as document:
        assert document.testzip() is None
        texts = b"".join(document.read(name) for name in document.namelist())
    assert "Elias mår bättre".encode() in texts
    assert b"Hemlig" not in texts
    with zipfile.ZipFile(BytesIO(clean(Filtyp.ODT, odt()))) as document:
        assert document.infolist()[0].filename == "mimetype"
        assert b"Hemlig" not in document.read("meta.xml")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (docx(**{"word__vbaProject.bin": b"x"}), "makron"),
        (packed(WORD | {"[Content_Types].xml": TYPES + "macroEnabled"}), "makron"),
        (docx(**{"word__embeddings__oleObject1.bin": b"x"}), "en annan fil"),
        (docx(**{"word__evil.exe": b"MZ"}), "en annan fil"),
        (docx(**{"word__big.xml": bytes(50 * MB)}), "orimligt stort"),
        (packed(WORD | {f"p{n}": b"" for n in range(5001)}), "orimligt stort"),
        (docx(**{"..__..__x": b""}), "skadad"),
        (packed({"a.exe": b"MZ"}), "inget Word-dokument"),
        (odt(), "inget Word-dokument"),
        (docx()[:-30], "skadad"),
        (b"PK\x03\x04 and then nothing", "skadad"),
    ],
    ids=[
        "macro", "macro type", "embedded", "program", "bomb", "many parts", "leads out",
        "archive", "another kind", "cut off", "no archive",
    ],
)  # fmt: skip
def test_a_document_that_could_do_harm_is_refused(content, reason):
    with pytest.raises(OtillatenFil, match=reason):
        clean(Filtyp.DOCX, content, 10**6)


def test_a_locked_document_is_refused():
    locked = bytearray(docx())
    for start in [m.start() for m in re.finditer(b"PK\x01\x02", locked)]:
        locked[start + 8] |= 1
    with pytest.raises(OtillatenFil, match="lösenord"):
        clean(Filtyp.DOCX, bytes(locked))


def test_a_part_that_lies_about_its_size_is_refused():
    lying = bytearray(docx(**{"word__big.xml": b"a" * 100_000}))
    start = lying.rindex(b"PK\x01\x02")
    lying[start + 24 : start + 28] = (10).to_bytes(4, "little")
    with pytest.raises(OtillatenFil, match="skadad"):
        clean(Filtyp.DOCX, bytes(lying))


@pytest.mark.parametrize("tail", [b"", b"\r\n", b"\0\0\n"])
def test_a_pdf_ends_where_it_says(tail):
    assert clean(Filtyp.PDF, PDF.rstrip() + tail, 5) == PDF.rstrip() + tail


@pytest.mark.parametrize("tail", [b"<script>", packed({"a": b"b"}), b"%PDF-", b"MZ"])
def test_nothing_hides_behind_a_pdf(tail):
    with pytest.raises(OtillatenFil, match="slutar inte"):
        clean(Filtyp.PDF, PDF + tail)


@pytest.mark.parametrize("content", ["Hej på er\n\tindraget".encode(), "åäö".encode("cp1252")])
def test_text_is_kept_as_it_is(content):
    assert clean(Filtyp.TXT, content) == content


@pytest.mark.parametrize("content", [b"a\0b", b"\x7fELF", "hej".encode("utf-16"), b"\x1b\x01"])
def test_what_is_not_text_is_refused(content):
    with pytest.raises(OtillatenFil, match="ren text"):
        clean(Filtyp.TXT, content)


def test_a_mail_begins_with_headers():
    mail = b"Received: from x\r\nFrom: a@b.se\r\n\r\nHej"
    assert clean(Filtyp.EML, mail) == mail
    with pytest.raises(OtillatenFil):
        clean(Filtyp.EML, b"Hej hopp\r\n")


@pytest.mark.parametrize("filtyp", [Filtyp.TXT, Filtyp.DOCX])
def test_each_kind_has_its_own_limit(filtyp):
    piece = b"a" * MB
    chunks = (piece for _ in range(SLAG[filtyp].storst // MB + 1))
    with pytest.raises(OtillatenFil, match="för stor"):
        for _ in cleaned(filtyp, chunks):
            pass
