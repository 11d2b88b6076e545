"""Settings by environment: development, test, production; each a thin layer over base."""
