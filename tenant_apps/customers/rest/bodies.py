"""What customers send about themselves."""

from dataclasses import dataclass, field, fields
from decimal import Decimal

from tenant_apps.customers.contracts import CustomerInfo


@dataclass(frozen=True, slots=True)
class AddressBody:
    """An entry of the address book."""

    street: str = field(metadata={"most": 200})
    city: str = field(metadata={"most": 100})
    label: str = field(default="", metadata={"most": 60})
    postcode: str = field(default="", metadata={"most": 20})
    details: str = field(default="", metadata={"most": 200, "about": "Floor, bell, gate code."})
    latitude: Decimal | None = field(default=None, metadata={"least": -90, "most": 90})
    longitude: Decimal | None = field(default=None, metadata={"least": -180, "most": 180})
    is_default: bool = False

    def values(self) -> dict[str, object]:
        return {one.name: getattr(self, one.name) for one in fields(self)}


@dataclass(frozen=True, slots=True)
class ProfileBody:
    """What is left out stays as it is. The address for signing in is changed at `account/email`."""

    name: str = field(metadata={"most": 120})
    phone: str = field(metadata={"most": 30})
    language: str = field(metadata={"most": 10})

    @classmethod
    def of(cls, customer: CustomerInfo) -> "ProfileBody":
        return cls(name=customer.name, phone=customer.phone, language=customer.language)
