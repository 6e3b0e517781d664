"""Programs that make the set-up, the audit and the screenshots work; no part of the site generator."""
