"""What is only shown: never in production unless asked for."""

from comanda.config.settings.environment import env

DEMO = env.bool("DEMO", default=True)

# Cards that pay without money, for everybody who knows their four tokens.
PAYMENTS_TEST_CARD = env.bool("PAYMENTS_TEST_CARD", default=True)
