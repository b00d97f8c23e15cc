"""Pages for those who work with numbers. None of them leads to an ärende or a person."""

from __future__ import annotations

from textwrap import wrap
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from access.gate import gate
from access.request import AuthedRequest
from audit.verb import Verb
from insatser.bpmn.svg import Varme, picture
from insatser.flows.definition import graf_of
from insatser.flows.fard import GALLANDE
from lagesbild import policy
from lagesbild.actions.publicering import (
    approve_publicering,
    compose_publicering,
    export_publicering,
    withdraw_publicering,
)
from lagesbild.actions.tabell import TabellSkyddasInte, tabell_for
from lagesbild.actions.vantan import vantan_of
from lagesbild.forms import DraTillbakaForm
from lagesbild.models import Matt, Publicering, Steguttag, Uttag
from lagesbild.models.steguttag import VANTAN_ROLLER
from lagesbild.models.uttag import ROLLER
from lagesbild.rules import plan, visning
from lagesbild.rules.tabell import ALL, RoundedTable
from lagesbild.rules.vantan import legend, strength

UTF8_WITH_BOM = "utf-8-sig"  # so that Excel reads å, ä and ö
HASH_GROUP = 8  # characters between the places where a narrow page may break a hash

Status = Publicering.Status


@gate(Verb.STATISTIK_READ, roller=ROLLER)
@require_GET
def lista(request: AuthedRequest) -> HttpResponse:
    """Every table with its status, and the extracts that no table stands on yet."""
    publiceringar = Publicering.objects.visible_to(request.user).select_related(
        "sammanstalld_av", "godkand_av"
    )
    standing = {
        (publicering.period, publicering.plan_version)
        for publicering in publiceringar
        if publicering.status != Status.TILLBAKADRAGEN
    }
    context = {
        "publiceringar": publiceringar,
        "kolumner": [{"namn": namn} for namn in ("Tabell", "Status", "Avser", "Av")],
        "vantar": [
            uttag
            for uttag in Uttag.objects.visible_to(request.user)
            if (uttag.period, uttag.plan_version) not in standing
        ],
    }
    return render(request, "lagesbild/lista.html", context)


@gate(Verb.STATISTIK_READ, roller=ROLLER)
@require_http_methods(["GET", "POST"])
def sammanstall(request: AuthedRequest, uttag: UUID) -> HttpResponse:
    """Preview of the protected table of an extract; a post proposes it for publication."""
    underlag = get_object_or_404(Uttag.objects.visible_to(request.user), pk=uttag)
    context: dict[str, Any] = {
        "uttag": underlag,
        "titel": plan.titel(Matt.PAGAENDE.label, underlag.kvartal),
        "metod": plan.metod(underlag.avser),
    }
    if request.method == "POST":
        try:
            publicering = compose_publicering(uttag=underlag, actor=request.user)
        except ValidationError as error:
            context["hinder"] = error.messages
            return render(request, "lagesbild/sammanstall.html", context, status=422)
        messages.success(request, "Tabellen väntar nu på att någon annan godkänner den.")
        return see_release(publicering)
    try:
        context["tabell"] = shown(tabell_for(underlag))
    except TabellSkyddasInte as error:
        context["hinder"] = error.skal
    return render(request, "lagesbild/sammanstall.html", context)


@gate(Verb.STATISTIK_READ, roller=VANTAN_ROLLER)
@require_GET
def vantan(request: AuthedRequest) -> HttpResponse:
    """Where the cases of the city stand and wait; in the picture the same numbers as in the table.

    Ordered as the route goes, and in no other way.
    """
    uttag = Steguttag.objects.visible_to(request.user).first()
    context: dict[str, Any] = {"uttag": uttag}
    if uttag is not None:
        try:
            context |= shown_vantan(vantan_of(uttag))
        except TabellSkyddasInte as error:
            context["hinder"] = error.skal
    return render(request, "lagesbild/vantan.html", context)


@gate(Verb.STATISTIK_READ, roller=ROLLER)
@require_GET
def publicering(request: AuthedRequest, pk: UUID) -> HttpResponse:
    found = publicering_for(request, pk)
    is_published = found.status == Status.PUBLICERAD
    context = {
        "publicering": found,
        "tabell": shown(found.tabell()),
        "fingeravtryck": wrap(found.fingeravtryck, HASH_GROUP),
        "csv_url": reverse("lagesbild:csv", args=[pk]) if is_published else "",
        "may_approve": policy.may_approve(request.user, found),
        "may_withdraw": policy.may_withdraw(request.user, found),
    }
    return render(request, "lagesbild/publicering.html", context)


