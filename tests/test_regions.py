"""The places: every 地级 and 县级 division of Sichuan, Chongqing and Yunnan, each name one place's, no word a place."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache

import pytest

from bot.nlu import Interpreter, interpreter
from bot.nlu.normalise import normalise
from knowledge import load
from knowledge.place import Region

PLACES = {"region", "destination"}


def regions() -> tuple[Region, ...]:
    return tuple(load().regions.values())


def names(region: Region) -> tuple[str, ...]:
    """Everything the region is called."""
    return (region.name, *region.aliases, *region.former)


@lru_cache(maxsize=1)
def by_name() -> dict[str, str]:
    """Name → region id."""
    return {name: region.id for region in regions() for name in names(region)}


def below(region: str) -> list[str]:
    """The regions directly below this one."""
    return [r.id for r in regions() if r.within == region]


@pytest.mark.parametrize(("province", "prefectures", "counties"), [("sichuan", 21, 183), ("yunnan", 16, 129)])
def test_every_prefecture_and_county_of_a_province(province: str, prefectures: int, counties: int) -> None:
    assert len(below(province)) == prefectures
    assert sum(len(below(prefecture)) for prefecture in below(province)) == counties


def test_every_district_and_county_of_chongqing() -> None:
    assert len(below("chongqing")) == 38
    assert [r.id for r in regions() if r.within in below("chongqing")] == []


@pytest.mark.parametrize(
    ("prefecture", "counties"),
    [("chengdu", 20), ("suining", 5), ("ziyang", 3), ("liangshan", 17), ("ganzi", 18), ("kunming", 14), ("honghe", 13)],
)
def test_counties_of_a_prefecture(prefecture: str, counties: int) -> None:
    assert len(below(prefecture)) == counties


def test_every_county_lies_where_its_id_says() -> None:
    tops = {"sichuan", "chongqing", "yunnan", "elsewhere"}
    assert {r.id for r in regions() if r.within is None} == tops
    wrong = [r.id for r in regions() if "_" in r.id and r.within != r.id.split("_")[0]]
    wrong += [r.id for r in regions() if "_" not in r.id and r.id not in tops and r.within not in tops]
    assert wrong == []


def test_no_name_is_given_twice() -> None:
    counted = Counter(normalise(name).text for region in regions() for name in names(region))
    assert [name for name, times in counted.items() if times > 1] == []


def test_no_name_is_a_single_character() -> None:
    assert [name for name in by_name() if len(name) < 2] == []


def test_every_name_alone_is_understood_as_its_place(understanding: Interpreter) -> None:
    wrong = {}
    for name, region in by_name().items():
        found = [(e.entity, e.value) for e in understanding.entities.find(normalise(name))]
        if found not in ([("region", region)], [("destination", region)]):
            wrong[name] = found
    assert wrong == {}


@pytest.mark.parametrize(
    ("name", "region"),
    [
        ("遂宁船山", "suining_chuanshan"),
        ("遂宁市市中区", "suining_chuanshan"),
        ("射洪县", "suining_shehong"),
        ("四川遂宁", "suining"),
        ("资阳县", "ziyang_yanjiang"),
        ("天府新区", "chengdu"),
        ("郫县", "chengdu_pidu"),
        ("双流", "chengdu_shuangliu"),
        ("华阳县", "chengdu_shuangliu"),
        ("灌县", "chengdu_dujiangyan"),
        ("崇庆县", "chengdu_chongzhou"),
        ("简阳", "chengdu_jianyang"),
        ("资阳简阳", "chengdu_jianyang"),
        ("渡口市", "panzhihua"),
        ("攀枝花东区", "panzhihua_dongqu"),
        ("安县", "mianyang_anzhou"),
        ("北川", "mianyang_beichuan"),
        ("元坝区", "guangyuan_zhaohua"),
        ("内江市中区", "neijiang_shizhong"),
        ("乐山市市中区", "leshan_shizhong"),
        ("南部县", "nanchong_nanbu"),
        ("眉山县", "meishan_dongpo"),
        ("宜宾县", "yibin_xuzhou"),
        ("达县", "dazhou_dachuan"),
        ("名山县", "yaan_mingshan"),
        ("峨边", "leshan_ebian"),
        ("康定县", "ganzi_kangding"),
        ("会理县", "liangshan_huili"),
        ("西昌", "liangshan_xichang"),
        ("万县", "chongqing_wanzhou"),
        ("巴县", "chongqing_banan"),
        ("开县", "chongqing_kaizhou"),
        ("万盛", "chongqing_qijiang"),
        ("双桥区", "chongqing_dazu"),
        ("江津市", "chongqing_jiangjin"),
        ("黔江县", "chongqing_qianjiang"),
        ("重庆江北", "chongqing_jiangbei"),
        ("江北县", "chongqing_yubei"),
        ("酉阳县", "chongqing_youyang"),
        ("大理", "dali"),
        ("下关市", "dali_dali"),
        ("版纳", "xishuangbanna"),
        ("思茅市", "puer"),
        ("思茅", "puer_simao"),
        ("普洱县", "puer_ninger"),
        ("中甸", "diqing_xianggelila"),
        ("路南县", "kunming_shilin"),
        ("安宁市", "kunming_anning"),
        ("潞西", "dehong_mangshi"),
        ("畹町市", "dehong_ruili"),
        ("丽江县", "lijiang_yulong"),
        ("水富县", "zhaotong_shuifu"),
    ],
)
def test_everyday_and_former_names(name: str, region: str) -> None:
    assert by_name().get(name) == region


@pytest.mark.parametrize(
    ("text", "entity", "value"),
    [
        ("我医保在简阳，怎么办异地备案", "region", "chengdu_jianyang"),
        ("郫县的医保卡丢了", "region", "chengdu_pidu"),
        ("现在在奉节住院", "destination", "chongqing_fengjie"),
        ("我是重庆江北的", "region", "chongqing_jiangbei"),
        ("想转到腾冲去", "destination", "baoshan_tengchong"),
        ("医保山东能用吗", "destination", "elsewhere"),
        ("我老家江西吉安县", "region", None),
        ("我是南部的", "region", "nanchong_nanbu"),
        ("安宁的医保怎么转", "region", "kunming_anning"),
        ("在会理参保的", "region", "liangshan_huili"),
        ("开县的医保", "region", "chongqing_kaizhou"),
    ],
)
def test_places_in_a_sentence(text: str, entity: str, value: str | None) -> None:
    found = [e.value for e in interpreter().parse(text).entities if e.entity == entity]
    assert found == ([value] if value else [])


@pytest.mark.parametrize(
    "text",
    [
        "我在南部的一个厂里上班，断保两个月了咋办",
        "我住东区，去西区的医院看病要不要备案",
        "安宁疗护医保能报吗",
        "吃朝天椒吃得胃出血，住院能报不",
        "我在前锋电器上班，单位没给交医保",
        "去名山大川旅游的路上病了，医保管不管",
        "保险公司会理赔，医保还能再报吗",
        "怎么开通海外就医",
        "健康定点药店可以刷医保卡不",
        "最新津贴标准是好多",
        "信息更新都要去窗口吗",
        "每个月从工资中扣的医保钱对不对",
        "今年做了三台手术，能一起报不",
        "我要办理县外就医备案",
        "完成华西医院的转诊以后怎么报",
        "在西南医院住院能直接结算吗",
        "我这个旧社保卡还能用吗",
        "全国统一的新平台怎么注册",
        "简易门诊能不能报销",
        "离开江边那个厂以后医保怎么接",
        "乡镇康复科住院报多少",
        "县城口腔医院补牙能刷卡吗",
        "符合川渝通办的条件有哪些",
        "开通川渝通办要带什么",
        "公积金川渝两地能转吗",
        "祝你们健康长寿，八十岁的老人医保怎么交",
        "碰巧家里没人，通知没收到",
        "石棉肺走医保还是走工伤",
        "今天全部窗口都上班吗",
        "明天城区的窗口开不开门",
        "重大安全事故受了伤，住院谁出钱",
        "老人威信高，村里的医保都找他代办",
        "有没有富民政策给医保补助",
        "在嘉陵江边摔伤了算不算意外",
        "麒麟丸医保报销吗",
        "古城区的诊所能刷医保卡吗",
        "市中区医院能直接结算吗",
        "能不能提高县级医院的报销比例",
        "花了三万县医院说报不了",
        "到达县医院才发现没带卡",
    ],
)
def test_ordinary_words_are_no_places(text: str) -> None:
    assert [e for e in interpreter().parse(text).entities if e.entity in PLACES] == []
