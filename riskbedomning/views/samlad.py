"""The assessor's own judgement, and completing the assessment."""

from __future__ import annotations

from typing import Any

from access.gate import Gate
from access.models import Roll
from access.policy import require
from arenden.views.bas import ArendeFormView
from audit.verb import Verb
from riskbedomning import policy
from riskbedomning.actions import complete_bedomning, hinder_for_fardig, save_samlad
from riskbedomning.forms.bedomning import SamladForm
from riskbedomning.models import Faktor
from riskbedomning.views.kring import underlag_of
from riskbedomning.views.sida import BedomningSida


class SamladView(BedomningSida, ArendeFormView):
    gate = Gate(Verb.BEDOMNING_READ, (Roll.SOCIALSEKRETERARE,))
    template_name = "riskbedomning/samlad.html"
    form_class = SamladForm
    formular = "bedomning-samlad"

    def prepare(self) -> None:
        super().prepare()
        require(policy.may_complete(self.user, self.bedomning))
        self.objekt = self.bedomning

    @property
    def completes(self) -> bool:
        return self.request.POST.get("gor") == "slutfor"

    @property
    def klart(self) -> str:  # type: ignore[override]
        return "Bedömningen är färdig och låst." if self.completes else "Sparat."

    def perform(self, data: dict[str, Any]) -> None:
        user = self.user
        version = self.version or self.bedomning.version
        row = save_samlad(bedomning=self.bedomning, version=version, actor=user, **data)
        if self.completes:
            complete_bedomning(bedomning=row, actor=user)

    def get_success_url(self) -> str:
        return self.url("bedomning") if self.completes else self.url("samlad")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        hinder = [
            {"text": rad.text, "url": self.place_url(rad.plats)}
            for rad in hinder_for_fardig(self.bedomning)
        ]
        faktorer = self.bedomning.instrumentversion.faktorer.all()
        underlag = underlag_of(self.bedomning, faktorer, self.user)
        return super().get_context_data(
            hinder=hinder,
            underlag=underlag,
            is_bedomare=True,
            nivaer=[(niva.label, underlag.nivaer[niva]) for niva in Faktor.Niva],
            **kwargs,
        )

    def place_url(self, plats: str) -> str:
        """Where a reason is dealt with: a field of this form, or a factor."""
        if plats in SamladForm.base_fields:
            return f"#id_{plats}"
        if plats == "medlasning":
            return "#medlasning"
        return f"{self.url('bedomning')}#faktor-{plats}"
