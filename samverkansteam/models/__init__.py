from samverkansteam.models.atgard import Atgardsslag, GemensamAtgard, Gruppatgard
from samverkansteam.models.bidrag import Bidrag, Bidragsfil, Bidragsintag
from samverkansteam.models.delgivning import Delgivning, Delgivningskopia, Kvittens
from samverkansteam.models.lagrum import Lagrum
from samverkansteam.models.markering import Markering
from samverkansteam.models.mote import Atagande, Mote, Narvaro
from samverkansteam.models.part import Deltagare, Part
from samverkansteam.models.samtycke import Samtycke, Uppgiftsslag
from samverkansteam.models.team import Team, TeamBunden
from samverkansteam.models.teamarende import Franvarovecka, Teamarende
from samverkansteam.models.teamtyp import Teamtyp

__all__ = [
    "Atagande",
    "Atgardsslag",
    "Bidrag",
    "Bidragsfil",
    "Bidragsintag",
    "Delgivning",
    "Delgivningskopia",
    "Deltagare",
    "Franvarovecka",
    "GemensamAtgard",
    "Gruppatgard",
    "Kvittens",
    "Lagrum",
    "Markering",
    "Mote",
    "Narvaro",
    "Part",
    "Samtycke",
    "Team",
    "TeamBunden",
    "Teamarende",
    "Teamtyp",
    "Uppgiftsslag",
]
