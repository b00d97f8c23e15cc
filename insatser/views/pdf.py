"""The summary of a case as a file."""

from __future__ import annotations

from access.gate import Gate
from access.models import Roll
from arenden.views.pdf import PdfSida
from audit.verb import Verb
from insatser.pdf import sammanfattning_pdf


class SammanfattningPdf(PdfSida):
    gate = Gate(Verb.SAMMANFATTNING_READ_PDF, Roll.handlaggande())
    namn = "sammanfattning"

    def build(self) -> bytes:
        return sammanfattning_pdf(self.arende)
