"""One monthly review: its rows to judge, and what is done to the review as a whole."""

from __future__ import annotations

from collections import Counter
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from access.gate import gate
from access.middleware import note_read
from access.models import Anvandare, Roll
from access.policy import require
from access.request import AuthedRequest
from access.views.svar import see_other
from audit.verb import Verb
from granskning import policy
from granskning.actions.granskning import assign_granskare, finish, judge_many, undo
from granskning.forms.granskning import GranskareForm
from granskning.models import Atkomst, Loggranskning
from granskning.models.granskare import LASARE
from granskning.models.lage import fakta_of
from granskning.rules.lage import Lage, hinder_for_avslut, lage_for
from granskning.views.granskningsrad import as_shown, rows_of, with_what_is_shown

PER_SIDA = 60
BEDOMARE = LASARE - {Roll.DATASKYDDSOMBUD}
UTSER = frozenset({Roll.LOGGRANSKARE, Roll.ENHETSCHEF})
TANGENTER = [
    ("u", "utan anmärkning"),
    ("f", "fråga"),
    ("a", "anmärkning"),
    ("z", "ångra din senaste bedömning"),
    ("Ctrl+Enter", "skicka det du har skrivit"),
]
GANG = [
    (Lage.GRANSKA, "Raderna granskas"),
    (Lage.SVAR, "Svar inväntas"),
    (Lage.PROTOKOLL, "Avslut med protokoll"),
]


@gate(Verb.LOGGRANSKNING_READ, roller=LASARE)
def visa(request: AuthedRequest, loggranskning: UUID) -> HttpResponse:
    """The whole review. The head of the unit gets its figures and no rows."""
    granskning = _find(request.user, loggranskning)
    rader = with_what_is_shown(rows_of(granskning, request.user))
    sida = Paginator(rader, PER_SIDA).get_page(request.GET.get("sida"))
    for rad in sida:
        if rad.akt_id:
            note_read(rad.akt_id)
    framsteg = framsteg_of(granskning, request.user)
    visade = as_shown(
        list(sida),
        granskning=granskning,
        user=request.user,
        fore=sida.start_index() - 1,
        antal=framsteg["antal"],
    )
    context = framsteg | {
        "rader": visade,
        "is_lasare": Loggranskning.objects.read_by(request.user).filter(pk=granskning.pk).exists(),
        "flera": any(visad.is_att_bedoma and visad.rad.is_val_forklarad for visad in visade),
        "har_egna": any(visad.rad.bedomd_av_id == request.user.pk for visad in visade),
        "sida": sida,
        "fro": bytes(granskning.rot).hex()[:8],
        "forsenad": granskning.avslutad is None and granskning.senast < timezone.localdate(),
        "far_ta": _may_take(request.user, granskning),
        "far_utse": bool(policy.may_assign_granskare(request.user, granskning)),
        "andel": round(100 * framsteg["totalt"] / granskning.atkomster)
        if granskning.atkomster
        else 0,
        "egna_tangenter": TANGENTER,
    }
    return render(request, "granskning/granskning.html", context)


@gate(Verb.LOGGRANSKNING_READ, roller=BEDOMARE)
@require_POST
def flera(request: AuthedRequest, loggranskning: UUID) -> HttpResponse:
    """No remark on the marked rows."""
    granskning = _find(request.user, loggranskning)
    rader = rows_of(granskning, request.user).filter(pk__in=_uuids(request.POST.getlist("rad")))
    try:
        antal = judge_many(granskning=granskning, rader=rader, actor=request.user)
    except ValidationError as fel:
        messages.error(request, fel.message)
    else:
        ord_ = "1 rad är bedömd" if antal == 1 else f"{antal} rader är bedömda"
        messages.success(request, f"{ord_} utan anmärkning.")
    return see_other(next_row_url(granskning, request.user))


@gate(Verb.LOGGRANSKNING_READ, roller=BEDOMARE)
@require_POST
def angra(request: AuthedRequest, loggranskning: UUID) -> HttpResponse:
    """Take back one's own latest verdict, and go to its row."""
    granskning = _find(request.user, loggranskning)
    try:
        rad = undo(granskning=granskning, actor=request.user)
    except ValidationError as fel:
        messages.error(request, fel.message)
        return see_other(next_row_url(granskning, request.user))
    messages.success(request, "Din senaste bedömning är borttagen.")
    return see_other(row_url(granskning, request.user, rad))


@gate(Verb.LOGGRANSKNING_READ, roller=BEDOMARE)
@require_POST
def avsluta(request: AuthedRequest, loggranskning: UUID) -> HttpResponse:
    granskning = _find(request.user, loggranskning)
    try:
        finish(granskning=granskning, actor=request.user)
    except ValidationError as fel:
        messages.error(request, " ".join(fel.messages))
    else:
        messages.success(request, "Granskningen är avslutad. Bedömningarna ändras inte mer.")
    return see_other(reverse("granskning:loggranskning", args=[granskning.pk]))


