"""What every page about one ärende shares: who may see it, and how a form never loses a word."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.views.generic import TemplateView
from django.views.generic.base import ContextMixin
from django.views.generic.edit import FormView

from access.behorighet import may_export
from access.gate import Gate
from access.middleware import note_read
from access.policy import GRANTED, Decision, require
from access.request import InloggadVy
from arenden.actions.las import Konflikt
from arenden.actions.utkast import drop_utkast, save_utkast
from arenden.models import AktBunden, Arende, Steg, Utkast
from arenden.policy import is_open, may_work
from arenden.views.identitet import identitet_of

NOT_CONTENT = {"csrfmiddlewaretoken", "gor"}
MITT = "mitt-"
LONGEST_NUMBER = 9


class ArendeSida(ContextMixin, InloggadVy):
    """Finds the ärende among those the user may see; one that may not be seen does not exist."""

    gate: ClassVar[Gate]
    flik: ClassVar[str] = ""
    arende: Arende

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.arende = get_object_or_404(
            Arende.objects.visible_to(self.user).for_list().with_nodoppning(self.user),
            pk=kwargs["arende"],
        )
        note_read(self.arende.akt_id)
        if self.gate.export:
            require(may_export(self.user, self.arende.akt_id))
        self.prepare()
        return super().dispatch(request, *args, **kwargs)

    def prepare(self) -> None:
        """Find what else the page is about; raise Http404 or PermissionDenied to refuse it."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        page = {"arende": self.arende, "identitet": identitet_of(self.arende), "flik": self.flik}
        return super().get_context_data(**(kwargs | page))

    def arende_url(self) -> str:
        return reverse("insatser:arende", args=[self.arende.pk])


class ArendeView(ArendeSida, TemplateView):
    """A page that shows something about one ärende."""


