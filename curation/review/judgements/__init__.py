"""The record of human work: frozen batches, judgements, pseudonyms and reasons."""
