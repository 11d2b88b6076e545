"""Bringing every schema to this code's migrations: plan once, try on a canary, then one round trip a tenant."""
