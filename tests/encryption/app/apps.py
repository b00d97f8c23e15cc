from django.apps import AppConfig


class SealedTestConfig(AppConfig):
    name = "tests.encryption.app"
    label = "provapp"
