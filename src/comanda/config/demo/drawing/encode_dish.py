"""A dish's picture ready to be stored; needs no database, so that it may run in another process."""

from comanda.config.demo.drawing.paint_dish import paint_dish
from tenant_apps.catalog.services.encode_picture import EncodedPicture, encode_image

Words = tuple[str, str, tuple[str, ...]]
"""Name, heading, ingredients."""


def encode_dish(words: Words) -> EncodedPicture:
    name, category, ingredients = words
    return encode_image(paint_dish(name=name, category=category, ingredients=ingredients))
