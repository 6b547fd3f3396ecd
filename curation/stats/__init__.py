"""What the judgements prove: agreement, error bounds, gold items and annotators. Pure numpy."""
