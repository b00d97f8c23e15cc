"""What a party brings to the team: its own pages, and those where the socialtjänst meets it."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.generic import View

from access.gate import Gate
from access.models import Anvandare, Roll
from access.policy import Decision, require
from arenden.rules.filslag import LARGEST
from audit.verb import Verb
from encryption.errors import SealError
from samverkansteam import policy
from samverkansteam.actions import bidrag as actions
from samverkansteam.forms.bidrag import BidragForm, BidragsfilForm, TaInForm
from samverkansteam.models import Bidrag, Bidragsfil, Bidragsintag, Deltagare, Kvittens, Part, Team
from samverkansteam.views.bas import DELTAGANDE, TeamFormView, TeamSida, TeamView
from samverkansteam.views.person import HANDLAGGANDE, FlikForm, PersonSida, flik_url
from samverkansteam.views.team import personer_in

EXTERN = (Roll.EXTERN,)


def bidrag_in(team: Team, user: Anvandare) -> QuerySet[Bidrag]:
    """Newest first: its own for a party, what was shared for the socialtjänst."""
    return (
        Bidrag.objects.visible_to(user)
        .filter(team=team)
        .select_related("part__organisation", "skrivet_av", "team__teamtyp")
    )


class NyttBidragView(TeamFormView):
    gate = Gate(Verb.BIDRAG_READ, EXTERN)
    form_class = BidragForm
    rubrik = "Skriv till teamet"
    submit = "Spara"
    klart = "Bidraget är sparat."
    tar_emot_filer = LARGEST
    part: Part

    def prepare(self) -> None:
        deltagare = Deltagare.objects.in_force().filter(team=self.team, anvandare=self.user)
        found = deltagare.select_related("part__organisation", "part__team").first()
        if found is None:
            raise Http404
        self.part = found.part
        require(policy.may_contribute(self.user, self.part))

    def get_form_kwargs(self) -> dict[str, Any]:
        nummer = Kvittens.objects.visible_to(self.user).filter(team=self.team)
        kanda = sorted(set(nummer.values_list("nummer", flat=True)))
        return super().get_form_kwargs() | {"part": self.part, "nummer": kanda}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        ingress = "Det här är ert eget, tills ni delar det. Socialtjänsten för inte in det i en akt"
        return super().get_context_data(ingress=f"{ingress} utan ett beslut.", **kwargs)

    def perform(self, data: dict[str, Any]) -> None:
        actions.write_bidrag(part=self.part, actor=self.user, **data)


class EttBidrag(TeamSida):
    """About one contribution; what has not been shared exists for its own party alone."""

    bidrag: Bidrag

    def prepare(self) -> None:
        self.bidrag = get_object_or_404(bidrag_in(self.team, self.user), pk=self.kwargs["bidrag"])
        require(self.may())

    def may(self) -> Decision:
        return policy.may_read(self.user, self.team)

    def get_success_url(self) -> str:
        return reverse("samverkansteam:bidrag", args=[self.team.pk, self.bidrag.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(bidrag=self.bidrag, **kwargs)


class BidragView(EttBidrag, TeamView):
    gate = Gate(Verb.BIDRAG_READ, DELTAGANDE)
    template_name = "samverkansteam/bidrag.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        own = {} if self.is_extern else self._socialtjanstens()
        return super().get_context_data(
            filer=self.bidrag.filer.all(),
            may_change=policy.may_change_bidrag(self.user, self.bidrag),
            **own,
            **kwargs,
        )

    def _socialtjanstens(self) -> dict[str, Any]:
        """Whose akt it may be taken into, and who took it in."""
        personer = [
            person
            for person in personer_in(self.team, self.user)
            if policy.may_take_in(self.user, self.bidrag, person)
        ]
        intag = Bidragsintag.objects.visible_to(self.user).filter(bidrag=self.bidrag)
        return {"personer": personer, "intag": intag.select_related("beslutat_av").first()}


class AndraBidrag(EttBidrag):
    def may(self) -> Decision:
        return policy.may_change_bidrag(self.user, self.bidrag)


class NyBidragsfilView(AndraBidrag, TeamFormView):
    gate = Gate(Verb.BIDRAG_READ, EXTERN)
    form_class = BidragsfilForm
    autosave = False
    rubrik = "Lägg till en fil"
    submit = "Lägg till"
    klart = "Filen är tillagd."
    tar_emot_filer = LARGEST

    def perform(self, data: dict[str, Any]) -> None:
        actions.add_bidragsfil(bidrag=self.bidrag, fil=data["fil"], actor=self.user)


class BekraftaBidrag(AndraBidrag, TeamFormView):
    """A page that says what will happen before it does."""

    template_name = "samverkansteam/bekrafta.html"
    form_class = Form
    autosave = False
    foljder: tuple[str, ...]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(foljder=self.foljder, **kwargs)


class DelaBidragView(BekraftaBidrag):
    gate = Gate(Verb.BIDRAG_READ, EXTERN)
    rubrik = "Dela med socialtjänsten i teamet"
    submit = "Dela"
    klart = "Bidraget är delat."
    foljder = (
        "Socialtjänsten i teamet kan läsa bidraget och dess filer. De andra parterna kan det inte.",
        "Ni kan ta tillbaka det så länge det inte har förts in i en akt.",
    )

    def may(self) -> Decision:
        if self.bidrag.delat is not None:
            raise Http404
        return super().may()

    def perform(self, data: dict[str, Any]) -> None:
        actions.share_bidrag(bidrag=self.bidrag, actor=self.user)


class TaTillbakaView(BekraftaBidrag):
    gate = Gate(Verb.BIDRAG_READ, EXTERN)
    rubrik = "Ta tillbaka bidraget"
    submit = "Ta tillbaka"
    klart = "Bidraget är borttaget."
    foljder = (
        "Texten och filerna försvinner ur rummet, för er och för socialtjänsten.",
        "Att bidraget har funnits finns kvar i loggen.",
    )

    def perform(self, data: dict[str, Any]) -> None:
        actions.take_back_bidrag(bidrag=self.bidrag, actor=self.user)

    def form_valid(self, form: Form) -> HttpResponse:
        self.rum = self.team_url()
        return super().form_valid(form)

    def get_success_url(self) -> str:
        return getattr(self, "rum", "") or super().get_success_url()


class HamtaBidragsfilView(EttBidrag, View):
    """Hand out a file, always to be saved and never to be shown in our pages' name."""

    gate = Gate(Verb.BIDRAG_FETCH, DELTAGANDE)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        rad = get_object_or_404(Bidragsfil, bidrag=self.bidrag, pk=self.kwargs["fil"])
        try:
            fil = actions.open_bidragsfil(rad, actor=self.user)
        except SealError:
            context = self.get_context_data()
            return render(request, "samverkansteam/bidragsfil_trasig.html", context, status=409)
        return StreamingHttpResponse(
            fil,
            content_type=rad.mime,
            headers={
                "Content-Disposition": content_disposition_header(
                    as_attachment=True, filename=rad.download_name
                ),
                "Content-Length": str(fil.size),
                "Content-Security-Policy": "default-src 'none'; sandbox",
                "X-Content-Type-Options": "nosniff",
            },
        )


class TaInView(PersonSida, FlikForm):
    """The decision that a contribution belongs in this akt."""

    gate = Gate(Verb.BIDRAG_TAKE_IN, HANDLAGGANDE)
    form_class = TaInForm
    template_name = "samverkansteam/ta_in_bidrag.html"
    rubrik = "För in i akten"
    submit = "För in"
    klart = "Bidraget är infört i akten som en anteckning."
    bidrag: Bidrag

    def prepare(self) -> None:
        super().prepare()
        self.bidrag = get_object_or_404(
            bidrag_in(self.teamarende.team, self.user).exclude(delat=None), pk=self.kwargs["bidrag"]
        )

    def may(self) -> Decision:
        return policy.may_take_in(self.user, self.bidrag, self.teamarende)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        har = {
            "bidrag": self.bidrag,
            "filer": self.bidrag.filer.all(),
            "teamarende": self.teamarende,
        }
        return super().get_context_data(**kwargs) | har

    def get_success_url(self) -> str:
        return flik_url(self.arende)

    def perform(self, data: dict[str, Any]) -> None:
        actions.take_in_bidrag(
            bidrag=self.bidrag, teamarende=self.teamarende, actor=self.user, **data
        )
