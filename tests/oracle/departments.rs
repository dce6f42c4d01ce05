//! Random departments, and what the program and the independent one make of them. What lies on an edge of the form is
//! favoured: blanks, zeros, rates just on a step or the end of a band and a hair beside it, cuts, tiny and vast amounts.

use rust_decimal::Decimal;
use serde_json::{Map, Value, json};

use ziping::edition::Edition;
use ziping::evaluation::evaluate;
use ziping::figure::Key;
use ziping::filing::{Entry, Filing, Judgement, Ticks};
use ziping::quantity::Measure;

use super::independent::{self, Case, Chance, whole};

/// What the program calls a figure, and what the form does.
const NAMES: &[(&str, &str)] = &[
    ("staff.quota", "编制数"),
    ("staff.administrative", "行政编制在职人数"),
    ("staff.civil_service_managed", "参公编制在职人数"),
    ("staff.institution", "事业编制在职人数"),
    ("staff.in_post.final", "实际在职人数"),
    ("staff.control_rate", "在职人员控制率"),
    ("three_public.vehicle_purchase", "公车购置"),
    ("three_public.vehicle_running", "公车运行维护"),
    ("three_public.vehicle", "公务用车购置和维护经费"),
    ("three_public.abroad", "出国经费"),
    ("three_public.reception", "公务接待"),
    ("three_public", "三公经费"),
    ("three_public.prior_budget", "三公经费.上年预算数"),
    ("three_public.change_rate", "“三公经费”变动率"),
    ("three_public.control_rate", "“三公经费”控制率"),
    ("project.operational", "业务工作经费"),
    ("project.maintenance", "运行维护经费"),
    ("project.government_special", "级次专项资金"),
    ("project.total", "项目支出"),
    ("basic.operating", "公用经费"),
    ("basic.operating.control_rate", "公用经费控制率"),
    ("procurement", "政府采购金额"),
    ("procurement.execution_rate", "政府采购执行率"),
    ("budget.carried_over", "上年结转"),
    ("budget.initial", "年初预算"),
    ("budget.supplement", "本年追加预算"),
    ("budget.closing_balance", "年末结余"),
    ("budget.completion_rate", "预算完成率"),
    ("budget.control_rate", "预算控制率"),
    ("building.exists", "楼堂馆所"),
    ("building.area.approved", "批复规模"),
    ("building.area.actual", "实际规模"),
    ("building.area.control_rate", "规模控制率"),
    ("building.investment.budget", "预算投资"),
    ("building.investment.actual", "实际投资"),
    ("building.investment.control_rate", "投资概算控制率"),
    ("tasks.planned", "应完成重点工作"),
    ("tasks.finished", "已完成重点工作"),
    ("tasks.completion_rate", "重点工作实际完成率"),
    ("survey.satisfaction", "满意度"),
];

/// The columns of 附件1.
const COLUMNS: &[(&str, &str)] = &[("prior_final", "上年决算数"), ("budget", "本年预算数"), ("final", "本年决算数")];

/// What the form calls a figure of the program.
fn name(key: &str) -> Option<String> {
    let own = |key: &str| NAMES.iter().find(|(known, _)| *known == key).map(|(_, name)| (*name).to_owned());
    let in_column = || {
        let (row, column) = key.rsplit_once('.')?;
        let (_, column) = COLUMNS.iter().find(|(known, _)| *known == column)?;
        Some(format!("{}.{column}", own(row)?))
    };
    own(key).or_else(in_column)
}

/// One random department.
pub(crate) struct Department {
    filing: Filing,
    /// The line the independent program reads.
    line: String,
}

/// Puts a department together, figure by figure.
struct Maker {
    chance: Chance,
    /// Whether cells are left blank, and whether they are zero, one in so many.
    blank: u64,
    zero: u64,
    filing: Filing,
    entries: Map<String, Value>,
    judged: Map<String, Value>,
}

impl Maker {
    fn set(&mut self, key: &str, value: Decimal) {
        if self.blank > 0 && self.chance.one_in(self.blank) {
            return;
        }
        let value = if self.zero > 0 && self.chance.one_in(self.zero) { Decimal::ZERO } else { value };
        self.enter(key, value);
    }

