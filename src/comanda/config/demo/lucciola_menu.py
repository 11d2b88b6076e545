"""What Lucciola cooks. The dishes stand in `menus/lucciola.csv`."""

from comanda.config.demo.contracts import Choice, Section
from comanda.config.demo.read_dishes import read_dishes

DOUGH, EXTRAS, DRINK, PASTA_SHAPE = "impasto", "aggiunte", "bere", "formato"
COOKING, TOPPINGS, ICE = "cottura", "gusti", "ghiaccio"

CHOICES = (
    Choice(DOUGH, "Scegli l'impasto", (("Classico", "0"), ("Integrale", "1.00"), ("Senza glutine", "2.50")), 1, 1),
    Choice(
        EXTRAS,
        "Aggiungi qualcosa",
        (
            ("Mozzarella di bufala", "2.50"),
            ("Prosciutto crudo", "2.50"),
            ("Rucola", "1.00"),
            ("Olive taggiasche", "1.20"),
            ("Funghi porcini", "2.80"),
            ("Peperoncino calabrese", "0.50"),
        ),
        0,
        5,
    ),
    # Dishes of the menu at a better price: taken away, each keeps its own tax.
    Choice(DRINK, "Da bere insieme?", (("Birra ambrata", "5.50"), ("Spritz", "6.00"), ("Caffè", "1.00")), 0, 2),
    Choice(PASTA_SHAPE, "Quale pasta?", (("Spaghetti", "0"), ("Rigatoni", "0"), ("Pici freschi", "1.50")), 1, 1),
    Choice(COOKING, "Cottura", (("Media", "0"), ("Al sangue", "0"), ("Ben cotta", "0")), 1, 1),
    Choice(
        TOPPINGS,
        "I tuoi gusti",
        (
            ("Crema", "0"),
            ("Nocciola", "0"),
            ("Pistacchio", "0.50"),
            ("Limone", "0"),
            ("Fragola", "0"),
            ("Fondente", "0"),
        ),
        2,
        3,
        2,
    ),
    Choice(ICE, "Come lo vuoi?", (("Con ghiaccio", "0"), ("Senza ghiaccio", "0"), ("Con limone", "0")), 0, 2),
)


_DISHES = read_dishes("lucciola")

SECTIONS = (
    Section("Antipasti", _DISHES["Antipasti"], "Da dividere mentre si aspetta il forno.", station="cucina"),
    Section(
        "Pizze rosse",
        _DISHES["Pizze rosse"],
        "Impasto a lunga lievitazione, 48 ore, farina di tipo 1.",
        station="pizza",
    ),
    Section("Pizze bianche", _DISHES["Pizze bianche"], station="pizza"),
    Section("Primi", _DISHES["Primi"], station="cucina"),
    Section("Secondi e contorni", _DISHES["Secondi e contorni"], station="cucina"),
    Section("Dolci", _DISHES["Dolci"], station="bar"),
    Section("Bibite", _DISHES["Bibite"], tax="soft_drink", station="bar"),
    Section("Birre e vini", _DISHES["Birre e vini"], tax="alcohol", station="bar"),
)
