"""After the closing: what was told and offered, and how it went six and twelve months later."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django import forms
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone

from access.gate import Gate, gate
from access.models import Roll
from access.policy import Decision
from access.request import AuthedRequest
from arenden.forms.steg import handlaggare_in
from arenden.views.bas import ArendeFormView, ArendeView
from audit.verb import Verb
from insatser import policy
from insatser.actions import efter_avslut as avslut_actions
from insatser.actions import utfall as utfall_actions
from insatser.forms.efter_avslut import (
    AnsvarigForm,
    BerattatForm,
    EftervardForm,
    ForsokForm,
    UtfallForm,
)
from insatser.models import Avslutsaterkoppling, Eftervard, Utfallsuppfoljning

HANDLAGGANDE = Roll.handlaggande()
PER_SIDA = 25
FLIKAR = {"nu": "Att göra nu", "kommande": "Kommande", "klara": "Avslutade"}
KOLUMNER = ["Ärende", "Uppföljning", "Senast", "Läge", "Ansvarig"]


class EfterAvslutetView(ArendeView):
    gate = Gate(Verb.UTFALL_READ, HANDLAGGANDE)
    flik = "plan"
    template_name = "insatser/efter_avslutet.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        idag = timezone.localdate()
        leder = self.user.has_roll(Roll.ledande())
        return super().get_context_data(
            avslut=getattr(self.arende, "avslut", None),
            insatser=self.arende.insatser.select_related("insatstyp", "slut"),
            aterkopplingar=self.arende.avslutsaterkopplingar.select_related(
                "mottagare", "delgivning__lagrum", "teamarende"
            ),
            eftervard=self.arende.eftervard_set.all(),
            utfall=[
                {
                    "rad": rad,
                    "besked": _besked(rad, idag),
                    "kan_svara": bool(policy.may_follow_utfall(self.user, rad, idag)),
                    "kan_avsta": bool(policy.may_withdraw_utfall(self.user, rad)),
                    "kan_utse": leder and bool(policy.may_withdraw_utfall(self.user, rad)),
                }
                for rad in self.arende.utfall_set.with_nytt_arende()
                .select_related("ansvarig", "akt", "arende")
                .prefetch_related("forsok")
            ],
            **kwargs,
        )


def _besked(rad: Any, idag: date) -> str:
    """How a follow-up stands, in words; whether a new ärende came is read out of the register."""
    if rad.upphavd is not None:
        return "Gäller inte längre: ärendet öppnades igen."
    if rad.is_register:
        if idag <= rad.planerad:
            return f"Läses ur våra egna register efter den {rad.planerad}."
        return "Ett nytt ärende har kommit." if rad.nytt_arende else "Inget nytt ärende har kommit."
    return f"{rad.get_lage_display()}."


class EfterAvslutetForm(ArendeFormView):
    """A form about one row of what follows the closing."""

    model: ClassVar[type[Avslutsaterkoppling | Eftervard | Utfallsuppfoljning]]
    namn: ClassVar[str]
    template_name = "arenden/form_sida.html"
    rad: Any

    def prepare(self) -> None:
        rader = self.model._default_manager.select_related("arende", "akt__person")
        self.rad = get_object_or_404(rader, arende=self.arende, pk=self.kwargs[self.namn])
        self.objekt = self.rad

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(rad=self.rad, **kwargs)

    def get_success_url(self) -> str:
        return reverse("insatser:efter_avslutet", args=[self.arende.pk])


class AvslutsbrevView(EfterAvslutetForm):
    """What the party may be told, to read out or to send; and that it was."""

    gate = Gate(Verb.AVSLUT_READ, HANDLAGGANDE)
    model, namn = Avslutsaterkoppling, "aterkoppling"
    rubrik = "Berätta för parten"
    form_class = BerattatForm
    template_name = "insatser/avslutsbrev.html"
    formular = "avslutsbrev"
    submit = "Parten har fått veta"
    klart = "Antecknat."

    def may(self) -> Decision:
        return policy.may_tell_part(self.user, self.rad)

    def get_initial(self) -> dict[str, Any]:
        return {"lamnad": timezone.localdate()} | self.utkast_initial()

    def perform(self, data: dict[str, Any]) -> None:
        avslut_actions.tell_part(
            aterkoppling=self.rad, version=self.version or 0, actor=self.user, **data
        )


class EftervardView(EfterAvslutetForm):
    gate = Gate(Verb.EFTERVARD_READ, HANDLAGGANDE)
    model, namn = Eftervard, "eftervard"
    rubrik = "Svar på erbjudandet"
    form_class = EftervardForm
    template_name = "insatser/efter_avslut_eftervard.html"
    formular = "eftervard"
    klart = "Svaret är antecknat."

    def may(self) -> Decision:
        return policy.may_note_answer(self.user, self.rad)

    def perform(self, data: dict[str, Any]) -> None:
        avslut_actions.answer_eftervard(
            eftervard=self.rad, version=self.version or 0, actor=self.user, **data
        )


class UtfallView(EfterAvslutetForm):
    """The four questions, half a year or a year afterwards."""

    gate = Gate(Verb.UTFALL_READ, HANDLAGGANDE)
    model, namn = Utfallsuppfoljning, "utfall"
    form_class = UtfallForm
    template_name = "insatser/efter_avslut_utfall.html"
    formular = "utfall"
    klart = "Uppföljningen är sparad."

    @property
    def rubrik(self) -> str:  # type: ignore[override]
        return f"Uppföljning {self.rad.manad} månader efter avslutet"

    def may(self) -> Decision:
        return policy.may_follow_utfall(self.user, self.rad, timezone.localdate())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(forsok=self.rad.forsok.all(), **kwargs)

    def perform(self, data: dict[str, Any]) -> None:
        utfall_actions.answer_utfall(
            utfall=self.rad, version=self.version or 0, actor=self.user, **data
        )


class UtfallsforsokView(EfterAvslutetForm):
    gate = Gate(Verb.UTFALL_READ, HANDLAGGANDE)
    model, namn = Utfallsuppfoljning, "utfall"
    rubrik = "Jag nådde inte personen"
    form_class = ForsokForm
    formular = "utfallsforsok"
    klart = "Försöket är antecknat."

    def may(self) -> Decision:
        return policy.may_follow_utfall(self.user, self.rad, timezone.localdate())

    def get_initial(self) -> dict[str, Any]:
        return {"dag": timezone.localdate()} | self.utkast_initial()

    def perform(self, data: dict[str, Any]) -> None:
        utfall_actions.note_forsok(utfall=self.rad, actor=self.user, **data)


class UtfallSlutView(EfterAvslutetForm):
    """A question to say yes to: that it ends without an answer."""

    gate = Gate(Verb.UTFALL_READ, HANDLAGGANDE)
    model, namn = Utfallsuppfoljning, "utfall"
    form_class = forms.Form
    template_name = "insatser/efter_avslut_slut.html"
    autosave = False
    varfor: ClassVar[str] = ""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(varfor=self.varfor, **kwargs)


class UtfallEjNaddView(UtfallSlutView):
    rubrik = "Personen gick inte att nå"
    submit = "Avsluta uppföljningen"
    klart = "Uppföljningen är avslutad: personen gick inte att nå."
    varfor = "Det är också ett svar, när ni har försökt minst två olika dagar."

    def may(self) -> Decision:
        return policy.may_follow_utfall(self.user, self.rad, timezone.localdate())

    def perform(self, data: dict[str, Any]) -> None:
        utfall_actions.give_up_utfall(utfall=self.rad, actor=self.user)


class UtfallAvstaView(UtfallSlutView):
    rubrik = "Personen vill inte längre"
    submit = "Hör inte av er mer"
    klart = "Antecknat. Ingen hör av sig mer."
    varfor = "Ingen hör av sig mer efter avslutet, varken nu eller senare."

    def may(self) -> Decision:
        return policy.may_withdraw_utfall(self.user, self.rad)

    def perform(self, data: dict[str, Any]) -> None:
        utfall_actions.withdraw_utfall(utfall=self.rad, actor=self.user)


class UtfallAnsvarigView(EfterAvslutetForm):
    gate = Gate(Verb.UTFALL_APPOINT, Roll.ledande())
    model, namn = Utfallsuppfoljning, "utfall"
    rubrik = "Vem hör av sig?"
    form_class = AnsvarigForm
    autosave = False
    klart = "Ansvarig är utsedd och når akten tills uppföljningen är gjord."

    def may(self) -> Decision:
        return policy.may_appoint_utfall(self.user, self.rad, self.rad.ansvarig)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"personal": handlaggare_in(self.arende)}

    def perform(self, data: dict[str, Any]) -> None:
        utfall_actions.appoint_utfall(utfall=self.rad, actor=self.user, **data)


@gate(Verb.UTFALL_LIST, roller=HANDLAGGANDE)
def lista(request: AuthedRequest) -> HttpResponse:
    """What the unit follows up after closing; no more than number, day, how it stands and who."""
    flik = request.GET.get("flik", "nu")
    if flik not in FLIKAR:
        flik = "nu"
    sida = Paginator(_in_tab(flik, request.user), PER_SIDA).get_page(request.GET.get("sida"))
    context = {
        "flikar": [
            {"namn": namn, "url": f"?flik={kod}", "aktiv": kod == flik}
            for kod, namn in FLIKAR.items()
        ],
        "sida": sida,
        "rader": sida.object_list,
        "kolumner": [{"namn": namn} for namn in KOLUMNER],
        "antal_text": f"{sida.paginator.count} st",
        "idag": timezone.localdate(),
    }
    return render(request, "insatser/efter_avslut_lista.html", context)


def _in_tab(flik: str, user: Any) -> Any:
    idag = timezone.localdate()
    synliga = Utfallsuppfoljning.objects.visible_to(user).select_related("arende", "ansvarig")
    nu = synliga.open_on(idag)
    if flik == "klara":
        klara = synliga.in_force().exclude(lage=Utfallsuppfoljning.Lage.PLANERAD)
        return klara.order_by("-gjord", "-id")
    if flik == "kommande":
        return synliga.to_contact().exclude(pk__in=nu.values("pk")).order_by("planerad", "id")
    return nu.order_by("planerad", "id")
