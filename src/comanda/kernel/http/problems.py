"""Problems in the OpenAPI document: every operation may end in one, whichever it names for itself."""

from typing import Any

from drf_spectacular.utils import inline_serializer
from rest_framework import serializers

from comanda.kernel.http.answers import PROBLEM_JSON

Problem = inline_serializer(
    "Problem",
    {
        "type": serializers.CharField(),
        "title": serializers.CharField(),
        "status": serializers.IntegerField(),
        "code": serializers.CharField(help_text="Stable: write code against this."),
        "remedy": serializers.CharField(required=False),
        "fields": serializers.DictField(child=serializers.ListField(child=serializers.CharField()), required=False),
    },
)


def problems(*statuses: int) -> dict[Any, Any]:
    """The problem+json answers an operation may give, for its `responses`."""
    return {(status, PROBLEM_JSON): Problem for status in statuses}


_ANYTHING_ELSE = {
    "description": "What went wrong, as RFC 9457 has it: `code` says which, `fields` where.",
    "content": {PROBLEM_JSON: {"schema": {"$ref": "#/components/schemas/Problem"}}},
}


def add_problems(result: dict[str, Any], generator: Any, request: Any, public: bool) -> dict[str, Any]:
    """For SPECTACULAR_SETTINGS["POSTPROCESSING_HOOKS"]: not found, not signed in, conflict... for every operation."""
    for path in result["paths"].values():
        for operation in path.values():
            if isinstance(operation, dict) and "responses" in operation:
                operation["responses"].setdefault("default", _ANYTHING_ELSE)
    return result
