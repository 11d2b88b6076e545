"""The texts people read: extracted from the sources without GNU gettext, translated in one catalog a language."""
