"""Languages without a whole grammar here: rules by the phrases of their packs."""