@gate(Verb.LOGGRANSKNING_READ, roller=UTSER)
def granskare(request: AuthedRequest, loggranskning: UUID) -> HttpResponse:
    """Say who does the review."""
    granskning = _find(request.user, loggranskning)
    require(policy.may_assign_granskare(request.user, granskning))
    form = GranskareForm(request.POST or None, granskning=granskning)
    sida = reverse("granskning:loggranskning", args=[granskning.pk])
    if form.is_valid():
        utsedd = form.cleaned_data["granskare"]
        assign_granskare(granskning=granskning, granskare=utsedd, actor=request.user)
        messages.success(request, f"{utsedd} granskar.")
        return see_other(sida)
    context = {"granskning": granskning, "form": form, "sida_url": sida}
    status = 422 if form.is_bound else 200
    return render(request, "granskning/granskare.html", context, status=status)


@gate(Verb.LOGGRANSKNING_READ, roller={Roll.LOGGRANSKARE})
@require_POST
def ta(request: AuthedRequest, loggranskning: UUID) -> HttpResponse:
    """Take the review over."""
    granskning = _find(request.user, loggranskning)
    assign_granskare(granskning=granskning, granskare=request.user, actor=request.user)
    messages.success(request, "Granskningen är din.")
    return see_other(next_row_url(granskning, request.user))


def framsteg_of(granskning: Loggranskning, user: Anvandare) -> dict[str, Any]:
    """How far this reader has come, and what is left for the whole review to be finished."""
    utfall, fakta = _utfall(granskning), fakta_of(granskning)
    totalt = sum(antal for _, antal in utfall)
    mina = rows_of(granskning, user)
    antal, kvar = mina.count(), mina.to_judge().count()
    vantar = mina.awaiting_svar().count()
    return {
        "granskning": granskning,
        "antal": antal,
        "klara": antal - kvar - vantar,
        "kvar": kvar,
        "vantar": vantar,
        "totalt": totalt,
        "utfall": utfall,
        "annans": totalt - antal,
        "hinder": hinder_for_avslut(fakta),
        "gang": _gang(lage_for(fakta)),
        "far_granska": bool(policy.may_review_log(user, granskning)),
    }


def next_row_url(granskning: Loggranskning, user: Anvandare, efter: Atkomst | None = None) -> str:
    """The first row left to judge after `efter`, else the first of all, else the end."""
    kvar = rows_of(granskning, user).to_judge()
    nasta = (efter and kvar.filter(ordning__gt=efter.ordning).first()) or kvar.first()
    if nasta is None:
        return reverse("granskning:loggranskning", args=[granskning.pk]) + "#avslut"
    return row_url(granskning, user, nasta)


def row_url(granskning: Loggranskning, user: Anvandare, rad: Atkomst) -> str:
    fore = rows_of(granskning, user).filter(ordning__lt=rad.ordning).count()
    sida = fore // PER_SIDA + 1
    fraga = f"?sida={sida}" if sida > 1 else ""
    adress = reverse("granskning:loggranskning", args=[granskning.pk])
    return f"{adress}{fraga}#rad-{rad.ordning}"


def _find(user: Anvandare, pk: UUID) -> Loggranskning:
    granskning: Loggranskning = get_object_or_404(
        Loggranskning.objects.visible_to(user).select_related(
            "namnd", "enhet", "granskare", "avslutad_av"
        ),
        pk=pk,
    )
    return granskning


def _may_take(user: Anvandare, granskning: Loggranskning) -> bool:
    return (
        granskning.granskare_id != user.pk
        and user.has_roll({Roll.LOGGRANSKARE})
        and bool(policy.may_assign_granskare(user, granskning))
        and bool(policy.may_be_granskare(user, granskning, is_named=False))
    )


def _gang(lage: Lage) -> list[dict[str, str]]:
    """The way of the review, for templates/partials/processbild.html."""
    plats = list(Lage).index(lage)
    steg = [
        {"namn": namn, "lage": "klar" if i < plats else "nu" if i == plats else "sedan"}
        for i, (_, namn) in enumerate(GANG)
    ]
    return [{"namn": "Urvalet draget", "lage": "klar"}, *steg]


def _utfall(granskning: Loggranskning) -> list[tuple[str, int]]:
    rader = Atkomst.objects.filter(granskning=granskning)
    antal = Counter(rader.values_list("utfall", flat=True))
    namn = [("", "Inte bedömda"), *Atkomst.Utfall.choices]
    return [(label, antal[kod]) for kod, label in namn]


def _uuids(varden: list[str]) -> list[UUID]:
    giltiga = []
    for varde in varden:
        try:
            giltiga.append(UUID(varde))
        except ValueError:
            continue
    return giltiga
