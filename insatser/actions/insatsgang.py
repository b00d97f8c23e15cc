"""What the arbetsgång of an insats does: it becomes that of one insats and no other."""

from __future__ import annotations

from access.models import Anvandare
from audit import log
from audit.verb import Verb
from insatser.models import Arbetsgang, Stegutfall
from insatser.models.valbart import chosen, split_key


def bind_insats(gang: Arbetsgang, utfall: Stegutfall, actor: Anvandare | None) -> None:
    """Let the arbetsgång be about the insats that was chosen."""
    _, gang.amne_id = split_key(chosen(utfall, "insats")[0])
    log.save(gang, actor=actor, verb=Verb.ARBETSGANG_STEP)


def release_insats(gang: Arbetsgang, utfall: Stegutfall, actor: Anvandare | None) -> None:  # noqa: ARG001
    """Take that back."""
    gang.amne_id = None
    log.save(gang, actor=actor, verb=Verb.ARBETSGANG_STEP)