    fn enter(&mut self, key: &str, value: Decimal) {
        let value = value.normalize().to_string();
        self.entries.insert(name(key).expect("the form names it"), json!(value));
        let key = Key::new(key);
        let report_year = self.filing.head.report_year;
        self.filing.entries.insert(key.clone(), Entry { report_year, key, typed: value.clone(), value });
    }

    /// A row of 附件1 in three columns, each some share of the one before.
    fn row(&mut self, row: &str) {
        let mut value = self.chance.amount();
        for (column, _) in COLUMNS {
            self.set(&format!("{row}.{column}"), value);
            value = self.chance.part_of(value);
        }
    }

    fn staff(&mut self) {
        let quota = Decimal::from(self.chance.below(1000) + 1);
        self.set("staff.quota", quota);
        let in_post = self.chance.part_of(quota).round();
        match self.chance.below(3) {
            0 => {
                self.set("staff.administrative", in_post);
                let few = Decimal::from(self.chance.below(3));
                self.set("staff.institution", few);
            }
            _ => self.set("staff.in_post.final", in_post),
        }
    }

    fn money(&mut self) {
        for row in ["vehicle_purchase", "vehicle_running", "abroad", "reception"] {
            self.row(&format!("three_public.{row}"));
        }
        if self.chance.one_in(2) {
            self.row("three_public");
        }
        let planned = self.filing.entries.get("three_public.budget").map(|entry| entry.value.clone());
        let planned = planned.and_then(|value| Decimal::from_str_exact(&value).ok());
        let prior = match planned.filter(|_| !self.chance.one_in(3)) {
            Some(planned) => planned / self.chance.share().max(Decimal::new(1, 2)),
            None => self.chance.amount(),
        };
        self.set("three_public.prior_budget", prior.round_dp(6));
        for row in ["project.operational", "project.maintenance", "project.government_special"] {
            self.row(row);
        }
        if self.chance.one_in(4) {
            self.row("project.total");
        }
        for row in ["basic.operating", "procurement"] {
            self.row(row);
        }
    }

    fn budget(&mut self) {
        let initial = self.chance.amount();
        let supplement = self.chance.part_of(initial) * Decimal::from(self.chance.of(&[1, 1, 1, -1]));
        let carried = self.chance.part_of(initial);
        let available = (initial + supplement + carried).max(Decimal::ZERO);
        let used = self.chance.part_of(available);
        self.set("budget.carried_over", carried);
        self.set("budget.initial", initial);
        self.set("budget.supplement", supplement);
        self.set("budget.closing_balance", (available - used).max(Decimal::ZERO));
    }

    fn building(&mut self) {
        let unsaid = self.blank > 0 && self.chance.one_in(self.blank);
        let exists = self.chance.one_in(2);
        if !unsaid {
            self.enter("building.exists", Decimal::from(u8::from(exists)));
            self.entries.remove("楼堂馆所");
            self.judged.insert("楼堂馆所".to_owned(), json!(exists));
        }
        if unsaid || exists {
            for (base, actual) in [
                ("building.area.approved", "building.area.actual"),
                ("building.investment.budget", "building.investment.actual"),
            ] {
                let approved = self.chance.amount().round_dp(2).max(Decimal::ONE);
                self.set(base, approved);
                let built = self.chance.part_of(approved);
                self.set(actual, built);
            }
        }
    }

    fn results(&mut self) {
        let planned = Decimal::from(self.chance.below(200) + 1);
        self.set("tasks.planned", planned);
        let finished = self.chance.part_of(planned).round();
        self.set("tasks.finished", finished);
        let satisfied = self.chance.share().min(Decimal::ONE);
        self.set("survey.satisfaction", satisfied);
    }

    fn judge(&mut self, key: &str, label: &str, answer: Value, judgement: Judgement) {
        if self.blank > 0 && self.chance.one_in(self.blank) {
            return;
        }
        self.judged.insert(label.to_owned(), answer);
        self.filing.judgements.insert(key.to_owned(), Judgement { indicator: key.to_owned(), ..judgement });
    }

