"""What is only shown: never in production unless asked for."""

from comanda.config.settings.environment import IN_PRODUCTION, env

DEMO = env.bool("DEMO", default=not IN_PRODUCTION)

# Cards that pay without money, for everybody who knows their four tokens.
PAYMENTS_TEST_CARD = env.bool("PAYMENTS_TEST_CARD", default=DEMO or not IN_PRODUCTION)
