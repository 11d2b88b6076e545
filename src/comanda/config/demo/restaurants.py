"""Which restaurants the demo has, and the one password of everybody who works there."""

from comanda.config.demo.contracts import TenantSpec
from comanda.config.demo.lucciola import LUCCIOLA
from comanda.config.demo.tiffin_fox import TIFFIN_FOX

CHAIN = "Buona Compagnia"
CHAIN_OWNER = ("Bianca Serra", "bianca@buonacompagnia.example")
PASSWORD = "buon-appetito-2026"  # noqa: S105 - printed at every start, worth nothing outside a demo
RESTAURANTS: tuple[TenantSpec, ...] = (LUCCIOLA, TIFFIN_FOX)
