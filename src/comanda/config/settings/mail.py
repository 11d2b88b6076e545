"""Mail. Without a server of ours it is kept and shown on a local page, never lost and never an error."""

from comanda.config.settings.environment import env

EMAIL_URL = env("EMAIL_URL", default="")
DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL", default="Comanda <hello@comanda.example>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
EMAIL_TIMEOUT = 10  # seconds
MAIL_IN_BACKGROUND = True  # by a worker, tried again; tests send at once

if EMAIL_URL:
    _mail = env.email_url_config(EMAIL_URL)
    EMAIL_BACKEND = str(_mail["EMAIL_BACKEND"])
    EMAIL_HOST = str(_mail.get("EMAIL_HOST") or "")
    EMAIL_PORT = int(_mail.get("EMAIL_PORT") or 25)
    EMAIL_HOST_USER = str(_mail.get("EMAIL_HOST_USER") or "")
    EMAIL_HOST_PASSWORD = str(_mail.get("EMAIL_HOST_PASSWORD") or "")
    EMAIL_USE_TLS = bool(_mail.get("EMAIL_USE_TLS", False))
    EMAIL_USE_SSL = bool(_mail.get("EMAIL_USE_SSL", False))
else:
    EMAIL_BACKEND = "shared_apps.mailbox.providers.local.MailboxBackend"