class ArendeFormView(ArendeSida, FormView):
    """A form about one ärende: kept as a draft, refused in words, never silently overwriting.

    Subclasses give `form_class`, `template_name`, `perform`, `may` where not everyone who sees the
    ärende may send the form, and, where an existing row is changed, `objekt` with the row. The form
    then carries the row's `version`.
    """

    rubrik: ClassVar[str] = ""
    formular: ClassVar[str] = ""
    autosave: ClassVar[bool] = True
    klart: ClassVar[str] = "Sparat."
    submit: ClassVar[str] = "Spara"
    objekt: AktBunden | None = None

    def perform(self, data: dict[str, Any]) -> None:
        """Call the action with the cleaned form; it may raise ValidationError or Konflikt."""
        raise NotImplementedError

    def may(self) -> Decision:
        """Whether the form opens. When it is sent the action asks anew."""
        return GRANTED

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        require(self.may())
        return super().get(request, *args, **kwargs)

    @cached_property
    def utkast(self) -> Utkast | None:
        key = Utkast.key(self.user, self.formular, self.objekt_id)
        return Utkast.objects.filter(**key).first() if self.autosave else None

    @property
    def objekt_id(self) -> Any:
        return self.objekt.pk if self.objekt is not None else self.arende.pk

    @property
    def version(self) -> int | None:
        """The version that the user has seen: when the form was opened, or the draft begun."""
        if self.request.method == "POST":
            return _number(self.request.POST.get("version"))
        if self.utkast and (sedd := _number(self.utkast.innehall.get("version"))):
            return sedd
        return self.objekt.version if self.objekt is not None else None

    def get_initial(self) -> dict[str, Any]:
        initial = super().get_initial()
        if self.objekt is not None and self.form_class is not None:
            initial |= {
                namn: getattr(self.objekt, namn)
                for namn in self.form_class.base_fields
                if hasattr(self.objekt, namn)
            }
        return initial | self.utkast_initial()

    def utkast_initial(self) -> dict[str, Any]:
        """The draft as it was left; a box that is absent from it was not ticked."""
        if self.utkast is None:
            return {}
        typed: dict[str, Any] = self.utkast.innehall
        return dict.fromkeys(self.checkboxes(), False) | typed

    def checkboxes(self) -> list[str]:
        falt = self.get_form_class().base_fields.items()
        return [namn for namn, ett in falt if isinstance(ett, forms.BooleanField)]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            rubrik=self.rubrik,
            submit=self.submit,
            radversion=self.version or (self.objekt.version if self.objekt is not None else None),
            utkast=self.utkast,
            utkast_url=self.utkast_url() if self.autosave else "",
            avbryt_url=self.arende_url(),
            **kwargs,
        )

    def utkast_url(self) -> str:
        return reverse("arenden:utkast", args=[self.arende.pk, self.formular, self.objekt_id])

    def get_success_url(self) -> str:
        return self.arende_url()

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        gor = request.POST.get("gor")
        if gor == "utkast":
            return self.keep_as_utkast(request)
        if gor == "slaihop" and self.objekt is not None:
            return self.merge(request, self.objekt)
        if gor == "andra" and self.objekt is not None:
            return self.give_way()
        return super().post(request, *args, **kwargs)

    def form_valid(self, form: forms.Form) -> HttpResponse:
        try:
            with transaction.atomic():
                self.perform(form.cleaned_data)
                if self.autosave:
                    drop_utkast(formular=self.formular, objekt_id=self.objekt_id, actor=self.user)
        except Konflikt as konflikt:
            return self.show_konflikt(form, konflikt.nuvarande)
        except PermissionDenied as nekad:
            form.add_error(None, str(nekad))
            return self.form_invalid(form)
        except ValidationError as fel:
            add_errors(form, fel)
            return self.form_invalid(form)
        messages.success(self.request, self.klart)
        return redirect(self.get_success_url())

    def form_invalid(self, form: forms.Form) -> HttpResponse:
        response = super().form_invalid(form)
        response.status_code = 422
        return response

    def keep_as_utkast(self, request: HttpRequest) -> HttpResponse:
        innehall = content_of(request.POST)
        if any(namn.startswith(MITT) for namn in innehall):
            lika = {namn: getattr(self.objekt, namn, False) for namn in self.checkboxes()}
            innehall = lika | {namn.removeprefix(MITT): v for namn, v in innehall.items()}
        try:
            save_utkast(
                arende=self.arende,
                formular=self.formular,
                objekt_id=self.objekt_id,
                innehall=innehall,
                actor=self.user,
            )
        except ValidationError as fel:
            form = self.get_form()
            add_errors(form, fel)
            return self.form_invalid(form)
        messages.success(request, f"Utkast sparat {timezone.localtime():%H:%M}.")
        if request.FILES:
            messages.info(request, "Filen sparas inte i utkastet. Välj den igen när du är klar.")
        return redirect(request.get_full_path())

    def show_konflikt(self, form: forms.Form, nuvarande: AktBunden) -> HttpResponse:
        """Three columns – before, the other's, yours – and a choice for each field that differs."""
        if not form.fields:
            return self.show_anew(form, nuvarande)
        fore = nuvarande.historik.filter(version=self.version).first()
        senaste = nuvarande.historik.first()
        rader = [
            {
                "falt": namn,
                "namn": falt.label or namn,
                "fore": in_words(falt, getattr(fore, namn, "")),
                "andra": in_words(falt, getattr(nuvarande, namn)),
                "mitt": form.data.get(form.add_prefix(namn), ""),
                "mitt_text": in_words(falt, form.cleaned_data[namn]),
                "val": "mitt",
                "kan_bada": isinstance(falt.widget, forms.Textarea),
            }
            for namn, falt in form.fields.items()
            if hasattr(nuvarande, namn) and getattr(nuvarande, namn) != form.cleaned_data[namn]
        ]
        context = self.get_context_data(form=form) | {
            "rader": rader,
            "vem": senaste.history_user or "En kollega",
            "nar": senaste.history_date,
            "radversion": nuvarande.version,
        }
        return render(self.request, "arenden/konflikt.html", context, status=409)

    def show_anew(self, form: forms.Form, nuvarande: AktBunden) -> HttpResponse:
        """A form without fields puts its name to what is shown: show what it says now."""
        form.add_error(None, "Texten har ändrats sedan du öppnade sidan. Läs igenom den igen.")
        context = self.get_context_data(form=form) | {"radversion": nuvarande.version}
        return render(self.request, self.get_template_names(), context, status=409)

    def merge(self, request: HttpRequest, nuvarande: AktBunden) -> HttpResponse:
        """Put the chosen texts together and save them over the version that was shown."""
        data = request.POST.copy()
        for namn in self.get_form_class().base_fields:
            andra, mitt = getattr(nuvarande, namn, ""), request.POST.get(MITT + namn)
            val = request.POST.get(f"val-{namn}")
            if mitt is None or val == "andra":
                data[namn] = andra
            else:
                data[namn] = f"{andra}\n\n{mitt}" if val == "bada" else mitt
        form = self.get_form_class()(data)
        return self.form_valid(form) if form.is_valid() else self.form_invalid(form)

    def give_way(self) -> HttpResponse:
        """What the other wrote stands as it is, and nothing of mine is kept."""
        drop_utkast(formular=self.formular, objekt_id=self.objekt_id, actor=self.user)
        messages.info(self.request, "Det som redan var sparat gäller. Ditt är borttaget.")
        return redirect(self.get_success_url())


