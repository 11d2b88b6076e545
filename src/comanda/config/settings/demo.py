"""The demo chain, where it is shown: never in production unless asked for."""

from comanda.config.settings.environment import PLATFORM_HOST, PUBLIC_PORT, PUBLIC_SCHEME, env

DEMO = env.bool("DEMO", default=True)

# (name, address) of what a visitor may look at, for the platform's front page.
DEMO_LINKS = tuple(
    (name, f"{PUBLIC_SCHEME}://{slug}.{PLATFORM_HOST}{PUBLIC_PORT}/")
    for slug, name in (("lucciola", "La Lucciola"), ("tiffinfox", "Tiffin Fox"))
    if DEMO
)
