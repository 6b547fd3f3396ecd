"""Knowledge of languages: words, stems, sentences, language detection, modality and word diffs."""
