"""All that a Rasa server would otherwise do, and the people's side: channels, desk, store."""
