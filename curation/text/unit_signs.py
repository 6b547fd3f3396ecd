"""The signs of units that every language writes alike, as regular expressions for folded text; words for units are in the packs."""

SIGNS = (
    "%", "\u2030", "\u00b0c", "ppm", "ppb", "mg/m3", "mg/m\u00b3", "[\u00b5\u03bc]g/m3", "[\u00b5\u03bc]g/m\u00b3", "g/m3", "g/m\u00b3", "mg/l", "g/l", "[\u00b5\u03bc]g/l",
    "mg/kg", "g/kg", "g/km", "mg/nm3", "mg", "g", "kg", "mm", "cm", "dm", "m", "km", "[\u00b5\u03bc]m", "nm", "m2", "m\u00b2", "km2", "km\u00b2", "cm2", "cm\u00b2", "m3", "m\u00b3", "cm3", "cm\u00b3",
    "m3/h", "m\u00b3/h", "m/s", "km/h", "l", "ml", "cl", "hl", "ha", "bar", "mbar", "pa", "hpa", "kpa", "mpa", "v", "kv", "kw", "mw", "gw", "kwh", "mwh", "gwh", "kj", "mj",
    "gj", "tj", "kva", "hz", "khz", "mhz", "ghz", "db", r"db\(a\)", "lx", "lux", "lm", "cd", "bq", "kbq", "mbq", "gbq", "msv", "[\u00b5\u03bc]sv", "bq/l", "bq/kg", "eur", "usd", "chf", "\u20ac", r"\$", "\u00a3",
)  # fmt: skip
"""Measures and money."""
TIMES = ("h", "min")
"""Hours and minutes."""
