"""Immuno Reader: an offline reader for patient handbooks about cancer immunotherapy."""

__version__ = "0.1.0"
