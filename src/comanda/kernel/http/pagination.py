"""Cursor pages: stable while rows arrive, as cheap on page 1 000 as on page 1."""

from rest_framework.pagination import CursorPagination


class NewestFirstPagination(CursorPagination):
    """Newest first by id. A list in another order subclasses this and sets `ordering` to unique, indexed columns."""

    ordering = "-id"
    page_size = 50
    page_size_query_param = "page_size"
    max_page_size = 200
