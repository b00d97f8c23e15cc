"""Say in words what each level of a goal means, before it is used."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from access.models import Anvandare
from access.policy import require
from arenden.actions.las import check_version, lock
from audit import log
from audit.action import action
from audit.verb import Verb
from insatser import policy
from insatser.models import Mal, Malskala


@action
def describe_skala(*, mal: Mal, version: int | None, actor: Anvandare, **nivaer: str) -> Malskala:
    """Describe the five levels, or better the words while nobody has used them."""
    mal = lock(Mal, mal.pk)
    require(policy.may_describe_skala(actor, mal))
    skala = Malskala.objects.select_for_update().filter(mal=mal).first()
    if skala is not None:
        check_version(skala, version or 0)
    return save_skala(mal, nivaer, skala=skala, actor=actor)


def save_skala(
    mal: Mal, nivaer: Mapping[str, Any], *, actor: Anvandare, skala: Malskala | None = None
) -> Malskala:
    """`nivaer`: the words by field of Malskala."""
    skala = skala or Malskala(akt_id=mal.akt_id, namnd_id=mal.namnd_id, mal=mal)
    for falt, ord_ in nivaer.items():
        setattr(skala, falt, ord_)
    skala.beskriven_av = actor
    log.save(skala, actor=actor, verb=Verb.MALSKALA_DESCRIBE)
    return skala
