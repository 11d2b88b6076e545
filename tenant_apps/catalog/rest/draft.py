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
from comanda.kernel.http.pagination import NewestFirstPagination
from tenant_apps.catalog.errors import CategoryNotFoundError, GroupNotFoundError, ItemNotFoundError
from tenant_apps.catalog.models import Category, Item, ModifierGroup
from tenant_apps.catalog.rest import examples
from tenant_apps.catalog.rest.serializers import (
    CategorySerializer,
    GroupSerializer,
    ItemPageSerializer,
    ItemSerializer,
    PictureSerializer,
)
from tenant_apps.catalog.selectors.drafts import category_as_dict, group_as_dict, item_as_dict, items_for_drafts
from tenant_apps.catalog.services.archive_items import archive_items
from tenant_apps.catalog.services.delete_category import delete_category
from tenant_apps.catalog.services.delete_group import delete_group
from tenant_apps.catalog.services.encode_picture import MAX_BYTES
from tenant_apps.catalog.services.save_category import save_category
from tenant_apps.catalog.services.save_group import save_group
from tenant_apps.catalog.services.save_item import save_item
from tenant_apps.catalog.services.set_picture import set_picture


def _category(category_id: int) -> dict[str, Any]:
    category = Category.objects.filter(pk=category_id).first()
    if category is None:
        raise CategoryNotFoundError()
    return category_as_dict(category)


def _item(item_id: int) -> dict[str, Any]:
    item: Item | None = items_for_drafts().filter(pk=item_id).first()
    if item is None:
        raise ItemNotFoundError()
    return item_as_dict(item)


def _group(group_id: int) -> dict[str, Any]:
    group = ModifierGroup.objects.prefetch_related("options__item").filter(pk=group_id).first()
    if group is None:
        raise GroupNotFoundError()
    return group_as_dict(group)


class CategoriesView(APIView):
    @extend_schema(
        operation_id="categories_list",
        tags=["catalog"],
        summary="Headings, in the menu's order",
        responses={200: CategorySerializer(many=True)},
    )
    @requires("menu.view")
    def get(self, request: Request) -> Response:
        return Response([category_as_dict(category) for category in Category.objects.all()])

    @extend_schema(
        operation_id="categories_create",
        tags=["catalog"],
        summary="Add a heading",
        request=CategorySerializer,
        responses={201: CategorySerializer},
    )
    @requires("menu.edit")
    def post(self, request: Request) -> Response:
        wanted = CategorySerializer(data=request.data)
        wanted.is_valid(raise_exception=True)
        category_id = save_category(draft=wanted.as_draft())
        return Response(_category(category_id), status=status.HTTP_201_CREATED)


class CategoryView(APIView):
    @extend_schema(operation_id="categories_retrieve", tags=["catalog"], responses={200: CategorySerializer})
    @requires("menu.view")
    def get(self, request: Request, category_id: int) -> Response:
        return Response(_category(category_id))

    @extend_schema(
        operation_id="categories_partial_update",
        tags=["catalog"],
        summary="Change a heading",
        request=CategorySerializer(partial=True),
        responses={200: CategorySerializer},
    )
    @requires("menu.edit")
    def patch(self, request: Request, category_id: int) -> Response:
        wanted = CategorySerializer(_category(category_id), data=request.data, partial=True)
        wanted.is_valid(raise_exception=True)
        save_category(category_id=category_id, draft=wanted.as_draft())
        return Response(_category(category_id))

    @extend_schema(
        operation_id="categories_destroy",
        tags=["catalog"],
        summary="Remove a heading",
        request=None,
        responses={204: None},
        description="Its items stay in the catalog, without a heading.",
    )
    @requires("menu.edit")
    def delete(self, request: Request, category_id: int) -> Response:
        delete_category(category_id=category_id)
        return Response(status=status.HTTP_204_NO_CONTENT)


class ItemsView(APIView):
    @extend_schema(
        operation_id="items_list",
        tags=["catalog"],
        summary="Items of the draft, newest first",
        parameters=[
            OpenApiParameter("search", str, description="Words in name, code, description or ingredients."),
            OpenApiParameter("category", OpenApiTypes.INT, description="Only this heading's."),
            OpenApiParameter("cursor", str, description="Where the page before pointed to."),
        ],
        responses={200: ItemPageSerializer},
    )
    @requires("menu.view")
    def get(self, request: Request) -> Response:
        rows = items_for_drafts().matching(request.query_params.get("search", ""))
        category = request.query_params.get("category", "")
        if category.isdecimal():
            rows = rows.filter(category_id=int(category))
        pages = NewestFirstPagination()
        page = pages.paginate_queryset(rows, request, view=self) or []
        return pages.get_paginated_response([item_as_dict(item) for item in page])

    @extend_schema(
        operation_id="items_create",
        tags=["catalog"],
        summary="Add an item",
        request=ItemSerializer,
        responses={201: ItemSerializer},
        examples=[OpenApiExample("A pizza in two sizes", examples.ITEM, request_only=True)],
    )
    @requires("menu.edit")
    def post(self, request: Request) -> Response:
        wanted = ItemSerializer(data=request.data)
        wanted.is_valid(raise_exception=True)
        item_id = save_item(draft=wanted.as_draft())
        return Response(_item(item_id), status=status.HTTP_201_CREATED)


