"""What must be true before an ärende is asked about, or handed over."""

from __future__ import annotations

from arenden.models import Beslut, Utredning
from insatser.models import Arbetsgang, Overflyttning
from insatser.models.valbart import latest


def fraga_of(gang: Arbetsgang) -> Overflyttning | None:
    """The newest question of this arbetsgång, whatever came of it."""
    return Overflyttning.objects.filter(arbetsgang=gang).last()


def skydd_bedomt(gang: Arbetsgang) -> list[str]:
    """The protection assessment waits for nobody else (SoL 20:1)."""
    if not gang.arende.anmalningar.without_skyddsbedomning().exists():
        return []
    return ["En anmälan saknar skyddsbedömning. Den görs här, innan ärendet flyttas."]


def har_svar(gang: Arbetsgang) -> list[str]:
    """A nämnd of the city answers itself; another kommun's answer is written in the step."""
    fraga = fraga_of(gang)
    if fraga is None or fraga.tillfragad_id is None or fraga.besvarad is not None:
        return []
    return [f"{fraga.tillfragad} har inte svarat än. Svaret lämnas under Överflyttningar."]


def inget_forslag_vantar(gang: Arbetsgang) -> list[str]:
    if not Beslut.objects.filter(arende=gang.arende, utfall="").exists():
        return []
    return ["Ett förslag till beslut väntar. Avgör det innan ärendet lämnas över."]


def utredning_far_lamnas(gang: Arbetsgang) -> list[str]:
    """An utredning that has begun is finished here unless the receiver takes it over (SoL 29:9)."""
    forslag = latest(gang, "foresla")
    overtas = forslag is not None and forslag.svar["utredning"] == "overtas"
    if overtas or not Utredning.objects.filter(arende=gang.arende, avslutad=None).exists():
        return []
    return ["Utredningen pågår. Den görs klar här innan ärendet lämnas över (SoL 29:9)."]
