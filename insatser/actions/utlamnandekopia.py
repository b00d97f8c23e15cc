"""Strike in what is given out, keep the copies as they are given, and make them anew if need be."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace

from django.core.exceptions import ValidationError
from django.utils import timezone

from access.models import Anvandare
from access.policy import require
from arenden.actions.las import check_version
from arenden.rules.maskning import Hemlighet, fingerprint
from audit import log
from audit.action import action
from audit.verb import Verb
from insatser import policy
from insatser.actions.las import lock_gang
from insatser.dokument.utlamnandekopia import (
    Lamnas,
    as_item,
    copy_text,
    forbehall_of,
    given_texts,
    is_struck,
    secrets_of,
)
from insatser.models import Arbetsgang, Utlamnandekopia, Utlamnandepost
from insatser.models.valbart import latest

ANDRAT = "Texten har ändrats sedan du gick igenom den. Gå igenom strykningarna en gång till."
SETT = "Något har ändrats sedan du såg kopiorna. Läs dem en gång till."


@action
def strike_post(
    *,
    post: Utlamnandepost,
    version: int | None,
    sedd: str,
    lagrum: str,
    meningar: Collection[int],
    ord_: Collection[str],
    visade: Collection[str],
    skal: str,
    actor: Anvandare,
) -> Utlamnandekopia:
    """Keep what is struck in one item, by `lagrum` unless a word has a provision of its own.

    `sedd`: the fingerprint of the text that was gone through. What the reporter or a protected
    place is known by is struck by itself, but for `visade`, which takes a reason. Raises
    ValidationError, and Konflikt if somebody has saved since `version`.
    """
    gang = lock_gang(post.arbetsgang)
    require(policy.may_make_kopior(actor, gang))
    item = next((ett for ett in given_texts(gang) if ett.post.pk == post.pk), None)
    if item is None or item.is_fryst:
        raise ValidationError("Den här handlingen kan inte gås igenom nu.")
    if fingerprint(item.text) != sedd:
        raise ValidationError(ANDRAT)
    alltid = certain(gang, item)
    lyfta = sorted({ett.text for ett in alltid} & set(visade))
    if lyfta and not skal.strip():
        raise ValidationError({"skal": "Skriv varför det som annars är skyddat får visas."})
    kopia = item.kopia or Utlamnandekopia(
        akt_id=gang.akt_id, namnd_id=gang.namnd_id, post=post, skapad_av=actor
    )
    if item.kopia is not None:
        check_version(kopia, version or 0)
    egna = {ord_: lagrum for ord_ in ord_ if ord_.strip()}
    kopia.strykning = {
        "sedd": sedd,
        "lagrum": lagrum,
        "meningar": {str(plats): lagrum for plats in sorted(meningar)},
        "ord": egna | {ett.text: ett.lagrum for ett in alltid if ett.text not in lyfta},
        "visade": lyfta,
    }
    kopia.skal_att_visa = skal if lyfta else ""
    _refuse_the_wrong_judgement(replace(item, kopia=kopia))
    log.save(kopia, actor=actor, verb=Verb.UTLAMNANDE_STRIKE)
    return kopia


def _refuse_the_wrong_judgement(item: Lamnas) -> None:
    """What is struck has to agree with how the item was judged."""
    if item.is_helt and is_struck(item):
        raise ValidationError(
            "Handlingen är prövad att lämnas hel, men nämner något som alltid är skyddat. Låt det "
            "visas med ett skäl, eller börja en ny prövning."
        )
    if not item.is_helt and not item.shown and not is_struck(item):
        raise ValidationError("Inget i texten är struket. Kryssa för det som ska bort.")


@action
def freeze_kopior(*, gang: Arbetsgang, visat: str, actor: Anvandare) -> list[Utlamnandekopia]:
    """Make every text that is given the copy that goes out. `visat`: `seen` of what was shown.

    Raises ValidationError with everything that hinders it, or if something has changed since.
    """
    row = lock_gang(gang)
    require(policy.may_make_kopior(actor, row))
    if hinder := list(hinder_for_kopior(row)):
        raise ValidationError(hinder)
    if seen(row) != visat:
        raise ValidationError(SETT)
    return [_freeze(row, item, actor) for item in given_texts(row) if not item.is_fryst]


def _freeze(gang: Arbetsgang, item: Lamnas, actor: Anvandare) -> Utlamnandekopia:
    text = copy_text(item)
    kopia = item.kopia or Utlamnandekopia(
        akt_id=gang.akt_id, namnd_id=gang.namnd_id, post=item.post, skapad_av=actor
    )
    kopia.innehall = {
        "rubrik": text.rubrik,
        "text": text.text,
        "forbehall": forbehall_of(gang),
    }
    kopia.fryst, kopia.fryst_av = timezone.now(), actor
    log.save(kopia, actor=actor, verb=Verb.UTLAMNANDE_FREEZE)
    return kopia


@action
def redo_kopior(*, gang: Arbetsgang, actor: Anvandare) -> None:
    """Open the frozen copies again, with what was struck in them; what was handed over stays."""
    row = lock_gang(gang)
    require(policy.may_make_kopior(actor, row))
    frysta = [item.kopia for item in given_texts(row) if item.kopia and item.may_be_redone]
    if not frysta:
        raise ValidationError("Det finns inga kopior att göra om.")
    for kopia in frysta:
        utkast = Utlamnandekopia(
            akt_id=row.akt_id,
            namnd_id=row.namnd_id,
            post=kopia.post,
            strykning=kopia.strykning,
            skal_att_visa=kopia.skal_att_visa,
            skapad_av=actor,
        )
        log.delete(kopia, actor=actor, verb=Verb.UTLAMNANDE_REDO)
        if utkast.strykning is not None:
            log.save(utkast, actor=actor, verb=Verb.UTLAMNANDE_STRIKE)


def seen(gang: Arbetsgang) -> str:
    """The fingerprint of all that the receiver would get now."""
    texter = [copy_text(item) for item in given_texts(gang)]
    return fingerprint(
        "\x00".join([forbehall_of(gang), *(f"{t.rubrik}\x00{t.text}" for t in texter)])
    )


def hinder_for_kopior(gang: Arbetsgang) -> Iterator[str]:
    """Why the copies cannot be made yet, in sentences."""
    if latest(gang, "sammanvag") is None:
        yield "Pröva allt och sammanfatta svaret först: då vet du om det ska ha förbehåll."
    for item in given_texts(gang):
        if not item.is_fryst and (hinder := _hinder_for(gang, item)):
            yield f"{item.post.rubrik}: {hinder}"


def _hinder_for(gang: Arbetsgang, item: Lamnas) -> str:
    val = item.kopia.strykning if item.kopia else None
    if val is None and not item.is_helt:
        return "välj vad som stryks."
    if val is not None and fingerprint(item.text) != val["sedd"]:
        return ANDRAT
    tackta = {*val["ord"], *val["visade"]} if val else set()
    if any(ett.text not in tackta for ett in certain(gang, item)):
        return "den som har anmält eller en skyddad plats nämns. Gå igenom handlingen."
    return ""


def certain(gang: Arbetsgang, item: Lamnas) -> list[Hemlighet]:
    """What in the item is struck unless somebody says why not."""
    return [ett for ett in secrets_of(gang, [item.post.rubrik, item.text]) if ett.alltid]


def refuse_whole(post: Utlamnandepost) -> None:
    """Raise ValidationError where an item cannot be judged as given whole, unlooked at."""
    item = as_item(post)
    if item.del_ and certain(post.arbetsgang, item):
        raise ValidationError(
            {
                "bedomning": "Texten nämner den som har anmält eller en skyddad plats. Välj "
                "strykningar. Där kan du låta det visas, om det finns skäl."
            }
        )


def refuse_without_kopior(gang: Arbetsgang) -> None:
    """Raise ValidationError unless all texts stand as copies, just as they will be given."""
    texter = given_texts(gang)
    saknas = [item.post.rubrik for item in texter if not item.is_fryst]
    if saknas:
        raise ValidationError(f"Gör kopiorna först: {'; '.join(saknas)}.")
    forbehall = forbehall_of(gang)
    if any(item.frozen_forbehall != forbehall for item in texter):
        raise ValidationError("Förbehållet har ändrats sedan kopiorna gjordes. Gör om dem.")
