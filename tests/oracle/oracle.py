"""Scores departments and projects a second time, by the official forms alone.

Reads one department a line from standard input: {"edition": name, "entries": {name: amount},
"judged": {indicator: …}}, every name as the form prints it. Writes one line for each: {"exact":
{name: 万元 to the 分 or null}, "printed": {name: … or null}, "scores": {indicator: points or null},
"total": …, "grade": …}. A line {"project": …} is one
project by the national form (budget, spent, points of the execution, indicators), and is answered with the points
of each and what is lost. A line {"whole": …} is a whole department by a table of that build: its budget and what it
spent as the amounts they consist of; the answer has its grade too. It shares nothing with the program it is held against but those names, and
reckons with nothing but decimal.
"""

import json
import sys
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal, getcontext

getcontext().prec = 60

ZERO = Decimal(0)
ONE = Decimal(1)
POINT = Decimal("0.01")
NO_SCORE = None
COLUMNS = ("上年决算数", "本年预算数", "本年决算数")


def half_up(number, places):
    """Rounded 四舍五入; nothing below zero is left of what rounds to nothing."""
    return number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP) + ZERO


def in_print(number, places):
    return None if number is None else f"{half_up(number, places):f}"


def skipping_blanks(*parts):
    """A sum skips blanks; a sum of blanks only is blank."""
    known = [part for part in parts if part is not None]
    return sum(known, ZERO) if known else None


def entered_or(entered, worked_out):
    return worked_out if entered is None else entered


def ratio(above, below):
    """Blank where a side is blank or there is nothing to divide by."""
    if above is None or below is None or below <= ZERO:
        return None
    return above / below


# The kinds of rule. Each takes the full score first and gives the points, never below nothing.


def lose_per_whole_step(full, excess, step, points):
    """What lies above the limit costs `points` for each whole step; a part of a step costs nothing."""
    steps = (max(excess, ZERO) / step).to_integral_value(ROUND_FLOOR)
    return max(full - steps * points, ZERO)


def above(full, value, limit, step, points):
    return NO_SCORE if value is None else lose_per_whole_step(full, value - limit, step, points)


def below(full, value, limit, step, points):
    return NO_SCORE if value is None else lose_per_whole_step(full, limit - value, step, points)


def either_way(full, value, limit, step, points):
    return NO_SCORE if value is None else lose_per_whole_step(full, abs(value - limit), step, points)


def up_to(value, bands, otherwise):
    """Each band holds values up to and with its upper end."""
    if value is None:
        return NO_SCORE
    for upper, points in bands:
        if value <= Decimal(upper):
            return Decimal(points)
    return Decimal(otherwise)


def from_on(value, bands, otherwise):
    """Each band holds values from its lower end on, which belongs to it."""
    if value is None:
        return NO_SCORE
    for lower, points in bands:
        if value >= Decimal(lower):
            return Decimal(points)
    return Decimal(otherwise)


def share_of(full, done, due):
    value = ratio(done, due)
    return NO_SCORE if value is None else half_up(full * min(value, ONE), 2)


def ticked(points_each, ticks):
    return NO_SCORE if ticks is None else sum((Decimal(points_each[tick - 1]) for tick in ticks), ZERO)


# What the editions differ in.

DISTRICT = {
    "在职人员控制率": "5",
    "“三公经费”变动率": ("8", "0.8"),
    "预算完成率": "5",
    "预算控制率": (5, 4, 3, 2, 0),
    "楼堂馆所": True,
    "“三公经费”控制率": "8",
    "资金使用合规性": "6",
}
PROVINCE = DISTRICT | {"“三公经费”变动率": ("5", "0.5"), "“三公经费”控制率": "7"}
# How its 预算管理 42 is split is not known; one point more for 资金使用合规性 is assumed, as in the edition.
NO_BUILDING = DISTRICT | {
    "在职人员控制率": "8",
    "预算完成率": "8",
    "预算控制率": (8, 6, 4, 2, 0),
    "楼堂馆所": False,
    "资金使用合规性": "7",
}
EDITIONS = {
    "changsha-2020": DISTRICT,
    "provincial-10-60-30": PROVINCE,
    "no-building-16-58-26": NO_BUILDING,
}


