"""Looks of a tenant, for other apps and for every page."""

from shared_apps.branding.contracts import ThemeInfo
from shared_apps.branding.selectors.stylesheet import render_stylesheet
from shared_apps.branding.selectors.themes import get_theme

__all__ = ["ThemeInfo", "get_theme", "render_stylesheet"]
