"""What must be true of the team before a step is done. Each answers with what to do, and where."""

from __future__ import annotations

from access.models import Organisation
from arenden.models import Arende
from insatser.models import Arbetsgang
from insatser.rules.teamform import FORMER
from samverkansteam.models import Deltagare, Markering, Part, Teamarende, Teamtyp


def teamarende_for(arende: Arende, flode: str) -> Teamarende | None:
    """The ärende in an open team of the kind that the flow works with; the newest of several."""
    return (
        Teamarende.objects.in_force()
        .filter(arende=arende, team__teamtyp__flode=flode)
        .select_related("team__teamtyp")
        .order_by("-fran", "-id")
        .first()
    )


def teamarende_of(gang: Arbetsgang) -> Teamarende | None:
    """The ärende in the very team that the arbetsgång is about, while it works with it."""
    return (
        Teamarende.objects.in_force()
        .filter(arende=gang.arende_id, team=gang.amne_id)
        .select_related("team__teamtyp", "arende")
        .first()
    )


def har_team(gang: Arbetsgang) -> list[str]:
    if teamarende_for(gang.arende, gang.flode) is not None:
        return []
    typ = Teamtyp.objects.get(pk=FORMER[gang.flode].teamtyp)
    return [
        f"Ärendet hör inte till något öppet team av slaget {typ} som du är med i. Bilda teamet"
        " under Team, och koppla ärendet till det på ärendets flik Team."
    ]


def har_parter(gang: Arbetsgang) -> list[str]:
    """The kinds of parties that always take part in a team of the kind have come into it."""
    if (teamarende := teamarende_for(gang.arende, gang.flode)) is None:
        return []
    med = {part.slag for part in _parties(teamarende)}
    if Organisation.Slag.FRISTAENDE_SKOLA in med:
        med.add(Organisation.Slag.KOMMUNAL_SKOLA)
    saknas = [slag for slag in teamarende.team.teamtyp.parter if slag not in med]
    return [
        f"{Organisation.Slag(slag).label} är inte med i teamet. Lägg till parten i teamets rum."
        for slag in saknas
    ]


def har_kontaktpunkter(gang: Arbetsgang) -> list[str]:
    """Every other party can be reached at a place that does not hang on one person."""
    if (teamarende := teamarende_for(gang.arende, gang.flode)) is None:
        return []
    return [
        f"{part} saknar kontaktpunkt. Ange funktion eller växel i organisationsregistret."
        for part in _parties(teamarende)
        if part.organisation is not None
        and not (part.kontaktpunkt or part.organisation.kontaktpunkt)
    ]


def har_jurist(gang: Arbetsgang) -> list[str]:
    teamarende = teamarende_for(gang.arende, gang.flode)
    if teamarende is None:
        return []
    jurister = Deltagare.objects.in_force().filter(team=teamarende.team_id, is_jurist=True)
    if jurister.exists():
        return []
    return ["Teamet saknar jurist. Lägg till en deltagare som är jurist i teamets rum."]


def teamet_arbetar(gang: Arbetsgang) -> list[str]:
    """The team of the arbetsgång is open and works with the ärende still."""
    if teamarende_of(gang) is not None:
        return []
    return [
        "Teamet arbetar inte längre med ärendet, eller du är inte med i det. Koppla ärendet till"
        " teamet igen på fliken Team, eller avsluta arbetet."
    ]


def markering_galler(gang: Arbetsgang) -> list[str]:
    teamarende = teamarende_of(gang)
    if teamarende is None or Markering.objects.live().filter(teamarende=teamarende).exists():
        return []
    return [
        "Ingen markering gäller i dag. Sätt den på nytt på ärendets flik Team, eller svara att den"
        " inte längre behövs."
    ]


def akten_ar_skyddad(gang: Arbetsgang) -> list[str]:
    """The highest class of secrecy there is: only those named reach the akt, a team never does."""
    if gang.arende.akt.is_skyddad:
        return []
    return [
        "Akten är inte skyddad. Höj skyddet under Uppgifter om personen, så att bara namngivna når"
        " den och adressen ligger i sitt eget fack."
    ]


def teamformer_pagar(arende: Arende) -> list[str]:
    """Before an ärende is closed the work of its teams has ended, and the sharing with it."""
    pagar = Arbetsgang.objects.ongoing().filter(arende=arende, flode__in=FORMER)
    return [
        f"{Teamtyp.objects.get(pk=FORMER[gang.flode].teamtyp)} pågår. Avsluta arbetet på ärendets"
        " flik Arbetsgångar, så att delningen upphör."
        for gang in pagar
    ]


def _parties(teamarende: Teamarende) -> list[Part]:
    return list(Part.objects.filter(team=teamarende.team_id).select_related("organisation"))
