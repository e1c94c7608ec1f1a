"""The honesty test: nlu_data/, actions/ and knowledge/ under a real Rasa 3.6, without bot/. Run by script/rasa."""
