"""Whether an answer refuses, leaves out a part or complies: cues, sentences, structure, and models fitted on them. `measure.refusal` gives the verdict."""
