"""A picture of a dish from its name, heading and ingredients; the same words always give the same picture.

Runs in processes of its own that have no database, so it goes past the catalog's facade, which loads tables.
"""

from collections.abc import Callable, Sequence

from PIL import Image

from comanda.config.demo.drawing import bowls, drinks, pizza, plates, sweets
from comanda.config.demo.drawing.canvas import Canvas
from comanda.config.demo.drawing.surfaces import table
from tenant_apps.catalog.selectors.dish_kinds import tell_kind
from tenant_apps.catalog.selectors.dish_words import DishKind

Draw = Callable[[Canvas, Sequence[str], str], None]

_K = DishKind
HANDS: dict[DishKind, tuple[Draw, float]] = {
    _K.PIZZA: (pizza.draw_pizza, 1.06),
    _K.CALZONE: (pizza.draw_pizza, 1.06),
    _K.PASTA: (bowls.draw_pasta, 1.2),
    _K.BURGER: (plates.draw_burger, 1.12),
    _K.SANDWICH: (plates.draw_sandwich, 1.12),
    _K.SALAD: (bowls.draw_salad, 1.2),
    _K.SOUP: (bowls.draw_soup, 1.2),
    _K.BIRYANI: (bowls.draw_biryani, 1.2),
    _K.RICE: (bowls.draw_rice, 1.2),
    _K.BREAD: (plates.draw_bread, 1.12),
    _K.FRIED: (plates.draw_fried, 1.12),
    _K.FRIES: (plates.draw_fries, 1.12),
    _K.SAUCE: (bowls.draw_sauce, 1.2),
    _K.GRILL: (plates.draw_grill, 1.12),
    _K.FISH: (plates.draw_fish, 1.12),
    _K.CURRY: (bowls.draw_curry, 1.2),
    _K.NOODLES: (bowls.draw_noodles, 1.2),
    _K.BOARD: (plates.draw_board, 1.12),
    _K.BRUSCHETTA: (plates.draw_bruschetta, 1.12),
    _K.VEGETABLES: (bowls.draw_vegetables, 1.2),
    _K.CAKE: (sweets.draw_cake, 1.18),
    _K.TIRAMISU: (sweets.draw_tiramisu, 1.18),
    _K.ICE_CREAM: (sweets.draw_ice_cream, 1.18),
    _K.PASTRY: (sweets.draw_pastry, 1.18),
    _K.FRUIT: (sweets.draw_fruit, 1.18),
    _K.COFFEE: (drinks.draw_coffee, 1.0),
    _K.TEA: (drinks.draw_tea, 1.0),
    _K.WATER: (drinks.draw_water, 1.0),
    _K.SOFT_DRINK: (drinks.draw_soft_drink, 1.0),
    _K.JUICE: (drinks.draw_juice, 1.0),
    _K.BEER: (drinks.draw_beer, 1.0),
    _K.WINE: (drinks.draw_wine, 1.0),
    _K.COCKTAIL: (drinks.draw_cocktail, 1.0),
    _K.PLATE: (plates.draw_plate, 1.12),
}
"""Who draws it, and how near to come: bowls are small on their table, glasses need their height."""


def paint_dish(*, name: str, category: str = "", ingredients: Sequence[str] = ()) -> Image.Image:
    """1280 by 960 pixels; about a second of work."""
    canvas = Canvas(seed="|".join((name, category, *ingredients)))
    table(canvas)
    hand, zoom = HANDS[tell_kind(name=name, category=category)]
    hand(canvas, ingredients, name)
    return canvas.finished(zoom=zoom)
