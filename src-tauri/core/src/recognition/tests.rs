//! Recognition in many wordings, and what must not be recognised.

use super::*;
use crate::edition::DEFAULT;
use crate::source::SourceText;

fn edition() -> Edition {
    Edition::shipped(DEFAULT).expect("is whole")
}

/// What is recognised: `key value`, with `~` where it is not exact and the scope behind.
fn found(text: &str) -> Vec<String> {
    let one = |found: &Recognised| {
        let about = if found.exact { "" } else { "~" };
        let scope = found.scope.as_deref().map(|scope| format!(" {scope}")).unwrap_or_default();
        format!("{} {}{about}{scope}", found.key, found.value)
    };
    recognise(&ReadText::of(&SourceText::from(text)), &edition(), 2020).iter().map(one).collect()
}

fn holds(text: &str, expected: &[&str]) {
    assert_eq!(found(text), expected, "{text}");
}

#[test]
fn the_figures_of_a_published_wording_are_found() {
    holds(
        "一般公共预算财政拨款基本支出6346.47万元，其中人员经费5788.54万元，占基本支出91.21%，公用经费557.93万元，8.79%。",
        &[
            "basic.total.final 6346.47",
            "basic.personnel.final 5788.54",
            "basic.personnel.share 0.9121",
            "basic.operating.final 557.93",
        ],
    );
}

#[test]
fn staffing_is_found_and_parts_belong_to_the_people_in_post() {
    holds(
        "某市市场监督管理局\n市监局在职人员共168人，其中行政编制108人，事业参公编制7人，非参公事业人员53人，离休人员1人，编外人员92人。",
        &[
            "staff.in_post.final 168",
            "staff.administrative 108",
            "staff.civil_service_managed 7",
            "staff.institution 53",
            "staff.retired_veterans 1",
            "staff.off_quota 92",
        ],
    );
    holds(
        "经编制部门核定，本部门编制数为180名，2020年末实际在职168人，在职人员控制率为93.33%。",
        &["staff.quota 180", "staff.in_post.final 168", "staff.control_rate 0.9333"],
    );
    holds("核定编制180个，实有在职人员三十八人。", &["staff.quota 180", "staff.in_post.final 38"]);
    // Posts of a kind are no people of a kind.
    holds("核定编制180名，其中行政编制100名、事业编制80名。", &["staff.quota 180"]);
    holds("退休人员35人，离退休人员共36人。", &["staff.retired 35"]);
    holds("在职人员168人（含编外人员92人）。", &["staff.in_post.final 168 含编外人员92人"]);
}

#[test]
fn columns_and_years_are_told_apart() {
    holds(
        "“三公”经费本年预算15.80万元，决算11.61万元，控制率为73.48%。",
        &["three_public.budget 15.8", "three_public.final 11.61", "three_public.control_rate 0.7348"],
    );
    holds("2020年度“三公”经费支出11.61万元，比上年减少1.2万元，下降9.37%。", &["three_public.final 11.61"]);
    holds(
        "2020年“三公”经费预算数15.8万元，较上年预算数16.8万元减少1万元。",
        &["three_public.budget 15.8", "three_public.prior_budget 16.8"],
    );
    holds(
        "2020年公务接待费决算3.2万元，2019年公务接待费决算4.1万元。",
        &["three_public.reception.final 3.2", "three_public.reception.prior_final 4.1"],
    );
    holds(
        "2019年，公务接待费支出4.1万元，公务用车运行维护费6万元。",
        &["three_public.reception.prior_final 4.1", "three_public.vehicle_running.prior_final 6"],
    );
    holds(
        "公用经费年初预算560万元，全年支出557.93万元。",
        &["basic.operating.budget 560 年初", "basic.operating.final 557.93"],
    );
    holds("公用经费调整预算580万元。", &["basic.operating.budget 580 调整后"]);
    holds(
        "政府采购预算300万元，实际采购281.5万元，执行率为93.83%。",
        &["procurement.budget 300", "procurement.final 281.5", "procurement.execution_rate 0.9383"],
    );
    holds("“三公”经费：预算10万元，决算8万元。", &["three_public.budget 10", "three_public.final 8"]);
    // Another year than this one and the last.
    holds("2018年项目支出900万元。2021年项目支出预算1200万元。", &[]);
}

#[test]
fn units_are_converted_and_approximate_words_are_kept() {
    holds(
        "基本支出0.63亿元，项目支出15597000元，人员经费约5788万元，公用经费557万余元。",
        &[
            "basic.total.final 6300",
            "project.total.final 1559.7",
            "basic.personnel.final 5788~",
            "basic.operating.final 557~",
        ],
    );
    let one = recognise(&ReadText::of(&SourceText::from("　基本支出０.６３亿元。")), &edition(), 2020);
    assert_eq!((one[0].shown.as_str(), one[0].last_place), ("０.６３亿元", Decimal::from(100)));
    assert_eq!((one[0].place.start, one[0].place.end), (5, 11));
}

