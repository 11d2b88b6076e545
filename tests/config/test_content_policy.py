"""Our header is django-csp's, word for word, only sooner."""

import pytest
from csp.constants import HEADER
from csp.decorators import csp_exempt, csp_replace, csp_update
from csp.exceptions import CSPNonceError
from csp.middleware import CSPMiddleware
from django.http import HttpResponse
from django.test import RequestFactory

from comanda.config.content_policy import ContentPolicyMiddleware


def words(header):
    """The directives in whatever order, each with its sources in order."""
    return {part.strip() for part in header.split(";")} if header is not None else None


def plain(request):
    return HttpResponse("x")


def with_nonce(request):
    return HttpResponse(str(request.csp_nonce))


def with_header(request):
    return HttpResponse("x", headers={HEADER: "default-src 'none'"})


@pytest.mark.parametrize(
    "view",
    [
        plain,
        with_nonce,
        with_header,
        csp_exempt()(plain),
        csp_update({"img-src": ["https://tiles.example"]})(with_nonce),
        csp_replace({"script-src": ["'none'"]})(plain),
    ],
)
@pytest.mark.parametrize("debug", [False, True])
def test_the_header_is_the_one_that_the_settings_say(view, debug, settings):
    settings.DEBUG = debug
    ours, theirs = RequestFactory().get("/"), RequestFactory().get("/")
    ours._csp_nonce = theirs._csp_nonce = "abc" if view.__name__ == "with_nonce" else None
    found = ContentPolicyMiddleware(view)(ours).headers.get(HEADER)
    assert words(found) == words(CSPMiddleware(view)(theirs).headers.get(HEADER))


def test_every_answer_has_a_nonce_of_its_own():
    middleware = ContentPolicyMiddleware(with_nonce)
    answers = [middleware(RequestFactory().get("/")) for _n in range(2)]
    first, second = (answer.content.decode() for answer in answers)
    assert first != second
    for answer in answers:
        assert f"script-src 'self' 'nonce-{answer.content.decode()}'" in answer.headers[HEADER]
    assert first not in answers[1].headers[HEADER]


def test_a_nonce_made_after_the_header_is_refused():
    request = RequestFactory().get("/")
    ContentPolicyMiddleware(plain)(request)
    with pytest.raises(CSPNonceError):
        str(request.csp_nonce)


def test_a_report_only_policy_is_sent_too(settings):
    settings.CONTENT_SECURITY_POLICY_REPORT_ONLY = {"DIRECTIVES": {"default-src": ["'self'"]}}
    answer = ContentPolicyMiddleware(plain)(RequestFactory().get("/"))
    assert "Content-Security-Policy-Report-Only" in answer.headers
    assert HEADER in answer.headers
