//! The words that tell what a number is doing in its sentence, as tables. To teach the audit another wording, add it here.

use std::borrow::Cow;

/// Behind these a number is by how much something rose.
pub(super) const UP: &[&str] = &[
    "增长",
    "增加",
    "上升",
    "提高",
    "上涨",
    "增幅",
    "升幅",
    "增速",
    "增产",
    "提升",
    "攀升",
    "净增",
    "增收",
    "增支",
    "增幅为",
    "涨幅",
    "扩大",
    "多",
];
/// Behind these, by how much it fell.
pub(super) const DOWN: &[&str] = &[
    "下降", "减少", "降低", "回落", "减产", "压减", "压缩", "缩减", "缩小", "降幅", "减幅", "下滑", "减收", "减支",
    "节约", "少", "缩短", "核减", "调减", "跌幅",
];
/// Words between a verb and its number that change nothing.
pub(super) const COPULAS: &[&str] = &[
    "为",
    "达",
    "达到",
    "是",
    "约",
    "近",
    "超",
    "超过",
    "了",
    "仅",
    "共",
    "至",
    "在",
    "约为",
    "高达",
    "只有",
    "有",
    "仅为",
    "额",
    "幅度",
    "率为",
    "到",
    "逾",
    "突破",
    "将近",
    "大约",
    "接近",
    "不少于",
    "不低于",
    "至少",
    "数为",
    "得",
    "均为",
    "各为",
    "已",
];
/// A comparison begins with one of these.
pub(super) const COMPARING: &[&str] = &["比", "较", "同比", "相比", "与"];
/// Words that make a change lead to an amount, not be one.
pub(super) const LEADING_TO: &[&str] = &[
    "增加到",
    "增长到",
    "提高到",
    "上升到",
    "提升到",
    "扩大到",
    "增至",
    "升至",
    "提高至",
    "提升至",
    "上升至",
    "增加至",
    "增长至",
    "降至",
    "降到",
    "发展到",
    "发展至",
    "扩展到",
    "升到",
    "增到",
    "减到",
    "下降到",
    "下降至",
    "减少到",
    "减少至",
    "减至",
    "降低到",
    "降低至",
    "压减到",
    "压减至",
    "压缩到",
    "压缩至",
    "缩减到",
    "缩减至",
    "缩短到",
    "缩短至",
    "精简到",
    "精简至",
    "调整为",
    "调整到",
    "调整至",
    "调减为",
    "调增为",
    "整合为",
    "变为",
    "扩大至",
    "调减至",
    "调增至",
];
/// These open a list of parts that need not be all there are.
pub(super) const AMONG: &[&str] = &["其中", "当中"];
/// These open a list of all parts.
pub(super) const COMPRISING: &[&str] = &[
    "分别为",
    "分别是",
    "具体为",
    "具体是",
    "具体如下",
    "如下",
    "分为",
    "由",
    "包括",
    "包含",
    "构成为",
    "部分构成",
    "部分组成",
    "即",
    "组成为",
    "分别有",
];
/// These open a list of the chief parts.
pub(super) const CHIEFLY: &[&str] = &[
    "主要用于",
    "主要包括",
    "主要有",
    "主要是",
    "用于",
    "主要为",
    "主要用于以下方面",
    "主要安排",
    "含",
    "投入",
    "包含",
    "包括",
    "重点用于",
];
/// These divide a whole that stands somewhat before.
pub(super) const DIVIDING_END: &[&str] = &["分", "看", "划分", "来看", "分类"];
/// What a whole is divided by: 按行政等级，…
pub(super) const DIVIDED_BY: &[&str] = &[
    "等级", "级别", "层级", "地区", "区域", "区县", "类型", "类别", "种类", "来源", "用途", "性质", "功能", "科目",
    "行业", "渠道", "环节", "方式", "对象", "年龄", "性别", "学历", "学段", "产业",
];
/// These name a total of what was listed before.
pub(super) const TOTALS: &[&str] = &[
    "合计",
    "共计",
    "总计",
    "总收入",
    "总支出",
    "收入总计",
    "支出总计",
    "总额",
    "总数",
    "总共",
    "累计",
    "合计为",
    "总计为",
    "合计共",
    "合计达",
    "共计为",
    "总计达",
    "总和",
    "之和",
    "相加",
    "总数为",
    "总额为",
];
/// People who are not in post, hence no part of those who are.
pub(super) const NOT_IN_POST: &[&str] = &["离休", "退休", "离退", "编外", "临聘", "聘用", "遗属", "劳务派遣", "临时"];
/// Lines of spending that cut across the others.
pub(super) const CROSSING: &[&str] =
    &["民生支出", "民生领域", "民生投入", "用于民生", "政府采购", "三公", "国有控股", "股份制", "私营"];