class ArbetsFormView(ArendeFormView):
    """A form of the daily work: for whoever works with the ärende, while `steg` is open."""

    steg: ClassVar[Steg | None] = None

    def may(self) -> Decision:
        return may_work(self.user, self.arende) and is_open(self.arende, self.steg)


def add_errors(form: forms.Form, fel: ValidationError) -> None:
    """Put an action's refusals at the fields they name, or at the top of the form."""
    if not hasattr(fel, "error_dict"):
        form.add_error(None, fel)
        return
    for falt, texter in fel.message_dict.items():
        for text in texter:
            form.add_error(falt if falt in form.fields else None, text)


def redirect(url: str) -> HttpResponse:
    """After a post: 303, so that reloading repeats nothing."""
    response = HttpResponseRedirect(url)
    response.status_code = 303
    return response


def content_of(post: QueryDict) -> dict[str, Any]:
    """What someone has typed, by field, with the version it is about."""
    return {
        namn: varden if len(varden) > 1 else varden[0]
        for namn, varden in post.lists()
        if namn not in NOT_CONTENT and not namn.startswith("val-")
    }


def as_post(innehall: Mapping[str, Any]) -> QueryDict:
    """A draft as it was posted."""
    post = QueryDict(mutable=True)
    for namn, varde in innehall.items():
        post.setlist(namn, varde if isinstance(varde, list) else [varde])
    return post


def typed_in(form: forms.Form, innehall: Mapping[str, Any]) -> dict[str, Any]:
    """A draft as it was left; a box that is absent from it was not ticked."""
    rutor = (forms.BooleanField, forms.MultipleChoiceField, forms.ModelMultipleChoiceField)
    urkryssade = {namn: None for namn, ett in form.fields.items() if isinstance(ett, rutor)}
    return {**urkryssade, **innehall}


def in_words(falt: forms.Field, varde: Any) -> Any:
    """A value as people read it: the label of a choice, yes or no."""
    if isinstance(varde, bool):
        return "Ja" if varde else "Nej"
    if isinstance(falt, forms.ChoiceField):
        return dict(falt.choices).get(varde, varde)  # type: ignore[arg-type]
    return "" if varde is None else varde


def _number(text: Any) -> int | None:
    """A version out of a form; anything else is none."""
    is_version = isinstance(text, str) and text.isdecimal() and len(text) <= LONGEST_NUMBER
    return int(text) if is_version else None
