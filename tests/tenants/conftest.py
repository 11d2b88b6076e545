import pytest


@pytest.fixture
def telling_urls(settings):
    """Every host serves the views that say whose request they think it is, behind the tenancy middleware alone."""
    settings.ROOT_URLCONF = "tests.tenants.urls_for_tests"
    settings.PUBLIC_SCHEMA_URLCONF = "tests.tenants.urls_for_tests"
    settings.MIDDLEWARE = ["tenants.middleware.TenantMiddleware"]
