"""The imperative shell: many worlds, their dice, their events and their letters."""
