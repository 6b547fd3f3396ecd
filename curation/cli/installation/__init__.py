"""Commands on this installation: what it has, which models it may ask, which plugins it knows."""
