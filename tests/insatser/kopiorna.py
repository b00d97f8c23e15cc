"""Making the copies that go out to whoever has asked."""

from __future__ import annotations

from typing import Any

from access.models import Anvandare
from arenden.rules.maskning import fingerprint
from insatser.actions.utlamnandekopia import certain, freeze_kopior, seen, strike_post
from insatser.dokument.utlamnandekopia import Lamnas, given_texts
from insatser.models import Arbetsgang, Utlamnandekopia


def strike(item: Lamnas, actor: Anvandare, **andrat: Any) -> Utlamnandekopia:
    """Go through one item; unless said the first sentence is struck, or what is certain shown."""
    visade = [ett.text for ett in certain(item.post.arbetsgang, item)] if item.is_helt else []
    val = {
        "version": item.kopia.version if item.kopia else None,
        "sedd": fingerprint(item.text),
        "lagrum": item.post.lagrum,
        "meningar": [] if item.is_helt else [0],
        "ord_": [],
        "visade": visade,
        "skal": "De har själva berättat det." if visade else "",
    }
    return strike_post(post=item.post, actor=actor, **(val | andrat))


def make_kopior(gang: Arbetsgang, actor: Anvandare) -> list[Utlamnandekopia]:
    """Go through what needs it, and freeze everything."""
    for item in given_texts(gang):
        if not item.is_fryst and (not item.is_helt or certain(gang, item)):
            strike(item, actor)
    return freeze_kopior(gang=gang, visat=seen(gang), actor=actor)
