"""Language models in a run: prices, trials, recorded answers, and the steps that ask about what they are unsure of."""
