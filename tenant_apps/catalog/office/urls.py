from django.urls import URLPattern, URLResolver, path

from tenant_apps.catalog.office import categories, edits, groups, ingredients, items, menu

app_name = "catalog_office"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", menu.menu, name="menu"),
    path("bar/", menu.publish_bar, name="bar"),
    path("changes/", menu.changes, name="changes"),
    path("export/", menu.export, name="export"),
    path("publish/", edits.publish, name="publish"),
    path("order/", edits.item_order, name="item_order"),
    path("bulk/", edits.bulk, name="bulk"),
    path("prices/<str:key>/undo/", edits.undo_prices, name="undo_prices"),
    path("removed/", menu.removed, name="removed"),
    path("restore/", edits.restore, name="restore"),
    path("sizes/<int:size_id>/price/", edits.price, name="price"),
    path("categories/new/", categories.edit, name="new_category"),
    path("categories/order/", edits.category_order, name="category_order"),
    path("categories/<int:category_id>/", categories.edit, name="category"),
    path("categories/<int:category_id>/delete/", categories.delete, name="delete_category"),
    path("items/new/", items.edit, name="new_item"),
    path("items/<int:item_id>/", items.edit, name="item"),
    path("items/<int:item_id>/sold-out/", edits.sold_out, name="sold_out"),
    path("ingredients/", ingredients.ingredients, name="ingredients"),
    path("ingredients/<int:ingredient_id>/allergens/", ingredients.allergens, name="ingredient_allergens"),
    path("choices/", groups.groups, name="groups"),
    path("choices/new/", groups.edit, name="new_group"),
    path("choices/<int:group_id>/", groups.edit, name="group"),
    path("choices/<int:group_id>/delete/", groups.delete, name="delete_group"),
]
