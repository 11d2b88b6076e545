"""What a menu import can take, and the headings under which it comes."""

from django.utils.translation import gettext_lazy as _

from comanda.kernel.tabular import Field
from tenant_apps.catalog.contracts import Allergen

SIZES_PREFIX = "sizes."
"""In a mapping, fields of the second file carry it: `sizes.price`."""

_NAME = ("item name", "product name", "dish name", "item", "product", "dish", "nome", "articolo", "piatto", "prodotto")
_PRICE = ("product price", "item price", "prezzo", "prezzo di vendita", "unit price", "amount", "costo")
_CODE = ("item code", "item id", "product id", "product code", "type id", "sku", "plu", "codice", "id", "handle")
_SIZE = ("size name", "variant", "variant name", "portion", "formato", "dimensione", "misura", "taglia", "porzione")

ITEM_FIELDS: tuple[Field, ...] = (
    Field("name", _("Name"), _NAME, required=True),
    Field("price", _("Price"), _PRICE),
    Field("category", _("Category"), ("section", "group", "menu section", "categoria", "sezione", "reparto")),
    Field("description", _("Description"), ("details", "descrizione", "note")),
    Field("size", _("Size"), _SIZE),
    Field("code", _("Item code"), _CODE),
    Field(
        "size_code", _("Size code"), ("variant code", "variant id", "variant sku", "codice variante", "barcode", "ean")
    ),
    Field("ingredients", _("Ingredients"), ("ingredienti", "toppings", "contains", "composition")),
    Field("allergens", _("Allergens"), ("allergeni", "allergen", "allergy")),
    Field("diets", _("Diets"), ("diet", "dieta", "diete", "suitable for", "labels", "tags")),
    Field("tax_category", _("Tax category"), ("tax", "vat category", "categoria iva", "tax class")),
    Field("station", _("Kitchen station"), ("kitchen", "postazione", "partita", "printer")),
    Field("spicy", _("Spiciness"), ("heat", "chilli", "piccante", "spice level")),
    Field("calories", _("Calories"), ("kcal", "energy", "calorie")),
)

SIZE_FIELDS: tuple[Field, ...] = (
    Field(
        "item_code",
        _("Item code"),
        ("type id", "item id", "product id", "parent sku", "handle", "codice articolo"),
        True,
    ),
    Field("price", _("Price"), _PRICE, required=True),
    Field("size", _("Size"), (*_SIZE, "name", "nome")),
    Field("size_code", _("Size code"), ("variant id", "variant sku", "sku", "size id", "code", "codice", "id")),
)

ALLERGEN_WORDS: dict[str, Allergen] = {
    word: allergen
    for allergen, words in {
        Allergen.GLUTEN: "1, gluten, wheat, barley, rye, oats, spelt, glutine, frumento, orzo, segale, avena, farro",
        Allergen.CRUSTACEANS: "2, crustaceans, crustacean, shellfish, crostacei, gamberi, prawns, crab, lobster",
        Allergen.EGGS: "3, eggs, egg, uova, uovo",
        Allergen.FISH: "4, fish, pesce",
        Allergen.PEANUTS: "5, peanuts, peanut, arachidi, arachide",
        Allergen.SOYBEANS: "6, soybeans, soya, soy, soia",
        Allergen.MILK: "7, milk, dairy, lactose, latte, lattosio, latticini",
        Allergen.NUTS: "8, nuts, tree nuts, nut, frutta a guscio, noci, nocciole, mandorle, pistacchi, almonds",
        Allergen.CELERY: "9, celery, sedano",
        Allergen.MUSTARD: "10, mustard, senape",
        Allergen.SESAME: "11, sesame, sesamo",
        Allergen.SULPHITES: "12, sulphites, sulfites, sulphur dioxide, solfiti, anidride solforosa",
        Allergen.LUPIN: "13, lupin, lupini, lupino",
        Allergen.MOLLUSCS: "14, molluscs, mollusks, molluschi, squid, mussels, clams, octopus",
    }.items()
    for word in words.split(", ")
}
"""Numbers are those of the regulation's list, as many menus print them."""
