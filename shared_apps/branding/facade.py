"""Looks of a tenant, for other apps and for every page."""

from shared_apps.branding.contracts import ThemeInfo
from shared_apps.branding.selectors.plan import distance_km
from shared_apps.branding.selectors.stylesheet import render_stylesheet
from shared_apps.branding.selectors.themes import get_theme
from shared_apps.branding.services.save_theme import save_theme
from shared_apps.branding.services.store_logo import store_logo

__all__ = ["ThemeInfo", "distance_km", "get_theme", "render_stylesheet", "save_theme", "store_logo"]
