"""The summary of a case, an approved yttrande and a refusal to give out, as files."""

from __future__ import annotations

from django.http import Http404
from django.shortcuts import get_object_or_404

from access.behorighet import PA_PLATS
from access.gate import Gate
from arenden.views.pdf import PdfSida
from audit.verb import Verb
from insatser.models import Arbetsgang
from insatser.pdf import sammanfattning_pdf, utlamnandebeslut_pdf, yttrande_pdf


class SammanfattningPdf(PdfSida):
    gate = Gate(Verb.SAMMANFATTNING_READ_PDF, PA_PLATS, steg_upp=True, export=True)
    namn = "sammanfattning"

    def build(self) -> bytes:
        return sammanfattning_pdf(self.arende)


class YttrandePdf(PdfSida):
    gate = Gate(Verb.YTTRANDE_READ_PDF, PA_PLATS, steg_upp=True, export=True)
    namn = "yttrande"

    def build(self) -> bytes:
        gang = get_object_or_404(
            Arbetsgang, arende=self.arende, flode="lul_yttrande", pk=self.kwargs["gang"]
        )
        gang.arende = self.arende
        brev = yttrande_pdf(gang)
        if brev is None:
            raise Http404
        return brev


class UtlamnandebeslutPdf(PdfSida):
    gate = Gate(Verb.UTLAMNANDE_READ_PDF, PA_PLATS, steg_upp=True, export=True)
    namn = "utlamnandebeslut"

    def build(self) -> bytes:
        gang = get_object_or_404(
            Arbetsgang, arende=self.arende, flode="utlamnande", pk=self.kwargs["gang"]
        )
        gang.arende = self.arende
        brev = utlamnandebeslut_pdf(gang)
        if brev is None:
            raise Http404
        return brev
