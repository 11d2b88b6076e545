from django.urls import URLPattern, URLResolver, path

from tenant_apps.catalog.rest import draft, menus, prices

app_name = "catalog_rest"

urlpatterns: list[URLPattern | URLResolver] = [
    path("menus/<slug:venue>/", menus.MenuView.as_view(), name="menu"),
    path("menus/<slug:venue>/changes/", menus.ChangesView.as_view(), name="changes"),
    path("menus/<slug:venue>/publications/", menus.PublicationsView.as_view(), name="publications"),
    path("menus/<slug:venue>/eighty-six/", menus.EightySixesView.as_view(), name="eighty-sixes"),
    path("menus/<slug:venue>/eighty-six/<int:item_id>/", menus.EightySixView.as_view(), name="eighty-six"),
    path("categories/", draft.CategoriesView.as_view(), name="categories"),
    path("categories/<int:category_id>/", draft.CategoryView.as_view(), name="category"),
    path("items/", draft.ItemsView.as_view(), name="items"),
    path("items/<int:item_id>/", draft.ItemView.as_view(), name="item"),
    path("items/<int:item_id>/picture/", draft.PictureView.as_view(), name="picture"),
    path("items/<int:item_id>/prices/", prices.ItemPricesView.as_view(), name="item-prices"),
    path("items/<int:item_id>/listings/", prices.ItemListingsView.as_view(), name="item-listings"),
    path("items/<int:item_id>/listings/<int:venue_id>/", prices.ItemListingView.as_view(), name="item-listing"),
    path("modifier-groups/", draft.GroupsView.as_view(), name="groups"),
    path("modifier-groups/<int:group_id>/", draft.GroupView.as_view(), name="group"),
]
