"""Forms that shape a team. Every choice is one the user may make."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone

from access.models import Anvandare, Namnd, Organisation
from arenden.forms.steg import dagfalt
from arenden.models import Arende
from samverkansteam.models import Deltagare, Part, Team, Teamarende, Teamtyp
from samverkansteam.policy import LEADING


class TeamForm(forms.Form):
    namn = forms.CharField(
        label="Teamets namn",
        max_length=80,
        help_text="Syns för alla parter. Skriv aldrig ett barns namn eller en skyddad plats.",
    )
    teamtyp = forms.ModelChoiceField(
        label="Sorts team", queryset=Teamtyp.objects.none(), empty_label="Välj"
    )
    namnd = forms.ModelChoiceField(label="Nämnd", queryset=Namnd.objects.none(), empty_label=None)
    startad = dagfalt("Startdatum")

    def __init__(self, *args: Any, user: Anvandare, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["startad"].initial = timezone.localdate()
        self.fields["teamtyp"].queryset = Teamtyp.objects.choosable(  # type: ignore[attr-defined]
            timezone.localdate()
        )
        self.fields["namnd"].queryset = Namnd.objects.filter(  # type: ignore[attr-defined]
            pk__in=user.namnder(LEADING)
        )


class PartForm(forms.Form):
    organisation = forms.ModelChoiceField(
        label="Organisation", queryset=Organisation.objects.none(), empty_label="Välj"
    )
    enhet = forms.CharField(
        label="Enhet",
        max_length=80,
        required=False,
        help_text="Den del av organisationen som är med, till exempel BUP eller Mini-Maria.",
    )
    kontaktpunkt = forms.CharField(
        label="Kontaktpunkt",
        max_length=120,
        required=False,
        help_text="Funktion eller växel, aldrig en enskild persons nummer.",
    )

    def __init__(self, *args: Any, team: Team, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        redan = Part.objects.external().filter(team=team, enhet="").values("organisation")
        self.fields["organisation"].queryset = Organisation.objects.exclude(  # type: ignore[attr-defined]
            pk__in=redan
        )


class DeltagareForm(forms.Form):
    """A member of one party: the people to choose from are those who work for it."""

    anvandare = forms.ModelChoiceField(
        label="Person", queryset=Anvandare.objects.none(), empty_label="Välj"
    )
    is_jurist = forms.BooleanField(label="Är med som jurist", required=False)

    def __init__(self, *args: Any, part: Part, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        redan = Deltagare.objects.in_force().filter(team=part.team_id).values("anvandare")
        personer = Anvandare.objects.filter(
            is_active=True, organisation=part.organisation_id
        ).exclude(pk__in=redan)
        if part.is_socialtjansten:
            personer = personer.filter(uppdrag__namnd=part.namnd_id).distinct()
        else:
            del self.fields["is_jurist"]
        self.fields["anvandare"].queryset = personer  # type: ignore[attr-defined]


class ArendeTillTeamForm(forms.Form):
    """Which of the user's ongoing ärenden in the nämnd the team takes on."""

    arende = forms.ModelChoiceField(
        label="Ärende", queryset=Arende.objects.none(), empty_label="Välj"
    )

    def __init__(self, *args: Any, team: Team, user: Anvandare, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        redan = Teamarende.objects.in_force().filter(team=team).values("arende")
        self.fields["arende"].queryset = (  # type: ignore[attr-defined]
            Arende.objects.visible_to(user)
            .ongoing()
            .filter(namnd=team.namnd_id)
            .exclude(pk__in=redan)
            .order_by("arendenummer")
        )


class TeamTillArendeForm(forms.Form):
    """Which of the user's teams takes on the ärende."""

    team = forms.ModelChoiceField(label="Team", queryset=Team.objects.none(), empty_label="Välj")

    def __init__(self, *args: Any, arende: Arende, user: Anvandare, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        redan = Teamarende.objects.in_force().filter(arende=arende).values("team")
        falt = self.fields["team"]
        falt.queryset = (  # type: ignore[attr-defined]
            Team.objects.visible_to(user)
            .ongoing()
            .filter(namnd=arende.namnd_id)
            .exclude(pk__in=redan)
            .select_related("teamtyp")
        )
        falt.label_from_instance = lambda team: f"{team.namn} ({team.teamtyp})"  # type: ignore[attr-defined]
