"""遂宁: limits, phones, places and number of materials of all 34 items, checked by hand against the document."""

from __future__ import annotations

import pytest

from knowledge import load

# 事项 → (时限, 咨询电话末位, 材料条数（分支全算）, 网上渠道数, 地点数)
TABLE = {
    "employer_enrolment": ("不超过1个工作日", "16 18", 3, 1, 3),
    "employee_enrolment": ("不超过3个工作日 即时办结", "16 18", 13, 4, 4),
    "flexible_enrolment": ("即时办结", "16 18", 8, 4, 4),
    "resident_enrolment": ("即时办结", "16 18", 2, 4, 4),
    "employer_info_change": ("即时办结", "16 18", 2, 2, 2),
    "employee_info_change": ("即时办结", "16 18", 3, 4, 3),
    "resident_info_change": ("即时办结", "16 18", 3, 4, 4),
    "lump_sum_premium": ("不超过5个工作日", "09", 2, 0, 1),
    "e_voucher": ("即时办结", "09", 0, 4, 4),
    "employer_enquiry": ("即时办结", "16 18", 1, 2, 4),
    "member_enquiry": ("即时办结", "16 18", 2, 4, 4),
    "account_withdrawal": ("不超过15个工作日", "09", 6, 0, 1),
    "transfer": (
        "不超过15个工作日 经办机构在受理后10个工作日内办结 "
        "经办机构收到《参保人员基本医疗保险信息表》后，在5个工作日内办结",
        "16 18",
        1,
        4,
        1,
    ),
    "remote_retiree": ("即时办结", "11", 3, 6, 4),
    "remote_resident": ("即时办结", "11", 3, 6, 4),
    "remote_worker": ("即时办结", "11", 3, 6, 4),
    "remote_referral": ("即时办结", "11", 3, 6, 4),
    "remote_temporary": ("即时办结", "11", 2, 6, 4),
    "chronic_disease": ("不超过12个工作日", "10", 3, 1, 2),
    "special_drugs": ("不超过12个工作日", "12", 3, 0, 3),
    "outpatient_reimbursement": ("不超过25个工作日", "12", 10, 0, 3),
    "inpatient_reimbursement": ("不超过25个工作日", "12", 10, 0, 3),
    "prenatal_check": ("不超过20个工作日", "12", 6, 3, 1),
    "maternity_medical": ("不超过20个工作日", "12", 7, 3, 1),
    "family_planning_medical": ("不超过20个工作日", "12", 7, 3, 1),
    "maternity_allowance": ("不超过10个工作日", "12", 4, 2, 1),
    "assistance_subsidy": ("不超过15个工作日", "09", 2, 1, 3),
    "assistance_reimbursement": ("不超过30个工作日", "19", 2, 1, 3),
    "hospital_designation": ("不超过60个工作日", "10", 5, 1, 1),
    "pharmacy_designation": ("不超过60个工作日", "10", 7, 1, 2),
    "provider_info_change": ("即时办结", "10", 2, 1, 2),
    "provider_suspend": ("即时办结", "10", 1, 0, 1),
    "provider_resume": ("不超过10个工作日", "10", 3, 0, 2),
    "hospital_settlement": ("不超过30个工作日", "12", 1, 1, 1),
    "pharmacy_settlement": ("不超过30个工作日", "12", 1, 1, 1),
}


def test_the_table_covers_every_guide() -> None:
    assert {service for service, region in load().guides if region == "suining"} == set(TABLE)


@pytest.mark.parametrize("service", TABLE)
def test_guide_is_as_in_the_document(service: str) -> None:
    limits, phones, materials, online, places = TABLE[service]
    catalogue = load()
    guide = catalogue.guides[service, "suining"]
    assert " ".join(limit.text for limit in guide.time_limits) == limits
    assert [phone.removeprefix("0825-51825") for phone in guide.phones] == phones.split()
    assert guide.complaints == ("0825-5182506",)
    assert len(guide.materials) == materials
    assert sum(catalogue.channels[use.channel].kind == "online" for use in guide.channels) == online
    assert len(guide.places) == places
    assert guide.source.document == "suining_guide" and guide.steps and guide.evaluation
