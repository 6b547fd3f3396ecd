"""Cases of a rule: what somebody did or did not do, told in words, and the bounds that the case keeps or breaks."""
