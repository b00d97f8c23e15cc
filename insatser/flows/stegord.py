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
