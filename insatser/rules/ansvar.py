"""Who does the steps: the lanes of the flows, in the words that staff use."""

from enum import StrEnum


class Ansvar(StrEnum):
    MOTTAGNINGEN = "Mottagningen"
    HANDLAGGAREN = "Handläggaren"
    GRUPPLEDAREN = "Gruppledaren"
    ENHETSCHEFEN = "Enhetschefen"
    NAMNDEN = "Nämnden"
    SAMORDNAREN = "Samordnaren"
    SKOLSOCIALA_TEAMET = "Skolsociala teamet"
    PARTEN = "Inbjuden part"
    JURISTEN = "Juristen"
    UTFORAREN = "Utföraren"
    REGISTRATORN = "Registratorn"
    GRANSKAREN = "Granskaren"
    SYSTEMET = "Systemet"
