"""A decision, and the answer to a reporter, as files."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.generic import View

from access.behorighet import PA_PLATS
from access.gate import Gate
from arenden.models import Aterkoppling, Beslut
from arenden.pdf import aterkoppling_pdf, beslut_pdf
from arenden.views.bas import ArendeSida
from audit.verb import Verb


class PdfSida(ArendeSida, View):
    """Answers with a PDF named after the ärende alone; nothing about the person is in the name."""

    namn = ""

    def build(self) -> bytes:
        raise NotImplementedError

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        filnamn = f"{self.namn}-{self.arende.arendenummer}.pdf"
        return HttpResponse(
            self.build(),
            content_type="application/pdf",
            headers={"Content-Disposition": f'attachment; filename="{filnamn}"'},
        )


class BeslutPdf(PdfSida):
    gate = Gate(Verb.BESLUT_READ_PDF, PA_PLATS, steg_upp=True, export=True)
    namn = "beslut"

    def build(self) -> bytes:
        beslut = get_object_or_404(
            Beslut.objects.select_related(
                "arende__namnd", "arende__akt__person", "beslutad_av", "foreslagen_av"
            ),
            arende=self.arende,
            utfall=Beslut.Utfall.BESLUTAT,
            pk=self.kwargs["beslut"],
        )
        return beslut_pdf(beslut)


class AterkopplingPdf(PdfSida):
    gate = Gate(Verb.ATERKOPPLING_READ_PDF, PA_PLATS, steg_upp=True, export=True)
    namn = "aterkoppling"

    def build(self) -> bytes:
        aterkoppling = get_object_or_404(
            Aterkoppling.objects.select_related("anmalan__arende__namnd"),
            anmalan=self.kwargs["anmalan"],
            anmalan__arende=self.arende,
        )
        brev = aterkoppling_pdf(aterkoppling)
        if brev is None:
            raise Http404
        return brev
