"""How a sentence asks: whether it is a yes-or-no question, and which of the sides that it names are really asked."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.nlu.normalise import Normalised
from bot.nlu.parse import Entity

_MAY = re.compile(
    "能不能|可不可以|可以不|能不|要不要|用不用|需不需要|需要不|是不是|有没有|是否|可否|行不行|算不算|得不得|会不会|给不给|报不报"
    "|(?:可以|能|会|要|给|用|得|算|有|需要|必须|影响|享受|报|报销|用)[^ ]{0,16}[吗么嘛]"
    "|(?:可以|能|会|要|给|用|得|算|有|需要|还|可)[^ ]{0,16}不(?= |$)"
    "|[吗么嘛](?= |$)|[报要用给交办行改补]不(?= |$)"
)
"""Forms of a question whether something is allowed, covered or needed."""
_WAITS = re.compile(
    "(?:交|缴|上班|参保|买|工作|满|等)[^ ]{0,6}?(?:多久|多长时间|几个月|几年|多少年|多少个月)"
    "[^ ]{0,10}?(?:报|享受|有|能|可以|领|用)"
)
"""«要交多久才能报»: how long one waits before one may, not how long the office takes."""
_WHY_NOT = re.compile("(?:为什么|为何|凭什么)[^ ]{0,8}(?:不能|不给|不可以|不让|不报|必须|要)")
_YEARS = re.compile("(?:交|缴|补)(?:满)?(?:多少|几)(?:个)?(?:年|月)")
"""Years paid are a condition, no sum of money."""
_HOW = re.compile("怎么|什么|哪|多少|多久|几[个天月年成]|谁|为什么")
_POLITE = re.compile("(?:好|对|知道|明白|请问|行|在)[吗么嘛]")
_CHANGED = re.compile("(?:变更|更改|修改|更换|更新|改|换|填错|写错|登记错)")
_THINGS = {"地址", "电话", "办理地点", "账户", "银行", "材料", "资料", "名称"}
"""What may be changed: «变更地址» does not ask where the office is."""
_DONE = re.compile("(?:交了?|递交了?|提交了?|准备好了?|办|办理|补)$")
"""«递交了材料», «去哪办手续»: no question about papers."""
_OBJECT = re.compile("[办补]理?[^ 哪什么要需]{0,12}$")
NEAR = 20
"""Characters before a word that tell whether it is asked."""
_BARE = {"材料", "资料", "手续", "证件", "单据", "清单", "申请表"}


def asked_sides(sentence: Normalised, entities: Sequence[Entity]) -> tuple[Entity, ...]:
    """The entities without sides that are only mentioned, and with `eligibility` for a yes-or-no question."""
    waits = _WAITS.search(sentence.text)
    aside = sentence.span(*waits.span()) if waits else (0, 0)
    kept = [e for e in entities if e.entity != "facet" or _asked(sentence, e)]
    kept = [e for e in kept if e.value != "time_limit" or not aside[0] <= e.start < aside[1]]
    yes_no = _yes_or_no(sentence)
    if yes_no is not None and not any(e.entity == "facet" and e.value == "eligibility" for e in kept):
        kept = sorted([*kept, yes_no], key=lambda e: e.start)
    return tuple(kept)


def _asked(sentence: Normalised, side: Entity) -> bool:
    at = [n for n, origin in enumerate(sentence.origin) if side.start <= origin < side.end]
    word, before, after = sentence.text[at[0] : at[-1] + 1], sentence.text[: at[0]], sentence.text[at[-1] + 1 :]
    if word in _THINGS and (_CHANGED.match(after) or _CHANGED.search(before[-4:])):
        return False
    if word.endswith("什么") and re.match("时候|时间|条件|地方", after):
        return False
    if side.value == "amount" and _YEARS.search(word + after[:2]):
        return False
    near = before[-NEAR:]
    return not (word in _BARE and len(after) < 2 and (_DONE.search(near) or _OBJECT.search(near)))


def _yes_or_no(sentence: Normalised) -> Entity | None:
    """Its words as an entity; None for other questions and for «…，好吗»."""
    found = _WAITS.search(sentence.text) or _WHY_NOT.search(sentence.text) or _YEARS.search(sentence.text)
    for form in _MAY.finditer(sentence.text):
        clause = sentence.text[: form.end()].rsplit(" ", 1)[-1]
        if not _POLITE.search(clause) and not (_HOW.search(clause) and form[0][-1] in "吗么嘛"):
            found = form
    if found is None:
        return None
    start, end = sentence.span(*found.span())
    return Entity("facet", "eligibility", start, end)
