"""«需要死亡证明不»、«照片要不要带»: a yes-or-no question about one paper."""

from __future__ import annotations

import re

from actions.checklist import listed_papers
from actions.conversation import Conversation
from knowledge.model import Guide

_PAPERS = re.compile(
    "身份证|户口本|户口簿|照片|银行卡|存折|发票|票据|病历|出院记录|出院证明|出院小结|诊断证明|死亡证明|结婚证|出生医学证明|出生证明|出生证"
    "|准生证|居住证|委托书|授权书|公证书|承诺书|营业执照|处方|清单|申请表|登记表|社保卡|参保凭证|转诊单|转诊证明|判决书|调解书|收据|劳动合同"
)


def paper_asked(text: str) -> str | None:
    """The paper that a short question is about; None when it names none, or several."""
    named = _PAPERS.findall(text)
    return named[0] if len(named) == 1 else None


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
