"""An assessment beside the one before it: each answer then and now, without judging the way."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import Http404

from access.gate import Gate
from access.models import Roll
from arenden.views.bas import ArendeView
from audit.verb import Verb
from riskbedomning.models import Faktor, Faktorsvar
from riskbedomning.views.sida import BedomningSida, Rad, by_niva


@dataclass(frozen=True)
class Parrad:
    """One factor's answer in the assessment before and in this one."""

    faktor: Faktor
    da: Rad
    nu: Rad

    @property
    def is_changed(self) -> bool:
        return self.da.svar_text != self.nu.svar_text


class JamforelseView(BedomningSida, ArendeView):
    """Factors are matched by their code, since the instrument may have a newer version."""

    gate = Gate(Verb.BEDOMNING_READ, Roll.handlaggande())
    rubrik = "Jämför med tidigare bedömning"
    template_name = "riskbedomning/jamforelse.html"

    def prepare(self) -> None:
        super().prepare()
        tidigare = self.bedomning.earlier().select_related("bedomare").first()
        if tidigare is None:
            raise Http404
        self.tidigare = tidigare

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        svar = {
            (row.bedomning_id, row.faktor.kod): row
            for row in Faktorsvar.objects.filter(
                bedomning__in=[self.bedomning.pk, self.tidigare.pk]
            ).select_related("faktor")
        }
        rader = [
            Parrad(
                faktor,
                da=Rad(faktor, svar.get((self.tidigare.pk, faktor.kod))),
                nu=Rad(faktor, svar.get((self.bedomning.pk, faktor.kod))),
            )
            for faktor in self.bedomning.instrumentversion.faktorer.all()
        ]
        return super().get_context_data(**kwargs, tidigare=self.tidigare, avsnitt=by_niva(rader))
