from django.apps import AppConfig


class SamverkansteamConfig(AppConfig):
    name = "samverkansteam"
