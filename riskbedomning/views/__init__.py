from riskbedomning.views.avsnitt import AvsnittView, BedomningView
from riskbedomning.views.jamforelse import JamforelseView
from riskbedomning.views.oversikt import BedomningarView, StartView
from riskbedomning.views.samlad import SamladView
from riskbedomning.views.strategiskt_brott import StrategisktBrottView

__all__ = [
    "AvsnittView",
    "BedomningView",
    "BedomningarView",
    "JamforelseView",
    "SamladView",
    "StartView",
    "StrategisktBrottView",
]
