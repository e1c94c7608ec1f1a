"""«需要死亡证明不»、«照片要不要带»: a yes-or-no question about one paper."""

from __future__ import annotations

import re

from actions.checklist import listed_papers
from actions.conversation import Conversation
from knowledge.model import Guide

_AROUND = re.compile(
    "请问|那么|还是|是不是|要不要|需不需要|用不用|可不可以|能不能|是否|需要|必须|可以|一定|还要|要带|带上|提供|提交|准备|"
    "原件|复印件|[要带交用得能给拿有的了吗么嘛呢不吧啊哦呀，。？?！、 ]"
)
_LIKE_A_PAPER = re.compile(
    "(?:身份证|证明|证|证书|书|表|单|照片|发票|票据|病历|户口本|户口簿|合同|协议|处方|存折|银行卡|收据)$"
)


def paper_asked(text: str) -> str | None:
    """The paper that a yes-or-no question is about; None when it is about more or something else."""
    noun = _AROUND.sub("", text)
    return noun if 2 <= len(noun) <= 10 and _LIKE_A_PAPER.search(noun) else None


def named_paper(conversation: Conversation, guide: Guide) -> str | None:
    """What the list of this guide has to do with the paper that the message names; None when it names none.

    Papers have many names (发票, 票据), so that one is missing is never claimed.
    """
    noun = paper_asked(conversation.text)
    if noun is None:
        return None
    catalogue = conversation.catalogue
    everything = [catalogue.paper_name(item) for item in guide.materials]
    alternatives = [name for item in guide.materials for name in catalogue.alternatives(item)]
    on_list = [name for name in dict.fromkeys([*everything, *alternatives]) if noun in name]
    needed = [name for name in listed_papers(conversation, guide) if noun in name]
    if needed:
        return f"材料里有：{'；'.join(needed)}。"
    return f"看情况，材料里写的是：{'；'.join(on_list)}。" if on_list else f"“{noun}”要不要，请对照这份清单："
