"""Words of the forms of questions: one module for each form, and what several of them share."""