/// What cannot be added up.
pub(super) const PER_HEAD: &[&str] = &[
    "人均",
    "平均",
    "户均",
    "每",
    "单价",
    "均价",
    "场均",
    "案均",
    "亩均",
    "件均",
    "单车",
    "车均",
    "校均",
    "村均",
    "亩产",
    "单位成本",
    "单方",
    "生均",
    "台均",
    "套均",
    "具均",
    "床均",
    "次均",
    "班均",
    "店均",
    "月均",
    "批均",
    "笔均",
    "项均",
    "例均",
    "份均",
    "栋均",
    "辆均",
    "日均",
];
/// What two other amounts leave.
pub(super) const LEFT_OVER: &[&str] = &[
    "剩余",
    "余下",
    "其余",
    "尚余",
    "尚差",
    "还差",
    "尚未",
    "未结",
    "未办结",
    "未整改",
    "未发放",
    "尚有",
    "仍有",
    "空编",
    "空缺",
    "缺口",
    "缺额",
    "缺编",
    "审减",
    "缺员",
    "缺岗",
    "差额",
    "未执行",
    "未完成",
    "未支付",
    "未完工",
    "未使用",
    "未拨付",
    "未到位",
    "超出",
    "超收",
    "短收",
    "超额",
    "超支",
    "超计划",
    "超目标",
    "超任务",
    "超过计划",
    "超编",
    "欠拨",
    "节约",
    "节省",
    "节支",
    "大于",
    "小于",
    "多于",
    "少于",
];
/// What was not done, saved or lacks of one part of a list is no part beside the others.
pub(super) const UNDONE: &[&str] =
    &["未支付", "未使用", "未拨付", "未到位", "未执行", "未完成", "节约", "节省", "缺口", "欠"];
/// What was spent beyond the income is called so.
pub(super) const LACKING: &[&str] = &["赤字", "亏损", "收支缺口", "收不抵支"];
/// Stretches of a year.
pub(super) const STRETCHES: &[&str] =
    &["上半年", "下半年", "一季度", "二季度", "三季度", "四季度", "前三季度", "第四季度"];
/// Growth of these is reckoned at constant prices, not from the printed amounts.
pub(super) const AT_CONSTANT_PRICES: &[&str] =
    &["可比价", "不变价", "生产总值", "增加值", "GDP", "农林牧渔业总产值", "农业总产值", "可比口径", "同口径"];
/// An amount of these is last year's.
pub(super) const LAST_YEAR: &[&str] = &["上年", "去年", "上一年", "同期", "前年"];
/// An amount of these is what was meant to be.
pub(super) const PLANNED: &[&str] = &[
    "计划",
    "目标",
    "预计",
    "任务",
    "年初预算",
    "预算为",
    "预算数",
    "预算安排",
    "调整预算",
    "下达",
    "预算",
    "批复",
    "概算",
];
/// Words with 预算 in them that say where money comes from.
pub(super) const SOURCES: &[&str] = &["预算内", "预算外"];
/// Words with 预算 in them that name a fund or a unit, no plan.
pub(super) const FUNDS: &[&str] = &[
    "公共预算财政拨款",
    "公共预算拨款",
    "基金预算财政拨款",
    "基金预算拨款",
    "经营预算财政拨款",
    "公共预算收入",
    "基金预算收入",
    "公共预算支出",
    "基金预算支出",
    "经营预算收入",
    "经营预算支出",
    "预算单位",
    "预算稳定调节基金",
    "预算管理",
    "预算绩效",
    "计划生育",
];
/// Modifiers of a base's name that say nothing about which amount it is.
pub(super) const MODIFIERS: &[&str] = &[
    "当年",
    "本年度",
    "本年",
    "全年",
    "全部",
    "全市",
    "全区",
    "全县",
    "全省",
    "全州",
    "我局",
    "我区",
    "其",
    "年度",
    "总的",
    "部门",
    "整体",
    "同期",
    "预计",
    "初步核算",
];

/// What is done with money, before the name of what it is for: 兑付补贴.
pub(super) const PAYING: &[&str] = &["兑付", "发放", "拨付", "支付", "列支"];

/// Whether a text speaks of what ought to be: 应检, 应付; not 应急, 供应.
pub(super) fn ought(text: &str) -> bool {
    text.match_indices('应').any(|(at, word)| {
        let before = text.get(..at).and_then(|head| head.chars().next_back());
        let after = text.get(at + word.len()..).and_then(|tail| tail.chars().next());
        !before.is_some_and(|c| "供响相对适反效感回".contains(c)) && !after.is_some_and(|c| "急用对".contains(c))
    })
}

/// Whether what a share is of is a budget: 占调整预算; not 占一般公共预算收入.
pub(super) fn names_a_budget(name: &str) -> bool {
    without(name, FUNDS.iter().chain(SOURCES).copied()).contains("预算")
}

/// Whether a text has one of the words.
pub(super) fn has(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| text.contains(word))
}

/// A text without the words, which are taken out one after the other.
pub(super) fn without<'t>(text: &'t str, words: impl IntoIterator<Item = &'t str>) -> Cow<'t, str> {
    let take = |text: Cow<'t, str>, word| if text.contains(word) { text.replace(word, "").into() } else { text };
    words.into_iter().fold(text.into(), take)
}

/// Whether a text ends with one of the words.
pub(super) fn ends(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| text.ends_with(word))
}

/// A text without the words at its end that change nothing.
pub(super) fn bare(text: &str) -> &str {
    let mut text = text;
    while let Some(shorter) = COPULAS.iter().find_map(|word| text.strip_suffix(word)) {
        text = shorter;
    }
    text
}
