"""The words that a document shows, by extractions that the readers do not share: what kept and dropped words are checked against."""
