"""A picture of a dish from its name, heading and ingredients; the same words always give the same picture."""

import io
from collections.abc import Callable, Sequence

from PIL import Image

from tenant_apps.catalog.selectors.dish_kinds import tell_kind
from tenant_apps.catalog.selectors.dish_words import DishKind
from tenant_apps.catalog.services.drawing import bowls, drinks, pizza, plates, sweets
from tenant_apps.catalog.services.drawing.canvas import Canvas
from tenant_apps.catalog.services.drawing.surfaces import table
from tenant_apps.catalog.services.encode_picture import EncodedPicture, encode_image

Words = tuple[str, str, tuple[str, ...]]
"""Name, heading, ingredients."""

Draw = Callable[[Canvas, Sequence[str], str], None]

_K = DishKind
_HANDS: dict[DishKind, Draw] = {
    _K.PIZZA: pizza.draw_pizza,
    _K.CALZONE: pizza.draw_pizza,
    _K.PASTA: bowls.draw_pasta,
    _K.BURGER: plates.draw_burger,
    _K.SANDWICH: plates.draw_sandwich,
    _K.SALAD: bowls.draw_salad,
    _K.SOUP: bowls.draw_soup,
    _K.BIRYANI: bowls.draw_biryani,
    _K.RICE: bowls.draw_rice,
    _K.BREAD: plates.draw_bread,
    _K.FRIED: plates.draw_fried,
    _K.FRIES: plates.draw_fries,
    _K.SAUCE: bowls.draw_sauce,
    _K.GRILL: plates.draw_grill,
    _K.FISH: plates.draw_fish,
    _K.CURRY: bowls.draw_curry,
    _K.NOODLES: bowls.draw_noodles,
    _K.BOARD: plates.draw_board,
    _K.BRUSCHETTA: plates.draw_bruschetta,
    _K.VEGETABLES: bowls.draw_vegetables,
    _K.CAKE: sweets.draw_cake,
    _K.TIRAMISU: sweets.draw_tiramisu,
    _K.ICE_CREAM: sweets.draw_ice_cream,
    _K.PASTRY: sweets.draw_pastry,
    _K.FRUIT: sweets.draw_fruit,
    _K.COFFEE: drinks.draw_coffee,
    _K.TEA: drinks.draw_tea,
    _K.WATER: drinks.draw_water,
    _K.SOFT_DRINK: drinks.draw_soft_drink,
    _K.JUICE: drinks.draw_juice,
    _K.BEER: drinks.draw_beer,
    _K.WINE: drinks.draw_wine,
    _K.COCKTAIL: drinks.draw_cocktail,
    _K.PLATE: plates.draw_plate,
}

_ZOOMS = {"pizza": 1.06, "bowls": 1.2, "plates": 1.12, "sweets": 1.18}
"""How near to come: bowls are small on their table, glasses need their height."""


def draw_dish(*, name: str, category: str = "", ingredients: Sequence[str] = ()) -> bytes:
    """PNG, 1280 by 960; about a second of work. `save_picture` turns it into what menus show."""
    target = io.BytesIO()
    paint_dish(name=name, category=category, ingredients=ingredients).save(target, "PNG", compress_level=1)
    return target.getvalue()


def encode_dish(words: Words) -> EncodedPicture:
    """Ready to be stored; needs no database, so that it may run in another process."""
    name, category, ingredients = words
    return encode_image(paint_dish(name=name, category=category, ingredients=ingredients))


def paint_dish(*, name: str, category: str = "", ingredients: Sequence[str] = ()) -> Image.Image:
    canvas = Canvas(seed="|".join((name, category, *ingredients)))
    table(canvas)
    kind = tell_kind(name=name, category=category)
    hand = _HANDS[kind]
    hand(canvas, ingredients, name)
    return canvas.finished(zoom=_ZOOMS.get(hand.__module__.rsplit(".", 1)[-1], 1.0))
