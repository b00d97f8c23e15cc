"""A document as a page and as a paper, both out of one content."""

from __future__ import annotations

from typing import Any, ClassVar

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.generic import View

from access.behorighet import PA_PLATS
from access.gate import Gate
from access.models import Roll
from arenden.dokument.aterkoppling import aterkoppling_innehall
from arenden.dokument.begaran import begaran_innehall
from arenden.dokument.beslut import beslut_innehall
from arenden.dokument.utredning import utredning_innehall
from arenden.models import Aterkoppling, Beslut, Uppgiftsbegaran, Utredning
from arenden.pdf import render
from arenden.rules.innehall import Innehall
from arenden.views.bas import ArendeSida, ArendeView
from audit.verb import Verb

HANDLAGGANDE = Roll.handlaggande()


def as_pdf(innehall: Innehall, filnamn: str) -> HttpResponse:
    """The paper, to be saved; the name of the file tells of nobody."""
    return HttpResponse(
        render(innehall),
        content_type="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="{filnamn}.pdf"'},
    )


class Dokumentvy(ArendeSida):
    """A document of an ärende. `namn` is what its file is called, before the ärendenummer."""

    namn: ClassVar[str] = ""

    def compose(self) -> Innehall | None:
        """What the document says; None, or Http404, where there is none."""
        raise NotImplementedError

    def innehall(self) -> Innehall:
        innehall = self.compose()
        if innehall is None:
            raise Http404
        return innehall


class DokumentSida(Dokumentvy, ArendeView):
    """The document as a page, with a print style. `pdf` is the address of the paper."""

    template_name = "arenden/dokument.html"
    pdf: ClassVar[str] = ""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            innehall=self.innehall(), pdf_url=reverse(self.pdf, kwargs=self.kwargs), **kwargs
        )


class DokumentPdf(Dokumentvy, View):
    """The document as a file named after the ärende alone."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return as_pdf(self.innehall(), f"{self.namn}-{self.arende.arendenummer}")


class BeslutDokument(Dokumentvy):
    flik = "beslut"
    namn = "beslut"

    def compose(self) -> Innehall:
        rader = Beslut.objects.select_related("beslutad_av", "foreslagen_av").prefetch_related(
            "rattelser__beslutad_av", "omprovningar__beslutad_av"
        )
        beslut = get_object_or_404(
            rader,
            arende=self.arende,
            utfall=Beslut.Utfall.BESLUTAT,
            pk=self.kwargs["beslut"],
        )
        beslut.arende = self.arende
        return beslut_innehall(beslut)


class BeslutDokumentSida(BeslutDokument, DokumentSida):
    gate = Gate(Verb.BESLUT_READ, HANDLAGGANDE)
    pdf = "arenden:beslut_pdf"


class BeslutPdf(BeslutDokument, DokumentPdf):
    gate = Gate(Verb.BESLUT_READ_PDF, PA_PLATS, steg_upp=True, export=True)


class UtredningDokument(Dokumentvy):
    flik = "utredning"
    namn = "utredning"

    def compose(self) -> Innehall:
        utredning = get_object_or_404(Utredning, arende=self.arende)
        utredning.arende = self.arende
        return utredning_innehall(utredning)


class UtredningDokumentSida(UtredningDokument, DokumentSida):
    gate = Gate(Verb.UTREDNING_READ, HANDLAGGANDE)
    pdf = "arenden:utredning_pdf"


class UtredningPdf(UtredningDokument, DokumentPdf):
    gate = Gate(Verb.UTREDNING_READ_PDF, PA_PLATS, steg_upp=True, export=True)


class BegaranDokument(Dokumentvy):
    flik = "utredning"
    namn = "begaran"

    def compose(self) -> Innehall:
        begaran = get_object_or_404(
            Uppgiftsbegaran.objects.select_related("utredning", "begard_av"),
            utredning__arende=self.arende,
            pk=self.kwargs["brev"],
        )
        begaran.utredning.arende = self.arende
        return begaran_innehall(begaran)


class BegaranDokumentSida(BegaranDokument, DokumentSida):
    gate = Gate(Verb.UPPGIFTSBEGARAN_READ, HANDLAGGANDE)
    pdf = "arenden:begaran_pdf"


class BegaranPdf(BegaranDokument, DokumentPdf):
    gate = Gate(Verb.UPPGIFTSBEGARAN_READ_PDF, PA_PLATS, steg_upp=True, export=True)


class AterkopplingDokument(Dokumentvy):
    namn = "aterkoppling"

    def compose(self) -> Innehall | None:
        aterkoppling = get_object_or_404(
            Aterkoppling.objects.select_related("anmalan__arende__namnd"),
            anmalan=self.kwargs["anmalan"],
            anmalan__arende=self.arende,
        )
        return aterkoppling_innehall(aterkoppling)


class AterkopplingDokumentSida(AterkopplingDokument, DokumentSida):
    gate = Gate(Verb.ATERKOPPLING_READ, HANDLAGGANDE)
    pdf = "arenden:aterkoppling_pdf"


class AterkopplingPdf(AterkopplingDokument, DokumentPdf):
    gate = Gate(Verb.ATERKOPPLING_READ_PDF, PA_PLATS, steg_upp=True, export=True)