def work_out(entries):
    """Every figure of the form, from what was entered."""
    known = dict(entries)

    def of(name):
        return known.get(name)

    for column in COLUMNS:
        vehicles = f"公务用车购置和维护经费.{column}"
        known[vehicles] = entered_or(
            of(vehicles), skipping_blanks(of(f"公车购置.{column}"), of(f"公车运行维护.{column}"))
        )
        public = f"三公经费.{column}"
        known[public] = entered_or(
            of(public), skipping_blanks(of(vehicles), of(f"出国经费.{column}"), of(f"公务接待.{column}"))
        )
        projects = f"项目支出.{column}"
        known[projects] = entered_or(
            of(projects),
            skipping_blanks(
                of(f"业务工作经费.{column}"), of(f"运行维护经费.{column}"), of(f"级次专项资金.{column}")
            ),
        )

    known["实际在职人数"] = entered_or(
        of("实际在职人数"), skipping_blanks(of("行政编制在职人数"), of("参公编制在职人数"), of("事业编制在职人数"))
    )
    begun, carried, added, left = (
        of(name) for name in ("年初预算", "上年结转", "本年追加预算", "年末结余")
    )
    whole = None if None in (begun, carried, added) else carried + begun + added
    used = None if None in (whole, left) else whole - left
    change = None
    if None not in (of("三公经费.本年预算数"), of("三公经费.上年预算数")):
        change = of("三公经费.本年预算数") - of("三公经费.上年预算数")
    known["在职人员控制率"] = ratio(of("实际在职人数"), of("编制数"))
    known["“三公经费”变动率"] = ratio(change, of("三公经费.上年预算数"))
    known["预算完成率"] = ratio(used, whole)
    known["预算控制率"] = ratio(added, begun)
    known["规模控制率"] = ratio(of("实际规模"), of("批复规模"))
    known["投资概算控制率"] = ratio(of("实际投资"), of("预算投资"))
    known["公用经费控制率"] = ratio(of("公用经费.本年决算数"), of("公用经费.本年预算数"))
    known["“三公经费”控制率"] = ratio(of("三公经费.本年决算数"), of("三公经费.本年预算数"))
    known["政府采购执行率"] = ratio(of("政府采购金额.本年决算数"), of("政府采购金额.本年预算数"))
    known["重点工作实际完成率"] = ratio(of("已完成重点工作"), of("应完成重点工作"))
    return known


def with_nothing_planned(full, actual, planned, otherwise):
    """Where nothing was planned, nothing spent is full and anything spent is nothing."""
    if planned != ZERO or actual is None:
        return otherwise
    return full if actual == ZERO else ZERO


def scores(edition, known, judged):
    """The points of every indicator, in the order of the form; none where it cannot be scored."""

    def of(name):
        return known.get(name)

    def with_building(points):
        return Decimal(5) if judged.get("楼堂馆所") is False else points

    def full(name):
        return Decimal(edition[name])

    eight = Decimal(8)
    five = Decimal(5)
    two = Decimal(2)
    step = Decimal("0.05")
    change_full, change_points = map(Decimal, edition["“三公经费”变动率"])
    change = above(change_full, of("“三公经费”变动率"), ZERO, POINT, change_points)
    bought = either_way(Decimal(6), of("政府采购执行率"), ONE, step, two)
    *bands, beyond = edition["预算控制率"]
    bands = list(zip(("0", "0.1", "0.2", "0.3"), bands))
    controlled = None if of("预算控制率") is None else abs(of("预算控制率"))
    breaches = judged.get("资金使用合规性")
    economy = judged.get("经济效益、社会效益")
    effect = judged.get("行政效能")
    points = {
        "在职人员控制率": above(full("在职人员控制率"), of("在职人员控制率"), ONE, POINT, Decimal("0.5")),
        "“三公经费”变动率": with_nothing_planned(
            change_full, of("三公经费.本年预算数"), of("三公经费.上年预算数"), change
        ),
        "预算完成率": below(full("预算完成率"), of("预算完成率"), ONE, step, two),
        "预算控制率": up_to(controlled, bands, beyond),
        "新建楼堂馆所面积控制率": with_building(above(five, of("规模控制率"), ONE, step, two)),
        "新建楼堂馆所投资概算控制率": with_building(above(five, of("投资概算控制率"), ONE, step, two)),
        "公用经费控制率": above(eight, of("公用经费控制率"), ONE, POINT, ONE),
        "“三公经费”控制率": with_nothing_planned(
            full("“三公经费”控制率"),
            of("三公经费.本年决算数"),
            of("三公经费.本年预算数"),
            above(full("“三公经费”控制率"), of("“三公经费”控制率"), ONE, POINT, ONE),
        ),
        "政府采购执行率": with_nothing_planned(
            Decimal(6), of("政府采购金额.本年决算数"), of("政府采购金额.本年预算数"), bought
        ),
        "管理制度健全性": ticked([2, 2, 2, 2], judged.get("管理制度健全性")),
        "资金使用合规性": NO_SCORE if breaches is None else max(full("资金使用合规性") - breaches, ZERO),
        "预决算信息公开性": ticked([1, 1, 1, 1, 1], judged.get("预决算信息公开性")),
        "重点工作实际完成率": share_of(Decimal(8), of("已完成重点工作"), of("应完成重点工作")),
        "经济效益、社会效益": NO_SCORE if economy is None else Decimal(economy),
        "行政效能": NO_SCORE if effect is None else Decimal({"好": 6, "一般": 3, "无": 0}[effect]),
        "社会公众或服务对象满意度": from_on(of("满意度"), [("0.9", 6), ("0.8", 4), ("0.7", 2)], 0),
    }
    if not edition["楼堂馆所"]:
        del points["新建楼堂馆所面积控制率"], points["新建楼堂馆所投资概算控制率"]
    return points


