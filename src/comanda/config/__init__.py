"""The composition root. Celery's application is made with it, so that tasks find it in every process."""

from comanda.config.celery import app as celery_app

__all__ = ["celery_app"]
