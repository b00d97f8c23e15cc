"""Every row that an akt holds, found by asking the models, and its values in words."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import ObjectDoesNotExist
from django.db import models
from django.utils import timezone

from access.models import Anvandare, Enhet
from access.regel import protected_models
from arenden.models import Anmalan, Arende, Handling, Personakt
from audit.andring import stored_form
from encryption.fields import SealedField, SealedTextField
from encryption.instances import reading_verbatim
from granskning.actions.utdrag.personal import Personal
from granskning.rules.avsnitt import uppgifter
from granskning.rules.maskning import Kategori, is_private_reporter

OF_THE_AKT = {"akt", "barn", "namndfraga"}
"""Rules of reach that come to a row through its akt alone."""
LONG_TEXT = 1000
NAR = (
    *("inkom", "beslutad", "nar", "genomford", "paborjad", "inledd", "bedomd", "lamnad"),
    *("faststalld", "noterad", "registrerat", "stalld", "signerad", "skapad", "oppnat"),
    *("startdatum", "fran", "giltig_fran", "foreslagen"),
)
"""What tells when a row is from, the best first."""
UTAN_TEAM = "En part i teamet"


@dataclass(frozen=True)
class Varde:
    """One field of one row, as it would be read. `kategori` says whom it may tell about."""

    etikett: str
    text: str
    kategori: Kategori


@dataclass(frozen=True)
class Rad:
    modell: str
    pk: str
    rubrik: str
    varden: tuple[Varde, ...]


def models_of_akt() -> list[type[models.Model]]:
    """Models whose rows belong to an akt, but those that the data file leaves out with a reason."""
    utanfor = uppgifter()["utanfor"]
    return [
        model
        for model in protected_models()
        if getattr(model, "radskydd", "") in OF_THE_AKT
        and not hasattr(model, "instance_type")
        and model._meta.label not in utanfor
    ]


def rows_of(model: Any, akt_id: UUID) -> models.QuerySet[Any]:
    column = "pk" if model is Personakt else "akt_id"
    rader: models.QuerySet[Any] = model._base_manager.filter(**{column: akt_id}).order_by("pk")
    return rader


def rader_i_ord(akt_id: UUID, personal: Personal) -> Iterator[Rad]:
    """Every row of the akt that has something to tell, with its fields in words."""
    for model in models_of_akt():
        for rad in rows_of(model, akt_id):
            varden = tuple(_values(rad, personal))
            if varden:
                yield Rad(model._meta.label, str(rad.pk), _heading(rad), varden)


def fingerprint(akt_id: UUID) -> str:
    """SHA-256 over every row of the akt as it is stored; nothing is opened."""
    digest = hashlib.sha256()
    with reading_verbatim():
        for model in models_of_akt():
            for rad in rows_of(model, akt_id):
                innehall = {
                    field.attname: stored_form(field, rad.__dict__[field.attname])
                    for field in model._meta.concrete_fields
                }
                text = json.dumps([model._meta.label, innehall], sort_keys=True, default=str)
                digest.update(text.encode())
    return digest.hexdigest()


def _heading(rad: models.Model) -> str:
    namn = str(rad._meta.verbose_name).capitalize()
    for falt in NAR:
        if nar := getattr(rad, falt, None):
            return f"{namn} {_day(nar):%Y-%m-%d}"
    return namn


def _day(nar: Any) -> date:
    return timezone.localdate(nar) if isinstance(nar, datetime) else nar


def _values(rad: Any, personal: Personal) -> Iterator[Varde]:
    tekniska = set(uppgifter()["tekniska"])
    for field in rad._meta.concrete_fields:
        is_digest = field.name == "fingeravtryck" and isinstance(rad, Handling)
        if (field.name in tekniska and not is_digest) or isinstance(field, models.BinaryField):
            continue
        text, reached = _in_words(rad, field, personal)
        if text:
            kategori = _kategori(rad, field) if reached else Kategori.ONABAR
            yield Varde(_label(field), text, kategori)


def _label(field: models.Field) -> str:
    namn = str(field.verbose_name)
    ord_: str = uppgifter()["etiketter"].get(namn, namn)
    return ord_[:1].upper() + ord_[1:]


def _kategori(rad: Any, field: models.Field) -> Kategori:
    if getattr(rad, "felinford", None):
        return Kategori.FELINFORD
    if isinstance(rad, Handling) and rad.slag == Handling.Slag.POLIS and field.name != "inkom":
        return Kategori.POLIS
    given = uppgifter()["kategorier"].get(f"{rad._meta.label}.{field.name}")
    if given is None:
        is_long = isinstance(field, SealedTextField) and (field.max_length or 0) >= LONG_TEXT
        return Kategori.FRITEXT if is_long else Kategori.EGEN
    kategori = Kategori(given)
    if kategori is Kategori.ANMALARE and isinstance(rad, Anmalan):
        is_private = is_private_reporter(rad.anmalare_kategori, anonym=rad.anonym)
        return kategori if is_private else Kategori.EGEN
    return kategori


def _in_words(rad: Any, field: models.Field, personal: Personal) -> tuple[str, bool]:
    """The value in words, and whether all of it was within reach."""
    if field.is_relation:
        return _reference(rad, field, personal)
    varde = getattr(rad, field.attname)
    if field.choices and not isinstance(varde, bool):
        return str(getattr(rad, f"get_{field.name}_display")() or ""), True
    return _plain(varde, field), True


def _plain(varde: Any, field: models.Field) -> str:
    match varde:
        case None | "":
            return ""
        case bool():
            return "Ja" if varde else "Nej"
        case datetime():
            return f"{timezone.localtime(varde):%Y-%m-%d %H:%M}"
        case date():
            return f"{varde:%Y-%m-%d}"
        case dict() | list() if isinstance(field, SealedField):
            return "\n".join(_lines(varde))
    return str(varde)


def _lines(varde: Any) -> Iterator[str]:
    """A stored structure as lines of «word: value»."""
    if isinstance(varde, dict):
        for namn, inre in varde.items():
            if isinstance(inre, dict | list):
                yield f"{namn}:"
                yield from (f"  {rad}" for rad in _lines(inre))
            elif inre not in (None, ""):
                yield f"{namn}: {inre}"
    elif isinstance(varde, list):
        for inre in varde:
            yield from _lines(inre)
    else:
        yield str(varde)


def _reference(rad: Any, field: models.Field, personal: Personal) -> tuple[str, bool]:
    key, andra = getattr(rad, field.attname), field.related_model
    if key is None or (andra is Enhet and not personal.visar_enhet):
        return "", True
    if andra is Anvandare:
        return personal.namn(key), True
    try:
        annan = getattr(rad, field.name)
    except ObjectDoesNotExist:
        return UTAN_TEAM, False
    if isinstance(annan, Arende):
        return annan.arendenummer, True
    is_same_akt = getattr(annan, "radskydd", "") in OF_THE_AKT
    return "" if is_same_akt else str(annan), True
