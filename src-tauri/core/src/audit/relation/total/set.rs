//! Parts that together are all there is, by their names: 基本支出 and 项目支出.

use rust_decimal::Decimal;

use super::super::shortfall::{Certainty, accuse};
use super::adds_up;
use crate::audit::mention::Mention;
use crate::audit::nearby::Nearby;
use crate::audit::statement::Statement;
use crate::audit::wording::has;

/// Names of parts that together are all there is.
pub(in crate::audit::relation) const WHOLE_SETS: &[&[&str]] = &[
    &["基本支出", "项目支出"],
    &["人员经费", "公用经费"],
    &["税收", "非税"],
    &["城镇", "乡村"],
    &["城镇", "农村"],
    &["出口", "进口"],
    &["一般债", "专项债"],
    &["本金", "利息"],
    &["行政编", "事业编"],
    &["行政人员", "事业人员"],
    &["政法编", "事业编"],
    &["公办", "民办"],
    &["公务员", "参公", "事业"],
    &["在职", "退休"],
    &["本年支出", "年末结转"],
    &["本年支出", "结余分配", "年末结转"],
    &["行政编制", "参公", "事业"],
    &["男", "女"],
    &["公立", "民营"],
    &["续建", "新建"],
    &["新建", "改建"],
    &["新建", "改造"],
    &["早稻", "晚稻", "一季稻"],
    &["夏粮", "秋粮"],
    &["货物", "工程", "服务"],
    &["再融资", "新增"],
    &["第一产业", "第二产业", "第三产业"],
    &["金牌", "银牌", "铜牌"],
    &["公务用车", "公务接待", "因公出国"],
    &["业务工作", "运行维护"],
    &["业务工作", "专项"],
    &["人员支出", "公用支出"],
    &["硕士", "本科", "大专"],
    &["高级", "中级", "初级"],
    &["高中", "初中", "小学"],
    &["满意", "基本满意", "不满意"],
    &["优秀", "良好", "合格", "不合格"],
    &["一等", "二等", "三等"],
    &["合格", "不合格"],
];

/// `实有A人，行政人员B人，事业人员C人`: parts that together are all there is, right behind what they make up. They are its parts
/// where the sum comes near it.
pub(super) fn set(nearby: Nearby<'_>, index: usize, wholes: &mut [Option<usize>]) -> Option<Statement> {
    let (whole_at, head) = (index.checked_sub(1)?, nearby.get(index)?);
    let whole =
        nearby.get(whole_at).filter(|whole| whole.is_level() && !whole.is_last_years() && !whole.is_planned())?;
    let alike = |part: &Mention| {
        part.is_level()
            && part.part == whole.part
            && part.bracket == whole.bracket
            && part.quantity.unit.goes_with(whole.quantity.unit)
    };
    let is_set = |set: &&&[&str]| {
        set.iter()
            .enumerate()
            .all(|(at, name)| nearby.get(index + at).is_some_and(|part| alike(part) && part.lead.contains(name)))
    };
    // 本年收入A，本年支出B，年末结转C: what was carried over from the year before is in it too.
    let is_account = head.lead.contains("本年支出") && !has(&whole.lead, &["总计", "合计"]);
    if head.opening.is_some() || wholes.get(index).copied().flatten().is_some() || !alike(head) || is_account {
        return None;
    }
    let parts: Vec<usize> = (index..index + WHOLE_SETS.iter().find(is_set)?.len()).collect();
    let sum: Decimal = parts.iter().filter_map(|part| nearby.get(*part)).map(|part| part.quantity.value).sum();
    let near = (sum - whole.quantity.value).abs() * Decimal::from(5) <= whole.quantity.value;
    near.then(|| {
        adds_up(nearby, whole_at, &parts, wholes)
            .unwrap_or_else(|| accuse(nearby, whole_at, &parts, Certainty::Complete))
    })
}
