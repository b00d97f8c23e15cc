"""Destroying akter whose time is out (SoL 16 kap.; ADR 0017)."""
