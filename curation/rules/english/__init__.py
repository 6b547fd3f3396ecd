"""The grammar of English: from a sentence to what it demands of whom, when, and unless what."""
