"""Understanding: one sentence in, a Rasa-shaped parse out; deterministic, no network, no model file."""

from bot.nlu.interpreter import Interpreter, interpreter
from bot.nlu.parse import Decision, Entity, Parse

__all__ = ["Decision", "Entity", "Interpreter", "Parse", "interpreter"]
