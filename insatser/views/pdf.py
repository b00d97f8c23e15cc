"""The summary of a case as a file."""

from __future__ import annotations

from access.behorighet import PA_PLATS
from access.gate import Gate
from arenden.views.pdf import PdfSida
from audit.verb import Verb
from insatser.pdf import sammanfattning_pdf


class SammanfattningPdf(PdfSida):
    gate = Gate(Verb.SAMMANFATTNING_READ_PDF, PA_PLATS, steg_upp=True, export=True)
    namn = "sammanfattning"

    def build(self) -> bytes:
        return sammanfattning_pdf(self.arende)
