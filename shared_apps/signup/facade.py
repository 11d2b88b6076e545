"""What the composition root hands to sign-up: steps of higher rooms, and the countries we can open in."""

from shared_apps.signup.contracts import Answers, SignupStep, StepInput
from shared_apps.signup.selectors.countries import register_countries
from shared_apps.signup.services.forget_owner import forget_owner
from shared_apps.signup.services.steps import register_step

__all__ = ["Answers", "SignupStep", "StepInput", "forget_owner", "register_countries", "register_step"]
