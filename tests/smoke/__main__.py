"""python -m tests.smoke [--port N] [--host localhost]: exits 0 where everything passed, 1 otherwise."""

import argparse
import os
import sys

from tests.smoke import app, guest, neighbours, opening, staff
from tests.smoke.browser import Browser
from tests.smoke.report import Report
from tests.smoke.stage import Stage


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=int(os.environ.get("PORT", "8000")))
    parser.add_argument("--host", default=os.environ.get("PLATFORM_HOST", "localhost"))
    asked = parser.parse_args()
    report = Report()
    stage = Stage(report=report, port=asked.port, host=asked.host)
    with report.chapter(f"Is it there? ({stage.platform})"):
        try:
            ready = Browser().get(f"{stage.platform}/readyz")
        except OSError as error:
            report.check("the server answers", False, f"{error}: start it with make run PORT={asked.port}")
            print(report.summary())
            return 1
        report.check("the server is ready", ready.status == 200, ready.text)
        report.check("and alive", Browser().get(f"{stage.platform}/healthz").status == 200)
    with report.chapter("Sign-up"):
        stage.first = opening.sign_up(stage, "Trattoria Prova", f"smoke-{stage.run}", country="IT", city="Milano")
    for title, chapter in (
        ("Hours, delivery, tables", opening.furnish),
        ("Menu from a file", opening.import_menu),
        ("Publication", opening.publish),
        ("A guest on the web", guest.browse_and_order),
        ("An app over the API", guest.order_by_api),
        ("Cards", guest.pay_by_card),
        ("Delivery", guest.have_it_delivered),
        ("The order board", staff.accept),
        ("The kitchen", staff.cook),
        ("Handing over", staff.hand_over),
        ("The books", staff.books),
        ("Letters", staff.mail),
        ("Another restaurant", neighbours.look_over_the_fence),
        ("One that an app signed up", app.sign_up),
    ):
        with report.chapter(title):
            chapter(stage)
    print(report.summary())
    return 1 if report.failed else 0


if __name__ == "__main__":
    sys.exit(main())
