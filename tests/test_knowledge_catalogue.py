"""Looking up guides, the next question, the papers, the decision tables: on the content that ships."""

from __future__ import annotations

import pytest

from knowledge import Catalogue, decide, excluded, load, open_question, papers
from knowledge.__main__ import main


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load()


def names(catalogue: Catalogue, service: str, **facts: str) -> list[str]:
    guide = catalogue.guides[service, "suining"]
    return [catalogue.paper_name(item) for item in papers(guide, catalogue.closure(facts))]


def test_all_44_services_are_named_and_35_guides_are_there(catalogue: Catalogue) -> None:
    assert len(catalogue.services) == 44
    assert len([1 for _, region in catalogue.guides if region == "suining"]) == 35


def test_a_county_uses_its_citys_guide(catalogue: Catalogue) -> None:
    guide = catalogue.guide("transfer", "suining_shehong")
    assert guide is not None and guide.region == "suining"


def test_another_citys_guide_is_never_used(catalogue: Catalogue) -> None:
    assert catalogue.guide("chronic_disease", "chongqing") is None


def test_questions_come_only_from_open_conditions(catalogue: Catalogue) -> None:
    guide = catalogue.guides["inpatient_reimbursement", "suining"]
    assert open_question(guide, {}) == "care_stage"
    assert open_question(guide, {"care_stage": "paid"}) == "emergency"
    assert open_question(guide, {"care_stage": "paid", "emergency": "no"}) == "injury"
    assert open_question(guide, {"care_stage": "paid", "emergency": "no", "injury": "no"}) is None


def test_a_guide_without_conditions_asks_nothing(catalogue: Catalogue) -> None:
    assert open_question(catalogue.guides["transfer", "suining"], {}) is None


def test_papers_follow_the_facts(catalogue: Catalogue) -> None:
    own_fault = names(catalogue, "inpatient_reimbursement", third_party="no")
    assert "《外伤无第三方责任承诺书》" in own_fault and "第三方责任证明" not in own_fault


def test_flexible_workers_have_the_flexible_branch(catalogue: Catalogue) -> None:
    guide = catalogue.guides["flexible_enrolment", "suining"]
    assert [limit.text for limit in guide.time_limits] == ["即时办结"]
    assert "有效身份证件复印件" not in names(catalogue, "flexible_enrolment")


def test_an_exclusion_ends_the_questions(catalogue: Catalogue) -> None:
    guide = catalogue.guides["remote_retiree", "suining"]
    assert excluded(guide, {"insured_type": "resident"}) == 0
    assert open_question(guide, {"insured_type": "resident"}) is None


@pytest.mark.parametrize(
    ("facts", "service", "asked"),
    [
        ({}, None, "care_stage"),
        ({"care_stage": "paid"}, None, "care_kind"),
        ({"care_stage": "paid", "care_kind": "inpatient"}, "inpatient_reimbursement", None),
        ({"care_stage": "before"}, None, "remote_reason"),
        ({"care_stage": "before", "remote_reason": "referral"}, "remote_referral", None),
        ({"care_stage": "before", "remote_reason": "living", "insured_type": "resident"}, "remote_resident", None),
        ({"care_stage": "before", "remote_reason": "work"}, "remote_worker", None),
        (
            {
                "care_stage": "before",
                "remote_reason": "living",
                "insured_type": "employee",
                "work_status": "retired",
                "household_moved": "yes",
            },
            "remote_retiree",
            None,
        ),
    ],
)
def test_remote_care_is_told_apart(
    catalogue: Catalogue, facts: dict[str, str], service: str | None, asked: str | None
) -> None:
    assert decide(catalogue.triages["which_remote_care"], facts) == (service, asked)


def test_a_table_narrowed_to_one_service_asks_nothing(catalogue: Catalogue) -> None:
    table = catalogue.triages["which_remote_care"]
    assert decide(table, {}, ["remote_referral"]) == ("remote_referral", None)


def test_the_command_prints_the_inventory(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 0
    assert "遂宁市：指南 35 份" in capsys.readouterr().out


def test_the_command_shows_a_guide_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", "chronic_disease", "suining"]) == 0
    assert '"不超过12个工作日"' in capsys.readouterr().out


def test_the_command_says_what_is_unknown(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", "chronic_disease", "atlantis"]) == 1
    assert "没有这个参保地：atlantis" in capsys.readouterr().err
