"""The summary of a case, an approved yttrande and a refusal to give out: page and paper."""

from __future__ import annotations

from typing import ClassVar

from django.shortcuts import get_object_or_404

from access.behorighet import PA_PLATS
from access.gate import Gate
from access.models import Roll
from arenden.rules.innehall import Innehall
from arenden.views.dokument import DokumentPdf, DokumentSida, Dokumentvy
from audit.verb import Verb
from insatser.dokument.sammanfattning import sammanfattning_innehall
from insatser.dokument.utlamnande import utlamnandebeslut_innehall
from insatser.dokument.yttrande import yttrande_innehall
from insatser.models import Arbetsgang

HANDLAGGANDE = Roll.handlaggande()


class SammanfattningDokument(Dokumentvy):
    namn = "sammanfattning"

    def compose(self) -> Innehall:
        return sammanfattning_innehall(self.arende)


class SammanfattningSida(SammanfattningDokument, DokumentSida):
    gate = Gate(Verb.SAMMANFATTNING_READ, HANDLAGGANDE)
    pdf = "insatser:sammanfattning_pdf"


class SammanfattningPdf(SammanfattningDokument, DokumentPdf):
    gate = Gate(Verb.SAMMANFATTNING_READ_PDF, PA_PLATS, steg_upp=True, export=True)


class GangDokument(Dokumentvy):
    """A document that an arbetsgång of the kind `flode` has made."""

    flik = "gangar"
    flode: ClassVar[str]

    @property
    def gang(self) -> Arbetsgang:
        gang = get_object_or_404(
            Arbetsgang, arende=self.arende, flode=self.flode, pk=self.kwargs["gang"]
        )
        gang.arende = self.arende
        return gang


class YttrandeDokument(GangDokument):
    flode = "lul_yttrande"
    namn = "yttrande"

    def compose(self) -> Innehall | None:
        return yttrande_innehall(self.gang)


class YttrandeSida(YttrandeDokument, DokumentSida):
    gate = Gate(Verb.YTTRANDE_READ, HANDLAGGANDE)
    pdf = "insatser:yttrande_pdf"


class YttrandePdf(YttrandeDokument, DokumentPdf):
    gate = Gate(Verb.YTTRANDE_READ_PDF, PA_PLATS, steg_upp=True, export=True)


class UtlamnandeDokument(GangDokument):
    flode = "utlamnande"
    namn = "utlamnandebeslut"

    def compose(self) -> Innehall | None:
        return utlamnandebeslut_innehall(self.gang)


class UtlamnandebeslutSida(UtlamnandeDokument, DokumentSida):
    gate = Gate(Verb.UTLAMNANDE_READ, HANDLAGGANDE)
    pdf = "insatser:utlamnandebeslut_pdf"


class UtlamnandebeslutPdf(UtlamnandeDokument, DokumentPdf):
    gate = Gate(Verb.UTLAMNANDE_READ_PDF, PA_PLATS, steg_upp=True, export=True)
