"""Who may ask the model, how often and for what, and a record of each answer."""
