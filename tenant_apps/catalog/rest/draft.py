"""The draft for staff: categories, items with their pictures, groups of choices."""

from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiExample, OpenApiParameter, extend_schema
from rest_framework import status
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from comanda.kernel.access import requires
from comanda.kernel.http.pagination import PAGE_PARAMETERS, page_of, page_schema
from comanda.kernel.http.queries import number_in
from tenant_apps.catalog.errors import ItemNotFoundError
from tenant_apps.catalog.models import Item
from tenant_apps.catalog.rest import examples
from tenant_apps.catalog.rest.draft_views import (
    TAGS,
    DraftEntry,
    DraftList,
    DraftView,
    describe_entry,
    describe_list,
)
from tenant_apps.catalog.rest.serializers import (
    CategorySerializer,
    GroupSerializer,
    ItemSerializer,
    PictureSerializer,
)
from tenant_apps.catalog.selectors.drafts import category_as_dict, group_as_dict, item_as_dict, items_for_drafts
from tenant_apps.catalog.selectors.editor import get_category, get_group, list_categories, list_groups
from tenant_apps.catalog.services.archive_items import archive_items
from tenant_apps.catalog.services.delete_category import delete_category
from tenant_apps.catalog.services.delete_group import delete_group
from tenant_apps.catalog.services.encode_picture import MAX_BYTES
from tenant_apps.catalog.services.save_category import save_category
from tenant_apps.catalog.services.save_group import save_group
from tenant_apps.catalog.services.save_item import save_item
from tenant_apps.catalog.services.set_picture import set_picture


def _category(*, category_id: int) -> dict[str, Any]:
    return category_as_dict(get_category(category_id=category_id))


def _item(*, item_id: int) -> dict[str, Any]:
    item: Item | None = items_for_drafts().filter(pk=item_id).first()
    if item is None:
        raise ItemNotFoundError()
    return item_as_dict(item)


def _archive_item(*, item_id: int) -> None:
    if not archive_items(item_ids=[item_id]):
        raise ItemNotFoundError()


def _group(*, group_id: int) -> dict[str, Any]:
    return group_as_dict(get_group(group_id=group_id))


class OfCategories(DraftView):
    serializer = CategorySerializer
    key = "category_id"
    read, save, remove = staticmethod(_category), staticmethod(save_category), staticmethod(delete_category)


class OfItems(DraftView):
    serializer = ItemSerializer
    key = "item_id"
    read, save, remove = staticmethod(_item), staticmethod(save_item), staticmethod(_archive_item)


class OfGroups(DraftView):
    serializer = GroupSerializer
    key = "group_id"
    read, save, remove = staticmethod(_group), staticmethod(save_group), staticmethod(delete_group)


@describe_list("categories", CategorySerializer, add="Add a heading")
class CategoriesView(OfCategories, DraftList):
    @extend_schema(
        operation_id="categories_list",
        tags=TAGS,
        summary="Headings, in the menu's order",
        responses={200: CategorySerializer(many=True)},
    )
    @requires("menu.view")
    def get(self, request: Request) -> Response:
        return Response([category_as_dict(category) for category in list_categories()])


@describe_entry(
    "categories",
    CategorySerializer,
    change="Change a heading",
    remove="Remove a heading",
    removal="Its items stay in the catalog, without a heading.",
)
class CategoryView(OfCategories, DraftEntry):
    pass


@describe_list(
    "items",
    ItemSerializer,
    add="Add an item",
    example=OpenApiExample("A pizza in two sizes", examples.ITEM, request_only=True),
)
class ItemsView(OfItems, DraftList):
    @extend_schema(
        operation_id="items_list",
        tags=TAGS,
        summary="Items of the draft, newest first",
        parameters=[
            OpenApiParameter("search", str, description="Words in name, code, description or ingredients."),
            OpenApiParameter("category", OpenApiTypes.INT, description="Only this heading's."),
            *PAGE_PARAMETERS,
        ],
        responses={200: page_schema("ItemPage", ItemSerializer)},
    )
    @requires("menu.view")
    def get(self, request: Request) -> Response:
        rows = items_for_drafts().matching(request.query_params.get("search", "")).order_by("-pk")
        category = number_in(request, "category")
        if category is not None:
            rows = rows.filter(category_id=category)

        def fetch(before: int | None, limit: int) -> list[Item]:
            return list((rows if before is None else rows.filter(pk__lt=before))[:limit])

        return page_of(request, fetch, show=item_as_dict, key="pk")


@describe_entry(
    "items",
    ItemSerializer,
    change="Change an item",
    remove="Remove an item",
    removal="Published menus and past orders keep it.",
)
class ItemView(OfItems, DraftEntry):
    pass


class PictureView(APIView):
    parser_classes = [MultiPartParser]

    @extend_schema(
        operation_id="items_picture_update",
        tags=TAGS,
        summary="Give an item its picture",
        request={"multipart/form-data": PictureSerializer},
        responses={200: ItemSerializer},
    )
    @requires("menu.edit")
    def put(self, request: Request, item_id: int) -> Response:
        upload = request.FILES.get("picture")
        data = upload.read(MAX_BYTES + 1) if upload else b""
        set_picture(item_id=item_id, data=data, alt=str(request.POST.get("alt", "")))
        return Response(_item(item_id=item_id))

    @extend_schema(operation_id="items_picture_destroy", tags=TAGS, request=None, responses={204: None})
    @requires("menu.edit")
    def delete(self, request: Request, item_id: int) -> Response:
        set_picture(item_id=item_id, data=None)
        return Response(status=status.HTTP_204_NO_CONTENT)


@describe_list("modifier_groups", GroupSerializer, add="Add a group of choices")
class GroupsView(OfGroups, DraftList):
    @extend_schema(
        operation_id="modifier_groups_list",
        tags=TAGS,
        summary="Groups of choices",
        responses={200: GroupSerializer(many=True)},
    )
    @requires("menu.view")
    def get(self, request: Request) -> Response:
        return Response([group_as_dict(group) for group in list_groups()])


@describe_entry("modifier_groups", GroupSerializer, change="Change a group of choices")
class GroupView(OfGroups, DraftEntry):
    pass
