"""What can go wrong in the store, each as something a person can be told.

StoreError
├── Conflict        somebody else wrote the conversation first: read it again and repeat
├── CodeTaken       the six-digit code belongs to a ticket that is not closed: draw another
├── WrongChannel    the conversation belongs to another channel
├── BadValue        a name, password or id that cannot be used; the text says why
├── Unknown         no such user or ticket
└── AlreadyTaken    another agent was faster
    └── AlreadyClosed
"""

from __future__ import annotations


class StoreError(Exception):
    """The text is Chinese and may be shown."""


class Conflict(StoreError):
    def __init__(self) -> None:
        super().__init__("这段对话刚刚有别的消息写入，请再发一次")


class CodeTaken(StoreError):
    def __init__(self, code: str) -> None:
        super().__init__(f"工单编号 {code} 正在使用")


class WrongChannel(StoreError):
    def __init__(self) -> None:
        super().__init__("这段对话不属于这个渠道")


class BadValue(StoreError):
    pass


class Unknown(StoreError):
    pass


class AlreadyTaken(StoreError):
    """`name` is the agent who was faster."""

    def __init__(self, name: str, what: str = "接手") -> None:
        super().__init__(f"这个工单已经由{name}{what}")
        self.name = name


class AlreadyClosed(AlreadyTaken):
    def __init__(self, name: str) -> None:
        super().__init__(name, "办结")
