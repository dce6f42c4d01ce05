//! Points of a table of targets explained: the national rule, target and result as typed, what was lost by what.

use std::collections::BTreeSet;

use super::{Explainer, Explanation, FactKind, Of};
use crate::filing::{ProjectIndicator, table_key};
use crate::project::{EXECUTION_STANDARD, ProjectResult, Scored, TargetResult, TargetTable, printed_share, standard};
use crate::quantity::print_score;

/// What the points of budget execution go by.
pub(super) const EXECUTION: &str = "预算执行率";

impl Explainer<'_> {
    /// Why an indicator of a table, or its budget execution, has its points; `None` where the key is of neither.
    pub(super) fn target_within(&self, key: &str, told: &mut BTreeSet<String>) -> Option<Explanation> {
        let tables = self.edition.tables(self.filing);
        let results = self.evaluation.whole.iter().chain(&self.evaluation.projects);
        tables.iter().zip(results).find_map(|(table, result)| {
            let target = result.indicators.iter().find(|target| target.key == key);
            let is_execution = execution_key(result) == key;
            target
                .and_then(|target| self.target(target))
                .or_else(|| is_execution.then(|| self.execution(table, result, told)))
        })
    }

    fn target(&self, target: &TargetResult) -> Option<Explanation> {
        let indicator = self.filing.project_indicators.iter().find(|one| one.key() == target.key)?;
        let mut node = scored(&target.key, &target.name, &target.scored);
        node.facts.insert(0, FactKind::Rule.of(standard(indicator).to_owned()));
        let reason = target.reason.clone().filter(|_| target.scored.is_short());
        node.tell(FactKind::Reason, reason);
        node.tell(FactKind::Changed, self.moments.targets.get(&indicator.id).cloned());
        node.inputs = stated(indicator, target);
        Some(node)
    }

    fn execution(&self, table: &TargetTable<'_>, result: &ProjectResult, told: &mut BTreeSet<String>) -> Explanation {
        let mut node = scored(&execution_key(result), EXECUTION, &result.execution);
        node.facts.insert(0, FactKind::Rule.of(EXECUTION_STANDARD.to_owned()));
        let reason = self.evaluation.figures.get(&table.key("reason")).and_then(|reason| reason.shown.clone());
        node.tell(FactKind::Reason, reason.filter(|_| result.execution.is_short()));
        let rate = table.key("execution_rate");
        node.inputs = vec![self.figure_within(rate.as_str(), told, 0)];
        node
    }
}

/// The key of the points of budget execution.
pub(super) fn execution_key(result: &ProjectResult) -> String {
    table_key(&result.id, "execution").to_string()
}

fn scored(key: &str, label: &str, scored: &Scored) -> Explanation {
    let mut node = Explanation {
        of: Of::Score,
        key: key.to_owned(),
        label: label.to_owned(),
        shown: scored.score.map(print_score),
        unit: "分".to_owned(),
        full_score: scored.full_score.map(print_score),
        facts: Vec::new(),
        inputs: Vec::new(),
    };
    node.tell(FactKind::Award, scored.working.clone());
    node.tell(FactKind::Wanted, scored.note.clone());
    let lost = scored.lost.filter(|_| scored.is_short()).zip(scored.loss.as_ref());
    node.tell(FactKind::Loss, lost.map(|(lost, loss)| format!("{}分，{loss}", print_score(lost))));
    node
}

/// Target and result as they were typed, and how far a target in words was attained.
fn stated(indicator: &ProjectIndicator, target: &TargetResult) -> Vec<Explanation> {
    let node = |label: &str, shown: Option<String>| {
        let wanted = shown.is_none().then(|| "还没有填写".to_owned());
        let mut node = Explanation {
            of: Of::Decision,
            key: target.key.clone(),
            label: label.to_owned(),
            shown,
            unit: String::new(),
            full_score: None,
            facts: Vec::new(),
            inputs: Vec::new(),
        };
        node.tell(FactKind::Wanted, wanted);
        node
    };
    let attained = indicator.attainment.map(|attainment| {
        let share = indicator.share.map(|share| format!("，按{}计分", printed_share(share))).unwrap_or_default();
        format!("{}{share}", attainment.word())
    });
    let in_words = indicator.target.is_some() && indicator.comparison.is_none();
    let mut nodes = vec![node("年度指标值", target.target.clone()), node("实际完成值", target.actual.clone())];
    nodes.extend(in_words.then(|| node("达成情况", attained)));
    nodes
}