#[test]
fn the_departments_budget_is_found_where_it_is_plainly_that() {
    holds(
        "本部门上年结转52.30万元，年初预算7800万元，本年追加预算173.50万元，年末结余0万元，预算完成率为100%，预算控制率为2.22%。",
        &[
            "budget.carried_over 52.3",
            "budget.initial 7800",
            "budget.supplement 173.5",
            "budget.closing_balance 0",
            "budget.completion_rate 1",
            "budget.control_rate 0.0222",
        ],
    );
    holds("我局年初预算7800万元。", &["budget.initial 7800"]);
    holds("本部门年初预算7800万元，年中调减预算20万元。", &["budget.initial 7800", "budget.supplement -20"]);
    // A project's, a line's, nobody's.
    holds("信息化工作经费，年初预算100万元，追加20万元。", &[]);
    holds("一般公共服务支出。年初预算为1560.05万元，支出决算为1511.89万元。", &[]);
    holds("该项目年初预算100万元，年末结余2万元。", &[]);
    holds("公用经费决算557.93万元，年初预算560万元。", &["basic.operating.final 557.93"]);
}

#[test]
fn counts_stand_before_or_behind_their_names() {
    holds("区局内设20个科室，具体为：办公室、人事科。", &[]);
    holds(
        "某区某局\n某局内设20个科室，派出机构14个，二级机构4个。",
        &["organisation.offices 20", "organisation.stations 14", "organisation.subordinate_units 4"],
    );
    holds("20个科室及14个市场监督管理所组成。", &["organisation.offices 20", "organisation.stations 14"]);
    holds("20个科室负责人参加培训。", &[]);
    holds(
        "项目支出1559.70万元，涉及项目14个，其中业务工作经费1527.20万元，主要用于打击传销工作经费等12个项目。",
        &[
            "project.total.final 1559.7",
            "project.count 14",
            "project.operational.final 1527.2",
            "project.operational.count 12",
        ],
    );
    holds(
        "2020年度应完成重点工作15项，实际完成14项，完成率为93.33%。",
        &["tasks.planned 15", "tasks.finished 14", "tasks.completion_rate 0.9333"],
    );
    holds("社会公众满意度达95.6%。", &["survey.satisfaction 0.956"]);
}

#[test]
fn the_score_and_the_grade_of_the_whole_are_found() {
    let text = "经自评，本部门2020年度部门整体支出绩效自评得分95.19分，等级为“优”。";
    holds(text, &["total.score 95.19"]);
    let grades = |text: &str| -> Vec<(String, String)> {
        let found = stated_grades(&SourceText::from(text), &edition());
        found.into_iter().map(|stated| (stated.grade, stated.shown)).collect()
    };
    assert_eq!(grades(text), [("优".to_owned(), "优".to_owned())]);
    assert_eq!(grades("自评总分92分，评价等级为优秀。"), [("优".to_owned(), "优秀".to_owned())]);
    assert_eq!(grades("绩效自评结果为良。"), [("良".to_owned(), "良".to_owned())]);
    assert!(grades("党建项目自评等级为“优”。企业信用等级为良好。").is_empty());
    holds("在职人员控制率指标自评得分5分。党建经费项目自评得分96分。", &[]);
}

#[test]
fn what_is_another_offices_or_a_projects_is_left_alone() {
    for text in [
        "区文化馆基本支出100万元，其中人员经费80万元。",
        "区文化馆：基本支出100万元，其中人员经费80万元。",
        "二级机构在职人员56人。",
        "全区一般公共预算支出50亿元，其中项目支出20亿元。",
        "人均公用经费3.2万元。",
        "项目支出增加120万元，公用经费压减5%。",
        "人员经费和公用经费6346.47万元。",
        "截至2020年6月底，项目支出800万元。",
        "预计项目支出1600万元。",
        "服务对象参加公务接待费培训3万元。",
        "信息化项目满意度为98%。",
        "编制数3本。",
        "州本级一般公共预算支出508075万元，为年初预算631600万元的80.4%，为调整预算502100万元的101.2%。",
        "政府性基金预算项目支出5万元。",
        "下属单位公务接待费2万元，公务用车运行维护费4万元。",
    ] {
        holds(text, &[]);
    }
    // Money that a project spends on receptions is not all the department spends on them.
    holds("项目支出1559.70万元，其中公务接待费3万元。", &["project.total.final 1559.7"]);
    // Of the list's last part, or of the whole?
    holds(
        "“三公”经费预算10万元，其中公务接待费预算3万元，决算8万元。",
        &["three_public.budget 10", "three_public.reception.budget 3"],
    );
    holds(
        "“三公”经费预算10万元，决算8万元，其中：公务接待费预算3万元，决算2.5万元。",
        &[
            "three_public.budget 10",
            "three_public.final 8",
            "three_public.reception.budget 3",
            "three_public.reception.final 2.5",
        ],
    );
    holds(
        "“三公”经费预算10万元（其中公务接待费3万元），决算8万元。",
        &["three_public.budget 10", "three_public.reception.final 3", "three_public.final 8"],
    );
}

#[test]
fn chapters_on_other_budgets_and_parts_are_left_alone() {
    let text = "二、一般公共预算支出情况\n（一）项目支出情况\n项目支出1559.70万元。\n三、政府性基金预算支出情况\n（一）项目支出情况\n项目支出30万元。\n四、其他情况\n项目支出1559.70万元。";
    holds(text, &["project.total.final 1559.7", "project.total.final 1559.7"]);
}
