from django.conf import settings


def origin_of(host: str) -> str:
    """`brera.localhost` -> `http://brera.localhost:8000`: as the world reaches this installation, whoever asks."""
    return f"{settings.PUBLIC_SCHEME}://{host}{settings.PUBLIC_PORT}"
