"""What managers send and see of a venue."""

from dataclasses import dataclass, field, fields
from datetime import date, time
from decimal import Decimal

from tenant_apps.venues.contracts import (
    HoursException,
    NewVenue,
    NewZone,
    OpeningHours,
    ServiceType,
    TableInfo,
    VenueInfo,
    VenueProfile,
    ZoneInfo,
)


@dataclass(frozen=True, slots=True)
class NewVenueBody:
    """A venue to be opened. Its hours, zones and tables follow; so does everything in `settings/`."""

    name: str = field(metadata={"most": 120})
    city: str = field(metadata={"most": 100})
    address: str = field(default="", metadata={"most": 200})
    postcode: str = field(default="", metadata={"most": 16})
    phone: str = field(default="", metadata={"most": 40})

    def new_venue(self) -> NewVenue:
        return NewVenue(name=self.name, city=self.city, address=self.address, postcode=self.postcode, phone=self.phone)


@dataclass(frozen=True, slots=True)
class SettingsBody:
    """How a venue works. What is left out stays as it is; a list is replaced as a whole."""

    name: str = field(metadata={"most": 120})
    address: str = field(metadata={"most": 200})
    city: str = field(metadata={"most": 100})
    postcode: str = field(metadata={"most": 16})
    phone: str = field(metadata={"most": 40})
    email: str = field(metadata={"most": 254})
    timezone: str = field(metadata={"most": 64})
    latitude: Decimal | None = field(metadata={"least": -90, "most": 90})
    longitude: Decimal | None = field(metadata={"least": -180, "most": 180})
    services: tuple[ServiceType, ...]
    prep_minutes: int = field(metadata={"least": 1, "most": 240, "about": "Usual minutes from acceptance to ready."})
    last_order_minutes: int = field(metadata={"least": 0, "most": 240, "about": "Before closing."})
    slot_minutes: int = field(metadata={"least": 5, "most": 120, "about": "Between the times a guest may ask for."})
    days_ahead: int = field(metadata={"least": 0, "most": 30, "about": "0: orders for today only."})
    auto_accept: bool = field(metadata={"about": "Paid orders go to the kitchen without anybody pressing Accept."})
    day_ends_at: time = field(metadata={"about": "Sales before it belong to the evening before."})
    is_active: bool = field(metadata={"about": "Whether guests see the venue."})
    tax_number: str = field(metadata={"most": 32})
    sales_tax_percent: Decimal | None = field(
        metadata={"least": 0, "most": 99, "about": "Added to prices, where towns set the tax; null: not told yet."}
    )

    @classmethod
    def of(cls, venue: VenueInfo) -> "SettingsBody":
        values = {one.name: getattr(venue, one.name) for one in fields(cls)}
        return cls(**values | {"services": tuple(sorted(venue.services))})

    def profile(self) -> VenueProfile:
        values = {one.name: getattr(self, one.name) for one in fields(self)}
        return VenueProfile(**values | {"services": frozenset(self.services)})


@dataclass(frozen=True, slots=True)
class WeekBody:
    """The whole week; an interval that closes at or before it opens runs past midnight."""

    week: tuple[OpeningHours, ...]


@dataclass(frozen=True, slots=True)
class ExceptionBody:
    """A day that differs: other hours, or none at all."""

    name: str = field(metadata={"most": 100, "about": "Guests read it, such as “Christmas”."})
    intervals: tuple[tuple[time, time], ...] = field(
        default=(), metadata={"about": "Pairs of opening and closing; none: closed."}
    )

    def on(self, day: date) -> HoursException:
        return HoursException(day=day, name=self.name, intervals=self.intervals)


@dataclass(frozen=True, slots=True)
class ZoneBody:
    """Where a venue delivers, as drawn by its owner."""

    name: str = field(metadata={"most": 100})
    polygon: tuple[tuple[float, float], ...] = field(metadata={"about": "Outer ring as [longitude, latitude]."})
    fee: Decimal = field(default=Decimal(0), metadata={"least": 0, "most": 999_999})
    minimum: Decimal = field(default=Decimal(0), metadata={"least": 0, "most": 999_999})
    free_from: Decimal | None = field(
        default=None, metadata={"least": 0, "most": 999_999, "about": "Basket from which delivery is free."}
    )
    minutes: int = field(default=20, metadata={"least": 0, "most": 240, "about": "Usual minutes on the road."})
    postcodes: tuple[str, ...] = field(default=(), metadata={"most": 16})
    priority: int = field(
        default=0, metadata={"least": 0, "most": 999, "about": "Where zones overlap, the lowest number counts."}
    )

    @classmethod
    def of(cls, zone: ZoneInfo) -> "ZoneBody":
        return cls(**{one.name: getattr(zone, one.name) for one in fields(cls)})

    def zone(self) -> NewZone:
        return NewZone(**{one.name: getattr(self, one.name) for one in fields(self)})


@dataclass(frozen=True, slots=True)
class TablesBody:
    """Names a venue already has are left as they are: adding twice adds once."""

    names: tuple[str, ...] = field(metadata={"most": 40})
    seats: int = field(default=4, metadata={"least": 1, "most": 100})


@dataclass(frozen=True, slots=True)
class TableBody:
    name: str = field(metadata={"most": 40})
    seats: int = field(metadata={"least": 1, "most": 100})

    @classmethod
    def of(cls, table: TableInfo) -> "TableBody":
        return cls(name=table.name, seats=table.seats)


def settings_answer(venue: VenueInfo) -> dict[str, object]:
    """With the clock as it is read: hours and minutes."""
    body = SettingsBody.of(venue)
    values = {one.name: getattr(body, one.name) for one in fields(body)}
    return values | {
        "id": venue.id,
        "slug": venue.slug,
        "code": venue.code,
        "currency": venue.currency,
        "day_ends_at": f"{venue.day_ends_at:%H:%M}",
    }
