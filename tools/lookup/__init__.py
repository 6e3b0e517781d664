"""What tests and measurements of the lookup share: its data, its scripts in a browser, and questions with slips."""
