"""The call to a meeting and its minutes, each as a page and as a paper."""

from __future__ import annotations

from typing import Any, ClassVar

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from access.gate import Gate
from arenden.rules.innehall import Innehall
from arenden.views.dokument import as_pdf
from audit.verb import Verb
from samverkansteam import policy
from samverkansteam.dokument.mote import (
    eget_protokoll_innehall,
    kallelse_innehall,
    protokoll_innehall,
)
from samverkansteam.models import Mote
from samverkansteam.views.bas import DELTAGANDE, TeamSida, TeamView


class Motesdokument(TeamSida):
    """A document of one meeting. `namn` is what its file is called, before the day."""

    namn: ClassVar[str]
    mote: Mote

    def prepare(self) -> None:
        self.mote = get_object_or_404(
            Mote.objects.select_related("dokumenterat_av"), team=self.team, pk=self.kwargs["mote"]
        )
        self.mote.team = self.team

    def compose(self) -> Innehall | None:
        raise NotImplementedError

    def innehall(self) -> Innehall:
        innehall = self.compose()
        if innehall is None:
            raise Http404
        return innehall


class MotesdokumentSida(Motesdokument, TeamView):
    template_name = "samverkansteam/dokument.html"
    pdf: ClassVar[str]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            innehall=self.innehall(),
            mote=self.mote,
            pdf_url=reverse(self.pdf, kwargs=self.kwargs),
            **kwargs,
        )


class MotesdokumentPdf(Motesdokument):
    """The paper, named after the day of the meeting alone."""

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        innehall = self.innehall()
        return as_pdf(innehall, f"{self.namn}-{innehall.nar}")


class Kallelse(Motesdokument):
    namn = "kallelse"

    def compose(self) -> Innehall:
        return kallelse_innehall(self.mote)


class KallelseSida(Kallelse, MotesdokumentSida):
    gate = Gate(Verb.MOTE_READ, DELTAGANDE)
    pdf = "samverkansteam:kallelse_pdf"


class KallelsePdf(Kallelse, MotesdokumentPdf):
    gate = Gate(Verb.MOTE_READ_PDF, DELTAGANDE, steg_upp=True)


class ForDeKallade(Motesdokument):
    """What a meeting left behind; for a party that was not called to it there is none."""

    def prepare(self) -> None:
        super().prepare()
        if not policy.may_read_protokoll(self.user, self.mote):
            raise Http404


class Protokoll(ForDeKallade):
    namn = "protokoll"

    def compose(self) -> Innehall | None:
        return protokoll_innehall(self.mote)


class ProtokollSida(Protokoll, MotesdokumentSida):
    gate = Gate(Verb.MOTE_READ, DELTAGANDE)
    pdf = "samverkansteam:protokoll_pdf"


class ProtokollPdf(Protokoll, MotesdokumentPdf):
    gate = Gate(Verb.MOTE_READ_PDF, DELTAGANDE, steg_upp=True)


class EgetProtokoll(ForDeKallade):
    namn = "protokoll-med-ataganden"

    def compose(self) -> Innehall | None:
        return eget_protokoll_innehall(self.mote, self.user)


class EgetProtokollSida(EgetProtokoll, MotesdokumentSida):
    gate = Gate(Verb.MOTE_READ, DELTAGANDE)
    pdf = "samverkansteam:eget_protokoll_pdf"


class EgetProtokollPdf(EgetProtokoll, MotesdokumentPdf):
    gate = Gate(Verb.MOTE_READ_PDF, DELTAGANDE, steg_upp=True)
