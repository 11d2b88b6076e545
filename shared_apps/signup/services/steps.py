"""What happens between the last click and the open door. Higher rooms hand their steps down at start."""

from shared_apps.signup.contracts import SignupStep

_steps: dict[str, SignupStep] = {}


def register_step(step: SignupStep) -> None:
    """Steps run in the order they are registered, after the tenant exists and in its context."""
    _steps[step.name] = step


def registered_steps() -> tuple[SignupStep, ...]:
    return tuple(_steps.values())
