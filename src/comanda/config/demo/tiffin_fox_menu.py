"""What the Fox cooks. The dishes stand in `menus/tiffin_fox.csv`."""

from comanda.config.demo.contracts import Choice, Section
from comanda.config.demo.read_dishes import read_dishes

HEAT, RICE, PROTEIN, DIPS = "heat", "rice", "protein", "dips"

CHOICES = (
    Choice(HEAT, "How hot?", (("Medium", "0"), ("Mild", "0"), ("Hot", "0"), ("Fox fire", "0.50")), 1, 1),
    Choice(
        RICE,
        "On the side",
        (
            ("Steamed basmati", "2.80"),
            ("Pilau rice", "3.20"),
            ("Lemon rice", "3.40"),
            ("Plain naan", "2.90"),
            ("Garlic naan", "3.30"),
        ),
        0,
        3,
    ),
    Choice(
        PROTEIN, "Make it with", (("Chicken", "0"), ("Paneer", "0"), ("Lamb", "1.80"), ("King prawns", "3.00")), 1, 1
    ),
    Choice(
        DIPS,
        "Dips",
        (("Mint raita", "0.90"), ("Mango chutney", "0.90"), ("Lime pickle", "0.90"), ("Tamarind", "0.90")),
        0,
        4,
        1,
    ),
)


_DISHES = read_dishes("tiffin_fox")

SECTIONS = (
    Section("Small plates", _DISHES["Small plates"], "For the table, or for the tube.", station="tandoor"),
    Section("Curries", _DISHES["Curries"], "Each in its own tiffin, enough for one hungry fox.", station="curry"),
    Section("Biryani & grills", _DISHES["Biryani & grills"], station="tandoor"),
    Section("Breads & rice", _DISHES["Breads & rice"], station="tandoor"),
    Section("Sweet", _DISHES["Sweet"], station="bar"),
    Section("Soft drinks", _DISHES["Soft drinks"], tax="soft_drink", station="bar"),
    Section("Beer", _DISHES["Beer"], tax="alcohol", station="bar"),
)
