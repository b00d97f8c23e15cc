"""Choose what somebody may see before a decision, mask it, and keep just what was shown."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from django.core.exceptions import ValidationError
from django.utils import timezone

from access.models import Anvandare
from access.policy import require
from arenden import policy
from arenden.actions.las import lock
from arenden.dokument.underlag import chosen, parts_of, secrets_in, underlag_innehall
from arenden.models import Beslut, Kommunicering, Kommuniceringsunderlag
from arenden.rules.innehall import as_json
from arenden.rules.maskning import Hemlighet, fingerprint
from audit import log
from audit.action import action
from audit.verb import Verb

ANDRAT = "Texten har ändrats sedan du gick igenom den. Gå igenom maskningen en gång till."


@action
def choose_parts(
    *, beslut: Beslut, mottagare: str, delar: Collection[str], actor: Anvandare
) -> Kommuniceringsunderlag:
    """A draft for one receiver. Raises ValidationError where nothing that exists is chosen."""
    row = lock(Beslut, beslut.pk)
    require(policy.may_prepare_underlag(actor, row))
    finns = [del_.nyckel for del_ in parts_of(row) if del_.nyckel in set(delar)]
    if not finns:
        raise ValidationError({"delar": "Välj minst en del av underlaget."})
    underlag = Kommuniceringsunderlag(
        akt_id=row.akt_id,
        namnd_id=row.namnd_id,
        beslut=row,
        mottagare=mottagare,
        delar=finns,
        skapad_av=actor,
    )
    log.save(underlag, actor=actor, verb=Verb.KOMMUNICERING_PREPARE)
    return underlag


@action
def mask_underlag(
    *,
    underlag: Kommuniceringsunderlag,
    version: int,
    sedda: Mapping[str, str],
    meningar: Mapping[str, Collection[int]],
    ord_: Collection[str],
    visade: Collection[str],
    skal: str,
    actor: Anvandare,
) -> Kommuniceringsunderlag:
    """Keep what is masked. `sedda`: the fingerprint of each part's text as it was gone through.

    What the reporter or a protected place is known by is masked by itself, but for `visade`, which
    takes a reason.
    """
    row = lock(Kommuniceringsunderlag, underlag.pk, version=version)
    require(policy.may_change_underlag(actor, row))
    delar = chosen(row)
    if {del_.nyckel: fingerprint(del_.text) for del_ in delar} != dict(sedda):
        raise ValidationError(ANDRAT)
    alltid = [ett.text for ett in _secrets(row) if ett.alltid]
    lyfta = set(visade) & set(alltid)
    if lyfta and not skal.strip():
        raise ValidationError({"skal": "Skriv varför det som annars är skyddat får visas."})
    row.maskning = {
        "sedda": dict(sedda),
        "meningar": {nyckel: sorted(platser) for nyckel, platser in meningar.items() if platser},
        "ord": list(dict.fromkeys([*(o for o in alltid if o not in lyfta), *ord_])),
        "visade": sorted(lyfta),
    }
    row.skal_att_visa = skal if lyfta else ""
    log.save(row, actor=actor, verb=Verb.KOMMUNICERING_MASK)
    return row


@action
def discard_underlag(*, underlag: Kommuniceringsunderlag, actor: Anvandare) -> None:
    """Throw a draft away; what has been shown stays."""
    row = lock(Kommuniceringsunderlag, underlag.pk)
    require(policy.may_change_underlag(actor, row))
    log.delete(row, actor=actor, verb=Verb.KOMMUNICERING_DISCARD)


def freeze_drafts(kommunicering: Kommunicering, *, actor: Anvandare) -> None:
    """Make every draft of the proposal the copy of what is shown, inside the sending action.

    Raises ValidationError if one has not been gone through, or its texts have changed since.
    """
    drafts = Kommuniceringsunderlag.objects.select_for_update().drafts()
    for underlag in drafts.filter(beslut=kommunicering.beslut_id):
        if hinder := hinder_for_underlag(underlag):
            raise ValidationError(hinder)
        underlag.innehall = as_json(underlag_innehall(underlag))
        underlag.kommunicering = kommunicering
        underlag.fryst, underlag.fryst_av = timezone.now(), actor
        log.save(underlag, actor=actor, verb=Verb.KOMMUNICERING_FREEZE)


def hinder_for_underlag(underlag: Kommuniceringsunderlag) -> list[str]:
    """Why a draft may not be shown as it is, in sentences."""
    if underlag.maskning is None:
        return [f"Gå först igenom underlaget till {underlag.mottagare} och maska det som behövs."]
    if {del_.nyckel: fingerprint(del_.text) for del_ in chosen(underlag)} != underlag.maskning[
        "sedda"
    ]:
        return [f"Underlaget till {underlag.mottagare}: {ANDRAT}"]
    tackta = {*underlag.maskning["ord"], *underlag.maskning["visade"]}
    if any(ett.alltid and ett.text not in tackta for ett in _secrets(underlag)):
        return [f"Underlaget till {underlag.mottagare}: något som ska maskas har tillkommit."]
    return []


def _secrets(underlag: Kommuniceringsunderlag) -> list[Hemlighet]:
    delar = chosen(underlag)
    return secrets_in(
        underlag.beslut.arende, [text for del_ in delar for text in (del_.rubrik, del_.text)]
    )
