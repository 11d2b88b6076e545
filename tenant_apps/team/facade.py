"""What other rooms may ask of the team."""

from tenant_apps.team.selectors.find_access import find_access

__all__ = ["find_access"]
