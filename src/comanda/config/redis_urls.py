"""One Redis address in the spellings its clients want."""

from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit


def with_database(url: str, number: int) -> str:
    """The same server, another numbered database: `unix:///run/redis.sock?db=1`, `redis://host:6379/1`."""
    parts = urlsplit(url)
    query = dict(parse_qsl(parts.query))
    if parts.scheme == "unix":
        return f"unix://{parts.path}?{urlencode(query | {'db': str(number)})}"
    return urlunsplit(parts._replace(path=f"/{number}"))


def for_celery(url: str) -> str:
    """kombu spells a socket `redis+socket://` and its database `virtual_host`, and believes any server's certificate
    unless it is told to look; other addresses pass unchanged.
    """
    parts = urlsplit(url)
    query = dict(parse_qsl(parts.query))
    if parts.scheme == "rediss":
        return urlunsplit(parts._replace(query=urlencode({"ssl_cert_reqs": "required"} | query)))
    if parts.scheme != "unix":
        return url
    number = query.get("db", "0")
    return f"redis+socket://{parts.path}?virtual_host={number}"
