"""From judgements to decisions and revisions."""