def grade(total):
    if total >= 90:
        return "优"
    if total >= 80:
        return "良"
    return "中" if total >= 60 else "差"


RATES = (
    "在职人员控制率",
    "“三公经费”变动率",
    "预算完成率",
    "预算控制率",
    "规模控制率",
    "投资概算控制率",
    "公用经费控制率",
    "“三公经费”控制率",
    "政府采购执行率",
    "重点工作实际完成率",
)
AMOUNTS = tuple(
    f"{part}.{column}"
    for part in ("公务用车购置和维护经费", "三公经费", "项目支出")
    for column in COLUMNS
)


def answer(department):
    entries = {name: Decimal(amount) for name, amount in department["entries"].items()}
    known = work_out(entries)
    edition = EDITIONS[department["edition"]]
    points = scores(edition, known, department["judged"])
    total = None if None in points.values() else sum(points.values(), ZERO)
    rates = [name for name in RATES if edition["楼堂馆所"] or name not in ("规模控制率", "投资概算控制率")]
    printed = {name: in_print(known.get(name), 2) for name in AMOUNTS}
    for name in rates:
        rate = known.get(name)
        printed[name] = None if rate is None else in_print(rate * 100, 2) + "%"
    return {
        "exact": {name: in_print(known.get(name), 6) for name in AMOUNTS},
        "printed": printed,
        "scores": {name: in_print(value, 2) for name, value in points.items()},
        "total": in_print(total, 2),
        "grade": None if total is None else grade(total),
    }


# The projects, by the national form of 财预〔2020〕10号.

QUALITATIVE = {"达成": (80, 100), "部分达成": (60, 80), "未达成": (0, 60)}


def number(text):
    return None if text is None else Decimal(text)


def points_of_indicator(asked):
    """The points of one indicator, to two decimals; none where something is wanting."""
    weight = number(asked["weight"])
    if weight is None:
        return NO_SCORE
    if "attained" in asked:
        share = number(asked["share"])
        if share is None:
            return NO_SCORE
        least, most = QUALITATIVE[asked["attained"]]
        assert least <= share <= most, asked
        return half_up(weight * share / 100, 2)
    target, actual = number(asked["target"]), number(asked["actual"])
    if actual is None:
        return NO_SCORE
    if asked["sign"] in ("≤", "<"):
        if actual <= target:
            return weight
        if actual >= 2 * target:
            return ZERO
        # The only division comes last, so that a half is a half.
        return half_up(weight - weight * (actual - target) / target, 2)
    if asked["sign"] == "=":
        if actual == target:
            return weight
        if target == ZERO:
            return ZERO
    return weight if actual >= target else half_up(weight * actual / target, 2)


def points_of_execution(full, budget, spent):
    earned = ratio(None if spent is None else full * spent, budget)
    return NO_SCORE if earned is None else half_up(min(full, earned), 2)


def answer_of_project(asked):
    execution = points_of_execution(
        Decimal(asked["execution"]), number(asked["budget"]), number(asked["spent"])
    )
    points = [points_of_indicator(indicator) for indicator in asked["indicators"]]
    lost = [
        None if got is None else Decimal(indicator["weight"]) - got
        for indicator, got in zip(asked["indicators"], points)
    ]
    whole = [execution, *points]
    total = None if None in whole or not points else sum(whole, ZERO)
    return {
        "execution": in_print(execution, 2),
        "scores": [in_print(got, 2) for got in points],
        "lost": [in_print(gone, 2) for gone in lost],
        "total": in_print(total, 2),
    }


def answer_of_whole(asked):
    """上年结转 + 年初预算 + 追加预算 is the budget; 人员经费 + 公用经费, and the lines of 项目支出, are what was spent."""
    budget = [number(asked[name]) for name in ("上年结转", "年初预算", "本年追加预算")]
    basic = [number(asked[name]) for name in ("人员经费", "公用经费")]
    projects = skipping_blanks(*[number(asked[name]) for name in ("业务工作经费", "运行维护经费", "级次专项资金")])
    spent = [*basic, projects]
    known = {
        "budget": None if None in budget else sum(budget, ZERO),
        "spent": None if None in spent else sum(spent, ZERO),
    }
    told = answer_of_project({**asked, **{name: None if amount is None else f"{amount:f}" for name, amount in known.items()}})
    told["grade"] = None if told["total"] is None else grade(Decimal(told["total"]))
    return told


def main():
    for line in sys.stdin:
        asked = json.loads(line)
        if "project" in asked:
            told = answer_of_project(asked["project"])
        elif "whole" in asked:
            told = answer_of_whole(asked["whole"])
        else:
            told = answer(asked)
        print(json.dumps(told, ensure_ascii=False))


if __name__ == "__main__":
    main()
