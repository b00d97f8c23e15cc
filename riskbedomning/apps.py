from django.apps import AppConfig


class RiskbedomningConfig(AppConfig):
    name = "riskbedomning"
