"""The demo's pictures: dishes drawn from their words. `paint_dish` is the way in."""
