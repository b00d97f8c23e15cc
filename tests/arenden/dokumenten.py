"""Reading a document both ways: what the page says and what another library finds in the paper."""

from __future__ import annotations

import os
import re
from html import unescape
from io import BytesIO
from pathlib import Path
from typing import Any

from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from tests.arenden.webb import som

KVAR = os.environ.get("DOKUMENTMAPP", "")
"""A folder where the papers of the tests are left to be looked at."""


def read(response: Any) -> PdfReader:
    assert response.status_code == 200, response.status_code
    assert response["Content-Type"] == "application/pdf"
    assert response["Cache-Control"] == "no-store"
    innehall = b"".join(response.streaming_content) if response.streaming else response.content
    if KVAR:
        namn = re.search(r'filename="([^"]+)"', response["Content-Disposition"])
        assert namn is not None
        (Path(KVAR) / namn[1]).write_bytes(innehall)
    return PdfReader(BytesIO(innehall))


def words_of_paper(reader: PdfReader, *huvud: str) -> str:
    """What is printed, without running heads, page numbers, bullets and spaces."""
    text = ""
    for page in reader.pages:
        sida = page.extract_text()
        for rad in huvud:
            sida = sida.replace(rad, "")
        text += re.sub(r"Sida \d+ av \d+", "", sida)
    return _bare(text)


def words_of_page(response: Any) -> str:
    """What the document on the page says, without its head and spaces."""
    assert response.status_code == 200, response.status_code
    artikel = re.search(
        r"<article[^>]*data-dokument.*?</article>", response.content.decode(), re.DOTALL
    )
    assert artikel is not None
    text = re.sub(r"<header.*?</header>", "", artikel[0], flags=re.DOTALL)
    return _bare(unescape(re.sub(r"<[^>]+>", " ", text)))


def _bare(text: str) -> str:
    return re.sub(r"[\s•]+", "", text)


def both(person: Any, arende: Any, sida: str, pdf: str, **args: Any) -> tuple[str, str, Any, Any]:
    """The page and the paper of a document as words; the paper's reader, and its answer."""
    kwargs = {"arende": arende.pk, **args}
    page = som(person).get(reverse(sida, kwargs=kwargs))
    response = som(person).get(reverse(pdf, kwargs=kwargs))
    reader = read(response)
    innehall = page.context["innehall"]
    huvud = filter(None, [innehall.sekretess, innehall.arendenummer, innehall.namnd])
    return words_of_page(page), words_of_paper(reader, *huvud), reader, response


def same(page: str, paper: str) -> bool:
    """Equal but for the day, which stands at the head of each page of the paper."""
    idag = f"{timezone.localdate()}"
    return page.replace(idag, "") == paper.replace(idag, "")