class ItemView(APIView):
    @extend_schema(operation_id="items_retrieve", tags=["catalog"], responses={200: ItemSerializer})
    @requires("menu.view")
    def get(self, request: Request, item_id: int) -> Response:
        return Response(_item(item_id))

    @extend_schema(
        operation_id="items_partial_update",
        tags=["catalog"],
        summary="Change an item",
        request=ItemSerializer(partial=True),
        responses={200: ItemSerializer},
    )
    @requires("menu.edit")
    def patch(self, request: Request, item_id: int) -> Response:
        wanted = ItemSerializer(_item(item_id), data=request.data, partial=True)
        wanted.is_valid(raise_exception=True)
        save_item(item_id=item_id, draft=wanted.as_draft())
        return Response(_item(item_id))

    @extend_schema(
        operation_id="items_destroy",
        tags=["catalog"],
        summary="Remove an item",
        request=None,
        responses={204: None},
        description="Published menus and past orders keep it.",
    )
    @requires("menu.edit")
    def delete(self, request: Request, item_id: int) -> Response:
        if not archive_items(item_ids=[item_id]):
            raise ItemNotFoundError()
        return Response(status=status.HTTP_204_NO_CONTENT)


class PictureView(APIView):
    parser_classes = [MultiPartParser]

    @extend_schema(
        operation_id="items_picture_update",
        tags=["catalog"],
        summary="Give an item its picture",
        request={"multipart/form-data": PictureSerializer},
        responses={200: ItemSerializer},
    )
    @requires("menu.edit")
    def put(self, request: Request, item_id: int) -> Response:
        upload = request.FILES.get("picture")
        data = upload.read(MAX_BYTES + 1) if upload else b""
        set_picture(item_id=item_id, data=data, alt=str(request.POST.get("alt", "")))
        return Response(_item(item_id))

    @extend_schema(operation_id="items_picture_destroy", tags=["catalog"], request=None, responses={204: None})
    @requires("menu.edit")
    def delete(self, request: Request, item_id: int) -> Response:
        set_picture(item_id=item_id, data=None)
        return Response(status=status.HTTP_204_NO_CONTENT)


class GroupsView(APIView):
    @extend_schema(
        operation_id="modifier_groups_list",
        tags=["catalog"],
        summary="Groups of choices",
        responses={200: GroupSerializer(many=True)},
    )
    @requires("menu.view")
    def get(self, request: Request) -> Response:
        rows = ModifierGroup.objects.prefetch_related("options__item")
        return Response([group_as_dict(group) for group in rows])

    @extend_schema(
        operation_id="modifier_groups_create",
        tags=["catalog"],
        summary="Add a group of choices",
        request=GroupSerializer,
        responses={201: GroupSerializer},
    )
    @requires("menu.edit")
    def post(self, request: Request) -> Response:
        wanted = GroupSerializer(data=request.data)
        wanted.is_valid(raise_exception=True)
        group_id = save_group(draft=wanted.as_draft())
        return Response(_group(group_id), status=status.HTTP_201_CREATED)


class GroupView(APIView):
    @extend_schema(operation_id="modifier_groups_retrieve", tags=["catalog"], responses={200: GroupSerializer})
    @requires("menu.view")
    def get(self, request: Request, group_id: int) -> Response:
        return Response(_group(group_id))

    @extend_schema(
        operation_id="modifier_groups_partial_update",
        tags=["catalog"],
        summary="Change a group of choices",
        request=GroupSerializer(partial=True),
        responses={200: GroupSerializer},
    )
    @requires("menu.edit")
    def patch(self, request: Request, group_id: int) -> Response:
        wanted = GroupSerializer(_group(group_id), data=request.data, partial=True)
        wanted.is_valid(raise_exception=True)
        save_group(group_id=group_id, draft=wanted.as_draft())
        return Response(_group(group_id))

    @extend_schema(operation_id="modifier_groups_destroy", tags=["catalog"], request=None, responses={204: None})
    @requires("menu.edit")
    def delete(self, request: Request, group_id: int) -> Response:
        delete_group(group_id=group_id)
        return Response(status=status.HTTP_204_NO_CONTENT)