    fn judgements(&mut self, edition: &Edition) {
        for (key, label, items) in [("management_systems", "管理制度健全性", 4), ("disclosure", "预决算信息公开性", 5)]
        {
            let ticks: Vec<u32> = (1..=items).filter(|_| !self.chance.one_in(3)).collect();
            let judgement = Judgement { ticks: Some(Ticks(ticks.clone())), ..Judgement::default() };
            self.judge(key, label, json!(ticks), judgement);
        }
        let breaches = whole(self.chance.below(9));
        let judgement = Judgement { breaches: Some(breaches), ..Judgement::default() };
        self.judge("use_of_funds", "资金使用合规性", json!(breaches), judgement);
        let full = edition.indicator("economic_social_benefit").map_or(Decimal::ZERO, |row| row.full_score);
        let given = Decimal::new(whole(self.chance.below(11)), 1) * full;
        let judgement = Judgement { score: Some(given), ..Judgement::default() };
        self.judge("economic_social_benefit", "经济效益、社会效益", json!(given.to_string()), judgement);
        let grade = self.chance.of(&["好", "一般", "无"]);
        let judgement = Judgement { grade: Some(grade.to_owned()), ..Judgement::default() };
        self.judge("administrative_effectiveness", "行政效能", json!(grade), judgement);
    }
}

impl Department {
    /// The department of a number: the same number, the same department.
    pub(crate) fn of(number: u64, edition: &Edition) -> Department {
        let mut chance = Chance(number);
        let (blank, zero) = (chance.of(&[0, 0, 12]), chance.of(&[0, 0, 8]));
        let filing = Filing::blank(2024, "示例区某局", &edition.key);
        let mut maker = Maker { chance, blank, zero, filing, entries: Map::new(), judged: Map::new() };
        maker.staff();
        maker.money();
        maker.budget();
        maker.building();
        maker.results();
        maker.judgements(edition);
        let asked = json!({"edition": edition.key, "entries": maker.entries, "judged": maker.judged});
        Department { filing: maker.filing, line: asked.to_string() }
    }

    /// What the program makes of it, in the shape of the independent one.
    fn answer(&self, edition: &Edition) -> Value {
        let evaluation = evaluate(edition, &self.filing, None);
        let (mut exact, mut printed) = (Map::new(), Map::new());
        for figure in &edition.figures {
            let Some(name) = name(figure.key.as_str()) else { continue };
            let (value, is_money) = (&evaluation.figures[&figure.key], figure.measure == Measure::Money);
            exact.extend(is_money.then(|| (name.clone(), json!(value.value.map(|number| format!("{number:.6}"))))));
            printed.insert(name, json!(value.shown));
        }
        let points = |score: Option<Decimal>| json!(score.map(|score| format!("{score:.2}")));
        let scores: Map<String, Value> =
            evaluation.indicators.iter().map(|result| (result.label.clone(), points(result.score))).collect();
        json!({"exact": exact, "printed": printed, "scores": scores,
               "total": points(evaluation.total.score), "grade": evaluation.total.grade})
    }

    /// Where the two answers differ, with what was asked.
    fn differs(&self, edition: &Edition, independent: &Value) -> Option<String> {
        let ours = self.answer(edition);
        let told = |path: &str, theirs: &Value| {
            let here = ours.pointer(path).unwrap_or(&Value::Null);
            (here != theirs).then(|| format!("{path}: the program {here}, the independent one {theirs}"))
        };
        let groups = ["exact", "printed", "scores"].into_iter().flat_map(|group| {
            let names = independent[group].as_object().expect("figures by name");
            names.iter().map(move |(name, theirs)| (format!("/{group}/{name}"), theirs))
        });
        let rest = ["total", "grade"].map(|name| (format!("/{name}"), &independent[name]));
        let differences: Vec<String> = groups.chain(rest).filter_map(|(path, theirs)| told(&path, theirs)).collect();
        (!differences.is_empty()).then(|| format!("{}\n{}", differences.join("\n"), self.line))
    }
}

/// A department with the form it is scored by.
struct Scored<'e>(Department, &'e Edition);

impl Case for Scored<'_> {
    fn line(&self) -> &str {
        &self.0.line
    }

    fn difference(&self, independent: &Value) -> Option<String> {
        self.0.differs(self.1, independent)
    }
}

/// Scores departments by both programs; how many got a total, or the first that they score differently.
pub(crate) fn agreement(edition: &Edition, numbers: std::ops::Range<u64>) -> Result<u64, String> {
    independent::agreement(numbers, |number| Scored(Department::of(number, edition), edition))
}
