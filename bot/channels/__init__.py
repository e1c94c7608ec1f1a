"""The ways people and programs reach the dialogue, one blueprint each."""
