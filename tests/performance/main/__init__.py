"""Menus, orders and imports per second, against limits measured in the same run."""
