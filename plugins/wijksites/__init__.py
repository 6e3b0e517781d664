"""Ward websites for a city: wards.yaml and Markdown posts go in, a portal and one site per ward come out."""

__version__ = "0.1.0"