@gate(Verb.STATISTIK_READ, roller=ROLLER, steg_upp=True)
@require_POST
def godkann(request: AuthedRequest, pk: UUID) -> HttpResponse:
    found = publicering_for(request, pk)
    try:
        approve_publicering(publicering=found, actor=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, "Tabellen är publicerad.")
    return see_release(found)


@gate(Verb.STATISTIK_READ, roller=ROLLER, steg_upp=True)
@require_http_methods(["GET", "POST"])
def dra_tillbaka(request: AuthedRequest, pk: UUID) -> HttpResponse:
    found = publicering_for(request, pk)
    form = DraTillbakaForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        withdraw_publicering(publicering=found, actor=request.user, **form.cleaned_data)
        messages.success(request, "Tabellen är tillbakadragen.")
        return see_release(found)
    context = {
        "publicering": found,
        "form": form,
        "avbryt_url": reverse("lagesbild:publicering", args=[pk]),
    }
    status = 422 if form.is_bound else 200
    return render(request, "lagesbild/dra_tillbaka.html", context, status=status)


@gate(Verb.STATISTIK_READ, roller=ROLLER, steg_upp=True)
@require_GET
def csv(request: AuthedRequest, pk: UUID) -> HttpResponse:
    """A published table as a file; the download is logged with the table it is of."""
    found = get_object_or_404(
        Publicering.objects.visible_to(request.user), pk=pk, status=Status.PUBLICERAD
    )
    text = export_publicering(publicering=found, actor=request.user)
    name = f"lagesbild-{found.period}-v{found.version}.csv"
    return HttpResponse(
        text.encode(UTF8_WITH_BOM),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def publicering_for(request: AuthedRequest, pk: UUID) -> Publicering:
    return get_object_or_404(
        Publicering.objects.visible_to(request.user).select_related(
            "sammanstalld_av", "godkand_av", "tillbakadragen_av"
        ),
        pk=pk,
    )


def shown(rounded: RoundedTable) -> dict[str, Any]:
    """What the templates need of a protected table: rows, bars, legend."""
    omraden = rounded.dimensions[0]
    rubriker = visning.column_headings(rounded)
    *rader, summa = visning.shown_rows(rounded)
    bars = visning.bars(
        rounded, [(omrade, ALL) for omrade in omraden.kategorier], width=100, step=1
    )
    return {
        "kolumner": [{"namn": omraden.namn}, *({"namn": namn, "tal": True} for namn in rubriker)],
        "rader": [
            {"rubrik": rad.rubrik, "celler": list(zip(rubriker, rad.cells, strict=True))}
            for rad in (*rader, summa)
        ],
        "diagramkolumner": (omraden.namn, "Antal"),
        "staplar": [
            (rad.rubrik, with_interval(rad.cells[-1]), round(bar.width, 1))
            for rad, bar in zip(rader, bars, strict=True)
        ],
        "total": with_interval(summa.cells[-1]),
        "teckenforklaring": visning.legend(rounded),
    }


def shown_vantan(rounded: RoundedTable) -> dict[str, Any]:
    rubriker = visning.column_headings(rounded)
    rader = visning.shown_rows(rounded)
    per_steg = {rad.rubrik: rad.cells[-1] for rad in rader if not rad.is_total}
    hogst = max(cell.value for cell in per_steg.values())
    return {
        "kolumner": [{"namn": "Steg"}, *({"namn": namn, "tal": True} for namn in rubriker)],
        "rader": [
            {"rubrik": rad.rubrik, "celler": list(zip(rubriker, rad.cells, strict=True))}
            for rad in rader
        ],
        "bild": picture(
            graf_of(GALLANDE),
            varme={
                nod.namn: Varme(with_interval(cell), strength(cell.value, hogst))
                for nod in graf_of(GALLANDE).steg()
                if (cell := per_steg.get(nod.titel))
            },
        ),
        "teckenforklaring": legend(rounded),
    }


def with_interval(cell: visning.ShownCell) -> str:
    """«≈ 25 (21–29)»; a shown zero is an interval already."""
    return f"{cell.text} ({cell.lower}–{cell.upper})" if cell.value else cell.text


def see_release(publicering: Publicering) -> HttpResponse:
    """After a post: 303, so that reloading repeats nothing."""
    return HttpResponseRedirect(reverse("lagesbild:publicering", args=[publicering.pk]), status=303)
