from samverkansteam.models.team import Team, TeamBunden
from samverkansteam.models.teamtyp import Teamtyp

__all__ = ["Team", "TeamBunden", "Teamtyp"]
