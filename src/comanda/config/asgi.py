"""Sockets, served by uvicorn beside the pages. What answers where is composed in `sockets.py`."""

import os

from channels.routing import ProtocolTypeRouter
from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "comanda.config.settings.development")

# Django must be set up before anything that touches models is imported.
pages = get_asgi_application()

from comanda.config.sockets import sockets  # noqa: E402

application = ProtocolTypeRouter({"http": pages, "websocket": sockets})
