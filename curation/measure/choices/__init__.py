"""Which option an answer chooses: by marks, fields, names, places, statements and the end of what it says. `measure.answers` asks them in turn."""
