"""`make audit`: other people's validators over the finished site."""
