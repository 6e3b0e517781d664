"""Address points and a city's outlines go in, the street index for `data/` comes out, with a report.

Only the commands `import-addresses` and `import-streets` import this: the site is built from what they wrote.
"""
