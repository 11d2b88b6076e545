import json

from django.http import Http404
from rest_framework import exceptions, serializers

from comanda.kernel.errors import ConflictError, NotFoundError
from comanda.kernel.errors_rest import exception_handler
from comanda.kernel.http.answers import PROBLEM_JSON


def answer(error):
    response = exception_handler(error, {})
    assert response["Content-Type"] == PROBLEM_JSON
    response.problem = json.loads(response.content)
    assert response.problem["status"] == response.status_code
    return response


def test_a_refusal_keeps_its_code_fields_and_remedy():
    problem = answer(ConflictError("Gone.", code="stale", fields={"total": ["It changed."]}, remedy="Reload.")).problem
    assert problem["code"] == "stale"
    assert problem["fields"] == {"total": ["It changed."]}
    assert problem["remedy"] == "Reload."
    assert problem["type"] == "urn:comanda:error:stale"


def test_nested_validation_errors_become_paths():
    class Line(serializers.Serializer):
        quantity = serializers.IntegerField(min_value=1)

    class Basket(serializers.Serializer):
        lines = Line(many=True)

    basket = Basket(data={"lines": [{"quantity": 1}, {"quantity": 0}]})
    assert not basket.is_valid()
    problem = answer(exceptions.ValidationError(basket.errors)).problem
    assert list(problem["fields"]) == ["lines.1.quantity"]


def test_the_frameworks_own_errors_speak_the_same_way():
    assert answer(Http404()).problem["code"] == NotFoundError.code
    assert answer(exceptions.NotAuthenticated()).status_code == 401
    throttled = answer(exceptions.Throttled(wait=7))
    assert throttled.status_code == 429
    assert throttled["Retry-After"] == "7"


def test_a_crash_is_left_to_be_a_crash():
    assert exception_handler(ZeroDivisionError(), {}) is None
