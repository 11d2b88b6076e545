"""What other rooms may ask about people and their way in."""

from shared_apps.accounts.selectors.signed_in import user_id_of
from shared_apps.accounts.selectors.users import find_user, get_user, list_users
from shared_apps.accounts.services.check_password import check_password
from shared_apps.accounts.services.create_user import create_user
from shared_apps.accounts.services.entry_tokens import issue_entry_token, redeem_entry_token
from shared_apps.accounts.services.forget_user import forget_user
from shared_apps.accounts.services.landing import register_landing
from shared_apps.accounts.services.send_verification import send_verification
from shared_apps.accounts.services.set_active import end_sessions, set_active
from shared_apps.accounts.services.sign_in import sign_in

__all__ = [
    "check_password",
    "create_user",
    "end_sessions",
    "find_user",
    "forget_user",
    "get_user",
    "issue_entry_token",
    "list_users",
    "redeem_entry_token",
    "register_landing",
    "send_verification",
    "set_active",
    "sign_in",
    "user_id_of",
]
