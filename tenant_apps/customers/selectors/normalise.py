"""One spelling for what people type in many."""


def clean_email(text: str) -> str:
    return text.strip().lower()[:254]


def clean_phone(text: str) -> str:
    """`+39 02 123-456` -> `+3902123456`; `0039...` -> `+39...`; the empty string where there are no digits."""
    digits = "".join(sign for sign in text if sign.isascii() and sign.isdigit())
    if not digits:
        return ""
    if digits.startswith("00"):
        return f"+{digits[2:]}"[:30]
    return (f"+{digits}" if text.strip().startswith("+") else digits)[:30]
