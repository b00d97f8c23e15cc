"""An assessment beside the one before it: each answer then and now, and the way as chosen.

Whether something has become better or worse is what the assessor has written; nothing here
compares the answers.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import Http404
from django.utils import timezone

from access.gate import Gate
from access.models import Roll
from arenden.views.bas import ArendeView
from audit.verb import Verb
from riskbedomning import policy
from riskbedomning.kallor import mellan
from riskbedomning.models import Bedomning, Faktor
from riskbedomning.views.kring import underlag_of
from riskbedomning.views.sida import BedomningSida, Rad, by_niva


@dataclass(frozen=True)
class Parrad:
    """One factor's answer in the assessment before and in this one."""

    faktor: Faktor
    da: Rad
    nu: Rad


class JamforelseView(BedomningSida, ArendeView):
    """Factors are matched by their code, since the instrument may have a newer version."""

    gate = Gate(Verb.BEDOMNING_READ, Roll.handlaggande())
    rubrik = "Jämför med tidigare bedömning"
    template_name = "riskbedomning/jamforelse.html"
    tidigare: Bedomning

    def prepare(self) -> None:
        super().prepare()
        self.faktorer = list(self.bedomning.instrumentversion.faktorer.all())
        self.underlag = underlag_of(self.bedomning, self.faktorer, self.user)
        if self.underlag.tidigare is None:
            raise Http404
        self.tidigare = self.underlag.tidigare

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        nu = {svar.faktor_id: svar for svar in self.bedomning.svar.all()}
        rader = [
            Parrad(
                faktor,
                da=Rad(faktor, self.underlag.faktorer[faktor.kod].da),
                nu=Rad(faktor, nu.get(faktor.pk)),
            )
            for faktor in self.faktorer
        ]
        return super().get_context_data(
            tidigare=self.tidigare,
            avsnitt=by_niva(rader, self.underlag),
            mellan=mellan(self.arende, *self.period(), self.user),
            may_answer=policy.may_answer(self.user, self.bedomning),
            **kwargs,
        )

    def period(self) -> tuple[Any, Any]:
        """From the day the earlier one was completed to this one's, or today while it is made."""
        fran, till = self.tidigare.fardig_at, self.bedomning.fardig_at or timezone.now()
        return timezone.localdate(fran), timezone.localdate(till)
