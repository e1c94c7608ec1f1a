"""What to say and do next: rasa-sdk actions over knowledge/. No Flask, no store, no network."""
