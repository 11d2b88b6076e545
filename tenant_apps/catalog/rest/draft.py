"""The draft for staff: categories, items with their pictures, groups of choices."""

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
from comanda.kernel.http.schemas import schema
from tenant_apps.catalog.contracts import CategoryDraft, GroupDraft, ItemDraft
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
from tenant_apps.catalog.rest.serializers import PictureSerializer
from tenant_apps.catalog.selectors.drafts import (
    category_as_dict,
    category_draft,
    group_as_dict,
    group_draft,
    item_as_dict,
    item_draft,
    items_for_drafts,
)
from tenant_apps.catalog.selectors.editor import get_category, get_group, list_categories, list_groups
from tenant_apps.catalog.services.archive_items import archive_items
from tenant_apps.catalog.services.delete_category import delete_category
from tenant_apps.catalog.services.delete_group import delete_group
from tenant_apps.catalog.services.encode_picture import MAX_BYTES
from tenant_apps.catalog.services.save_category import save_category
from tenant_apps.catalog.services.save_group import save_group
from tenant_apps.catalog.services.save_item import save_item
from tenant_apps.catalog.services.set_picture import set_picture


def _find_item(*, item_id: int) -> Item:
    item: Item | None = items_for_drafts().filter(pk=item_id).first()
    if item is None:
        raise ItemNotFoundError()
    return item


def _archive_item(*, item_id: int) -> None:
    if not archive_items(item_ids=[item_id]):
        raise ItemNotFoundError()


class OfCategories(DraftView):
    kind, key = CategoryDraft, "category_id"
    find, draft, show = staticmethod(get_category), staticmethod(category_draft), staticmethod(category_as_dict)
    save, remove = staticmethod(save_category), staticmethod(delete_category)


class OfItems(DraftView):
    kind, key = ItemDraft, "item_id"
    find, draft, show = staticmethod(_find_item), staticmethod(item_draft), staticmethod(item_as_dict)
    save, remove = staticmethod(save_item), staticmethod(_archive_item)


class OfGroups(DraftView):
    kind, key = GroupDraft, "group_id"
    find, draft, show = staticmethod(get_group), staticmethod(group_draft), staticmethod(group_as_dict)
    save, remove = staticmethod(save_group), staticmethod(delete_group)


CategoryBody = schema(CategoryDraft, name="Category")
Category = schema(CategoryDraft, name="Category", id=int, slug=str, position=int)
ItemBody = schema(ItemDraft, name="Item")
ItemAnswer = schema(ItemDraft, name="Item", id=int, slug=str)
GroupBody = schema(GroupDraft, name="Group")
GroupAnswer = schema(GroupDraft, name="Group", id=int)


@describe_list("categories", CategoryBody, Category, add="Add a heading")
class CategoriesView(OfCategories, DraftList):
    @extend_schema(
        operation_id="categories_list",
        tags=TAGS,
        summary="Headings, in the menu's order",
        responses={200: Category(many=True)},
    )
    @requires("menu.view")
    def get(self, request: Request) -> Response:
        return Response([category_as_dict(category) for category in list_categories()])


@describe_entry(
    "categories",
    CategoryBody,
    Category,
    change="Change a heading",
    remove="Remove a heading",
    removal="Its items stay in the catalog, without a heading.",
)
class CategoryView(OfCategories, DraftEntry):
    pass


@describe_list(
    "items",
    ItemBody,
    ItemAnswer,
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
        responses={200: page_schema("ItemPage", ItemAnswer)},
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
    ItemBody,
    ItemAnswer,
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
        responses={200: ItemAnswer},
    )
    @requires("menu.edit")
    def put(self, request: Request, item_id: int) -> Response:
        upload = request.FILES.get("picture")
        data = upload.read(MAX_BYTES + 1) if upload else b""
        set_picture(item_id=item_id, data=data, alt=str(request.POST.get("alt", "")))
        return Response(item_as_dict(_find_item(item_id=item_id)))

    @extend_schema(operation_id="items_picture_destroy", tags=TAGS, request=None, responses={204: None})
    @requires("menu.edit")
    def delete(self, request: Request, item_id: int) -> Response:
        set_picture(item_id=item_id, data=None)
        return Response(status=status.HTTP_204_NO_CONTENT)


@describe_list("modifier_groups", GroupBody, GroupAnswer, add="Add a group of choices")
class GroupsView(OfGroups, DraftList):
    @extend_schema(
        operation_id="modifier_groups_list",
        tags=TAGS,
        summary="Groups of choices",
        responses={200: GroupAnswer(many=True)},
    )
    @requires("menu.view")
    def get(self, request: Request) -> Response:
        return Response([group_as_dict(group) for group in list_groups()])


@describe_entry("modifier_groups", GroupBody, GroupAnswer, change="Change a group of choices")
class GroupView(OfGroups, DraftEntry):
    pass
