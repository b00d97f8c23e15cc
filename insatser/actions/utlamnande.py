"""What somebody outside asks to have: each item tried by itself, given or refused, and logged."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils import timezone

from access.models import Anvandare
from audit import log
from audit.verb import Verb
from insatser.actions.byte import by_hand
from insatser.actions.utlamnandekopia import refuse_whole, refuse_without_kopior
from insatser.models import Arbetsgang, Stegutfall, Utlamnandepost
from insatser.models.valbart import begarda, chosen, split_key

HELT, MASKAT, NEKAS = "helt", "maskat", "nekas"
LAGRUM = (
    ("26:1", "OSL 26:1 – enskilds personliga förhållanden i socialtjänsten"),
    ("26:2", "OSL 26:2 – var den unge finns"),
    ("26:5", "OSL 26:5 – vem som har anmält"),
    ("12:3", "OSL 12:3 – den unges uppgifter i förhållande till vårdnadshavare"),
    ("21:3", "OSL 21:3 – den som är hotad eller förföljd"),
    ("10:3", "OSL 10:3 – synnerlig vikt att uppgiften inte röjs för en part"),
    ("18:1", "OSL 18:1 – en brottsutredning kan störas"),
    ("35:1", "OSL 35:1 – uppgift från brottsutredning om enskild"),
)


def check_found(gang: Arbetsgang, utfall: Stegutfall, actor: Anvandare | None) -> None:  # noqa: ARG001
    """What was found is named, and nothing is named when nothing was found."""
    valda = chosen(utfall, "handlingar")
    if utfall.utfall == "finns" and not valda:
        raise ValidationError({"handlingar": "Kryssa för det som svarar mot begäran."})
    if utfall.utfall == "finns_inte" and valda:
        raise ValidationError({"utfall": "Du har kryssat för handlingar. Då finns det något."})


def judge_item(gang: Arbetsgang, utfall: Stegutfall, actor: Anvandare | None) -> None:
    """Keep what was decided about one item. Ends only when every item has been tried.

    Raises ValidationError with what is not said, or not tried yet.
    """
    bedomning = utfall.svar["bedomning"]
    _refuse_gaps(utfall, bedomning)
    (kod,) = chosen(utfall, "post")
    slag, pk = split_key(kod)
    post = Utlamnandepost(
        akt_id=gang.akt_id,
        namnd_id=gang.namnd_id,
        arbetsgang=gang,
        slag=slag,
        objekt_id=pk,
        rubrik=utfall.svar["post"]["i_ord"],
        utfall=bedomning,
        lagrum=utfall.svar.get("lagrum") or "",
        struket=utfall.svar.get("struket") or "",
        skal=utfall.svar["skal"],
        provad_av=by_hand(actor),
    )
    if bedomning == HELT:
        refuse_whole(post)
    log.save(post, actor=actor, verb=Verb.UTLAMNANDE_JUDGE)
    if utfall.utfall == "klart" and (kvar := untried(gang)):
        raise ValidationError({"utfall": f"Pröva det här också: {'; '.join(kvar)}."})


def _refuse_gaps(utfall: Stegutfall, bedomning: str) -> None:
    fel = {}
    if bedomning != HELT and not utfall.svar.get("lagrum"):
        fel["lagrum"] = "Ange den bestämmelse som hindrar att uppgiften lämnas ut."
    if bedomning == MASKAT and not utfall.svar.get("struket"):
        fel["struket"] = "Skriv vad som stryks."
    if fel:
        raise ValidationError(fel)


def untried(gang: Arbetsgang) -> list[str]:
    """What was asked for and has not been tried, in words."""
    provade = set(
        Utlamnandepost.objects.filter(arbetsgang=gang).values_list("objekt_id", flat=True)
    )
    return [text for kod, text in begarda(gang) if split_key(kod)[1] not in provade]


def check_whole(gang: Arbetsgang, utfall: Stegutfall, actor: Anvandare | None) -> None:  # noqa: ARG001
    """The answer as a whole is that of its items."""
    utfallen = {post.utfall for post in posts_of(gang)}
    ratt = HELT if utfallen == {HELT} else NEKAS if utfallen == {NEKAS} else "delvis"
    if utfall.utfall != ratt:
        raise ValidationError({"utfall": "Svaret stämmer inte med hur posterna har bedömts."})


def give_out(gang: Arbetsgang, utfall: Stegutfall, actor: Anvandare | None) -> None:
    """Note for each item that it was handed over, on the akt that it is from.

    Raises ValidationError until it has been read through, and every text has its copy.
    """
    if not utfall.svar["kontrollerat"]:
        raise ValidationError({"kontrollerat": "Läs igenom det som lämnas innan det lämnas."})
    refuse_without_kopior(gang)
    nu = timezone.now()
    for post in posts_of(gang):
        if post.utfall != NEKAS:
            post.lamnad = nu
            log.save(post, actor=actor, verb=Verb.UTLAMNANDE_GIVE)


def posts_of(gang: Arbetsgang) -> list[Utlamnandepost]:
    """The judgement in force of every item."""
    return list(Utlamnandepost.objects.filter(arbetsgang=gang).in_force())
