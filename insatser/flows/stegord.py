"""What is said of the steps of the ärendeflöde, in all its versions: why, and by which clock.

These are words and not rules: they may be bettered while cases travel by a released version.
"""

from arenden.models import Steg

VARFOR: dict[str, str] = {
    Steg.SKYDDSBEDOMNING: "Varje anmälan om ett barn bedöms genast: behöver barnet skydd nu?",
    Steg.FORHANDSBEDOMNING: "Ta ställning till om en utredning ska inledas.",
    Steg.UNDERRATTELSE: "Berätta genast för dem som berörs att en utredning har inletts.",
    Steg.UTREDNING: "Ta reda på vad barnet behöver, och hör barnet.",
    Steg.BESLUTSFORSLAG: "Utredningen är klar. Föreslå vad som ska beslutas.",
    Steg.KOMMUNICERING: "Den som beslutet går emot får se underlaget och svara, före beslutet.",
    Steg.BESLUT: "Ett förslag väntar på någon annans beslut än den som skrev det.",
    Steg.OVERLAMNING: "Placeringen tas över av andra. Lämna över det de behöver, och få kvitto.",
    Steg.FOLJS_UPP: "Följ upp hur barnet har det, högst ett halvår efter beslutet.",
    Steg.PLAN: "Gör behoven till mål, tillsammans med barnet.",
    Steg.TEAM: "Planen ska göras av ett team. Bilda det och hämta samtycken.",
    Steg.INSATS: "Planen gäller. Starta insatsen.",
    Steg.UPPFOLJNING: "Följ upp hur det går med målen, och vad barnet säger.",
    Steg.AVSLUT: "Uppföljningen säger att insatsen ska sluta. Sammanfatta och avsluta.",
}

FRISTSLAG: dict[str, str] = {
    Steg.SKYDDSBEDOMNING: "skyddsbedomning",
    Steg.FORHANDSBEDOMNING: "forhandsbedomning",
    Steg.UNDERRATTELSE: "underrattelse_inledd",
    Steg.UTREDNING: "utredning",
    Steg.FOLJS_UPP: "uppfoljning_utan_insats",
    Steg.UPPFOLJNING: "uppfoljning",
}

FRAN_STEGET = frozenset({Steg.UNDERRATTELSE, Steg.FOLJS_UPP})
"""The event that starts these clocks is the one that opens the step."""

NODER = {
    "inflode": "Anmälan eller ansökan kommer in",
    "hur_borjar_det": "Hur börjar det?",
    "provas_det_redan": "Prövas det redan?",
    "bilagd": "Läggs till det ärende som prövas",
    "inleds_utredning": "Inleds utredning?",
    "inte_inledd": "Utredning inleds inte",
    "ska_kommuniceras": "Ska det kommuniceras?",
    "star_forslaget_fast": "Står förslaget fast?",
    "vad_beslutades": "Vad beslutades?",
    "utan_insats": "Avslutas utan insats",
    "overlamnad": "Överlämnad",
    "foljs_barnet_vidare": "Följs barnet vidare?",
    "uppfoljt": "Uppföljningen är klar",
    "ska_ett_team_med": "Ska ett team med?",
    "hur_gar_det": "Hur går det?",
    "klart": "Avslutat",
    "vad_aterstar": "Vad återstår?",
}
"""Choices and ends of the ärendeflöde and the monthly review, which have no words of their own."""

VILLKOR = {
    "begins_with_skydd": "Anmälan om ett barn",
    "begins_with_utredning": "Ansökan",
    "begins_with_plan": "Skolsocialt team",
    "is_attached": "Hör till ett ärende som prövas",
    "is_opened": "Utredning inleds",
    "is_to_be_heard": "Någon ska få yttra sig först",
    "is_taken_back": "Förslaget tas tillbaka",
    "is_handed_back": "Återlämnas för nytt förslag",
    "is_insats": "Insats",
    "is_placement": "Placering",
    "is_followed": "Barnet följs upp",
    "awaits_team": "Ett team ska bildas",
    "is_ending": "Insatsen avslutas",
    "is_changing": "Planen ändras",
}
"""Conditions on the facts of an ärende, by the name of the function that asks."""
