"""Dishes drawn from their words: the demo's pictures, and an honest placeholder that shows what is in a dish."""
