"""Static files under their content's name, compressed beside it, without what nobody asks for.

Collecting took a minute of processor time: other packages' files and source maps, everything twice (under its own name,
too), all of it at Brotli's last level.
"""

import brotli
from whitenoise.compress import Compressor
from whitenoise.storage import CompressedManifestStaticFilesStorage

LARGE = 200_000
"""Bytes. Nothing on a guest's or a restaurant's page is as large: the bundles of the API's documentation are."""
QUICK = 9
"""Brotli's level for those: a fortieth of the time of its last, 11, which everything else has."""


class SparingCompressor(Compressor):  # type: ignore[misc]  # whitenoise has no types
    @staticmethod
    def compress_brotli(data: bytes) -> bytes:
        return bytes(brotli.compress(data, quality=QUICK if len(data) > LARGE else 11))


class ProductFilesStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    keep_only_hashed_files = True
    # Django's own but for source maps, which are not collected.
    patterns = (
        (
            "*.css",
            (
                r"""(?P<matched>url\(['"]{0,1}\s*(?P<url>.*?)["']{0,1}\))""",
                (r"""(?P<matched>@import\s*["']\s*(?P<url>.*?)["'])""", """@import url("%(url)s")"""),
            ),
        ),
    )

    def create_compressor(self, **kwargs: object) -> Compressor:
        return SparingCompressor(**kwargs)
