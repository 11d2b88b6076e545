"""Finding and making people by their e-mail address."""

from typing import Any

from django.contrib.auth.base_user import BaseUserManager


class UserManager(BaseUserManager[Any]):
    """Addresses are kept in lower case, so that Ada@x.it and ada@x.it are one person."""

    @classmethod
    def normalize_email(cls, email: str | None) -> str:
        return (email or "").strip().lower()

    def get_by_natural_key(self, username: str | None) -> Any:
        return self.get(email=self.normalize_email(username))

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> Any:
        """A person with a hashed password (None: none usable). Raises ValueError without an address."""
        address = self.normalize_email(email)
        if not address:
            raise ValueError("a user needs an e-mail address")
        user = self.model(email=address, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user
