"""Adapters to those who move money, one module each with the same functions (see `shape.Gateway`)."""
