"""The benchmark: the same text for us and for other generators, measured in the same run."""
