"""Words by which a provision is taken apart: who, must or must not, what, when, its list, and how it is cited."""
