from riskbedomning.views.avsnitt import AvsnittView, BedomningView
from riskbedomning.views.jamforelse import JamforelseView
from riskbedomning.views.oversikt import BedomningarView, StartView
from riskbedomning.views.samlad import SamladView
from riskbedomning.views.strategiskt_brott import StrategisktBrottView
from riskbedomning.views.kalibrering import NyOmgangView, omgang, over_tid
from riskbedomning.views.likabedomning import SvaraView, mina_omgangar, vinjettutkast
from riskbedomning.views.vinjetter import AndraVinjettView, NyVinjettView, vinjett, vinjettlista

__all__ = [
    "AndraVinjettView",
    "AvsnittView",
    "BedomningView",
    "BedomningarView",
    "JamforelseView",
    "NyOmgangView",
    "NyVinjettView",
    "SamladView",
    "StartView",
    "StrategisktBrottView",
    "SvaraView",
    "mina_omgangar",
    "omgang",
    "over_tid",
    "vinjett",
    "vinjettlista",
    "vinjettutkast",
]
