import re
from decimal import Decimal

import pytest
from django import forms
from django.template import Context, Template, TemplateSyntaxError
from django.utils import translation


def draw(source: str, **context: object) -> str:
    return Template("{% load ui ui_forms charts %}" + source).render(Context(context))


def test_icons_without_words_are_hidden_from_screen_readers() -> None:
    assert 'aria-hidden="true"' in draw('{% icon "clock" %}')
    labelled = draw('{% icon "clock" label=words %}', words="Late <b>")
    assert 'role="img"' in labelled
    assert "Late &lt;b&gt;" in labelled


def test_money_follows_the_readers_language() -> None:
    with translation.override("it"):
        assert draw('{% money amount "EUR" %}', amount=Decimal("12.5")) == '<span class="money">12,50\xa0€</span>'
    with translation.override("en"):
        assert draw('{% money amount "GBP" %}', amount=Decimal("12.5")) == '<span class="money">£12.50</span>'


def test_components_take_content_and_parts_and_no_stray_variables() -> None:
    html = draw(
        '{% component "card" title="Today" %}Body{% part "foot" %}Foot{% endpart %}{% endcomponent %}', flush=True
    )
    assert "Today" in html
    assert "card-foot" in html
    assert "card-flush" not in html, "a page's own variable must not reach the component"


def test_component_text_is_escaped() -> None:
    assert "&lt;script&gt;" in draw('{% component "card" title=name %}x{% endcomponent %}', name="<script>")


def test_component_refuses_stray_words() -> None:
    with pytest.raises(TemplateSyntaxError):
        draw('{% component "card" oops %}{% endcomponent %}')


@pytest.mark.parametrize(
    ("name", "letters"), [("Maria Rossi", "MR"), ("mario@example.com", "ME"), ("", ""), ("Cher", "C")]
)
def test_initials(name: str, letters: str) -> None:
    assert draw("{{ name|initials }}", name=name) == letters


class Sample(forms.Form):
    email = forms.EmailField(help_text="We write rarely.")
    news = forms.BooleanField(required=False)


def test_fields_tie_hint_and_error_to_the_control() -> None:
    html = draw('{% include "components/field.html" with field=form.email only %}', form=Sample({"email": "nope"}))
    assert 'aria-invalid="true"' in html
    assert 'aria-describedby="id_email-hint id_email-error"' in html
    assert 'id="id_email-error"' in html


def test_checkboxes_carry_their_label_around_them() -> None:
    html = draw('{% include "components/field.html" with field=form.news only %}', form=Sample())
    assert 'class="form-check-input"' in html
    assert 'for="id_news"' in html


class Choosing(forms.Form):
    logo = forms.FileField(help_text="Up to 2 MB.")
    mode = forms.ChoiceField(widget=forms.RadioSelect, choices=[("a", "A"), ("b", "B")], help_text="For guests.")


def test_a_group_of_choices_is_described_as_a_whole() -> None:
    html = draw('{% include "components/field.html" with field=form.mode only %}', form=Choosing({"mode": "z"}))
    assert '<fieldset class="field" aria-describedby="id_mode-hint id_mode-error">' in html
    assert 'id="id_mode-hint"' in html
    assert html.count("aria-describedby") == 1, "not once more at each choice"


def test_a_file_is_chosen_in_our_own_words() -> None:
    html = draw('{% include "components/field.html" with field=form.logo only %}', form=Choosing())
    assert "data-file-drop" in html
    assert "Choose a file, or drop it here" in html
    assert 'aria-describedby="id_logo-hint"' in html
    assert 'for="id_logo"' in html


def test_a_hint_of_the_page_is_tied_to_the_control_too() -> None:
    html = draw('{% include "components/field.html" with field=form.news hint="Monthly." only %}', form=Sample())
    assert 'aria-describedby="id_news-hint"' in html


def test_charts_draw_without_inline_styles_and_label_the_top() -> None:
    points = [{"label": "Mon", "value": 3, "base": 2, "text": "three"}, {"label": "Tue", "value": 1}]
    for kind in ("bar_chart", "line_chart"):
        html = draw("{% " + kind + " points %}", points=points)
        assert "style=" not in html
        assert "three" in html
        assert 'aria-hidden="true"' in html, "the table behind it is what is read aloud"
    assert draw("{% bar_chart points %}", points=[]) == ""


def test_what_is_compared_stands_side_by_side_over_its_label() -> None:
    points = [{"label": str(hour), "value": 3, "base": 5} for hour in range(8)]
    html = draw("{% bar_chart points %}", points=points)
    bars = re.findall(r'<rect class="(chart-\w+)" x="([\d.]+)" y="[\d.]+" width="([\d.]+)"', html)
    labels = [float(x) for x in re.findall(r'<text class="chart-tick" x="([\d.]+)"', html)]
    assert len(bars) == 16
    for base, bar, middle in zip(bars[::2], bars[1::2], labels, strict=True):
        assert (base[0], bar[0]) == ("chart-base", "chart-bar")
        assert float(base[1]) + float(base[2]) <= float(bar[1]), "neither hides the other"
        assert (float(base[1]) + float(bar[1]) + float(bar[2])) / 2 == pytest.approx(middle, abs=0.2)


def test_what_has_nothing_to_compare_with_stands_alone() -> None:
    card = '{% include "components/chart_card.html" with points=points unit="Today" base_label="Usually" only %}'
    young = draw(card, points=[{"label": "12", "value": 3, "base": 0}])
    assert "chart-base" not in young
    assert "chart-key" not in young
    (left, width) = map(float, re.findall(r'class="chart-bar" x="([\d.]+)" y="[\d.]+" width="([\d.]+)"', young)[0])
    assert left + width / 2 == pytest.approx(320, abs=0.2)
    assert draw(card, points=[{"label": "12", "value": 3, "base": 1}]).count('<span class="chart-key') == 2


def test_a_bar_leads_to_what_it_counts() -> None:
    points = [{"label": "12", "value": 3, "text": "three", "url": "/orders/?hour=12"}, {"label": "13", "value": 1}]
    html = draw(
        '{% include "components/chart_card.html" with title="Hours" points=points kind="bars" only %}', points=points
    )
    drawn, table = html.split("<table", 1)
    assert drawn.count('href="/orders/?hour=12"') == 1
    assert 'tabindex="-1"' in drawn, "hidden from screen readers, so no stop for keyboards either"
    assert table.count("<a ") == 1
