from shared_apps.accounts.facade import get_user
from tenant_apps.customers.models import Customer


def follow_email(*, user_id: int) -> None:
    """Write to a registered customer where they sign in. The account is asked, not the event: events may come late, and
    the latest address is the one that counts. Nothing for somebody who never ordered here.
    Raises UserNotFoundError.
    """
    Customer.objects.filter(user_id=user_id).update(email=get_user(user_id=user_id).email)
