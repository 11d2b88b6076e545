"""Value added tax on restaurant meals in European countries, from the statutes named in each source."""

from datetime import date

from tenant_apps.pricing.selectors.tax_tables.shape import AWAY, DRINKS, EATEN, INSIDE, CountryTable, Rate

SERVICE = frozenset({"service"})
SOFT = frozenset({"soft_drink"})
COLD = frozenset({"cold_takeaway"})

TABLES = {
    "IT": CountryTable(
        source="DPR 633/1972, Tabella A parte III, n. 80, 121; L. 178/2020 art. 1 c. 40 (takeaway); art. 12",
        rates=(
            Rate("22"),
            Rate("10", EATEN | SERVICE),
            Rate("10", DRINKS, INSIDE),
        ),
    ),
    "GB": CountryTable(
        source="VATA 1994 Sch. 8 Group 1; VAT Notice 709/1; SI 2020/728 and SI 2021/297 (reduced rates 2020-2022)",
        rates=(
            Rate("17.5"),
            Rate("20", since=date(2011, 1, 4)),
            Rate("5", frozenset({"food"}), since=date(2020, 7, 15)),
            Rate("5", SOFT | COLD, INSIDE, since=date(2020, 7, 15)),
            Rate("12.5", frozenset({"food"}), since=date(2021, 10, 1)),
            Rate("12.5", SOFT | COLD, INSIDE, since=date(2021, 10, 1)),
            Rate("20", EATEN | SOFT, since=date(2022, 4, 1)),
            Rate("0", COLD, AWAY),
        ),
    ),
    "DE": CountryTable(
        source="UStG § 12 Abs. 2 Nr. 1, 15; Corona-Steuerhilfegesetze; Steueränderungsgesetz 2025 (7 % from 2026)",
        rates=(
            Rate("19"),
            Rate("7", EATEN, AWAY),
            Rate("16", since=date(2020, 7, 1)),
            Rate("5", EATEN, since=date(2020, 7, 1)),
            Rate("19", since=date(2021, 1, 1)),
            Rate("7", EATEN, since=date(2021, 1, 1)),
            Rate("19", EATEN, INSIDE, since=date(2024, 1, 1)),
            Rate("7", EATEN, INSIDE, since=date(2026, 1, 1)),
        ),
    ),
    "FR": CountryTable(
        source="CGI art. 278, 278-0 bis A 1°, 279 m and n (rates since 1 January 2014)",
        rates=(
            Rate("20"),
            Rate("10", EATEN | SOFT),
            Rate("5.5", COLD | SOFT, AWAY),
        ),
    ),
    "ES": CountryTable(
        source="Ley 37/1992 art. 90 and 91.Uno.2.2.º; Ley 11/2020 art. 69 (sweetened drinks)",
        rates=(
            Rate("21"),
            Rate("10", EATEN),
            Rate("10", DRINKS, INSIDE),
        ),
    ),
    "NL": CountryTable(
        source="Wet op de omzetbelasting 1968, art. 9 and Tabel I a.1, b.12 (9 % since 1 January 2019)",
        rates=(
            Rate("21"),
            Rate("6", EATEN | SOFT),
            Rate("9", EATEN | SOFT, since=date(2019, 1, 1)),
        ),
    ),
    "IE": CountryTable(
        source="VATCA 2010 s. 46, Sch. 2 and 3; Finance Acts 2020-2023 (9 %) and 2025 (9 % from 1 July 2026)",
        rates=(
            Rate("23"),
            Rate("13.5", EATEN),
            Rate("9", EATEN, since=date(2020, 11, 1)),
            Rate("13.5", EATEN, since=date(2023, 9, 1)),
            Rate("9", EATEN, since=date(2026, 7, 1)),
            Rate("0", COLD, AWAY),
        ),
    ),
    "PT": CountryTable(
        source="CIVA art. 18, Lista II 1.8 and 3.1 (13 % since 1 July 2016)",
        rates=(Rate("23"), Rate("13", EATEN)),
    ),
    "AT": CountryTable(
        source="UStG 1994 § 10 Abs. 1 and 2, Anlage 1",
        rates=(Rate("20"), Rate("10", EATEN)),
    ),
    "CH": CountryTable(
        source="MWSTG art. 25 (8.1 % and 2.6 % since 1 January 2024)",
        rates=(
            Rate("7.7"),
            Rate("2.5", EATEN | SOFT, AWAY),
            Rate("8.1", since=date(2024, 1, 1)),
            Rate("2.6", EATEN | SOFT, AWAY, since=date(2024, 1, 1)),
        ),
    ),
}
