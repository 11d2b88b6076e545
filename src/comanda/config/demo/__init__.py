"""The demo chain: two restaurants that never were, their menus, their year, and guests who keep ordering."""
