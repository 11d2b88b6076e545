"""Benchmarks of the tenancy engine: ratios against stock django-tenants and the raw limit, measured in one run."""
