from tests.tenants.conftest import telling_urls

__all__ = ["telling_urls"]
