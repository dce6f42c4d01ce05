//! `evaluate`: figures, workings, scores, what is missing, findings.

use super::{Arguments, Done, Terminal, project};
use crate::error::Result;
use crate::evaluation::{Evaluation, MissingKind};
use crate::quantity::print_score;

pub(super) fn run(mut arguments: Arguments, terminal: &mut Terminal<'_>) -> Result<Done> {
    let json = arguments.flag("json");
    let year = super::proofread(arguments, terminal)?;
    let evaluation = &year.evaluation;
    if json {
        return terminal.say_json(evaluation);
    }
    terminal.say(format!("{}　{}年度", evaluation.reporting_unit, evaluation.report_year))?;
    figures(evaluation, terminal)?;
    scores(evaluation, terminal)?;
    projects(evaluation, terminal)?;
    missing(evaluation, terminal)?;
    super::check::findings(evaluation, terminal)
}

fn figures(evaluation: &Evaluation, terminal: &mut Terminal<'_>) -> Result<Done> {
    terminal.say("\n【数据】")?;
    for (key, value) in evaluation.figures.iter() {
        let Some(shown) = &value.shown else { continue };
        let working = value.working.as_ref().map(|working| format!("　（{working}）")).unwrap_or_default();
        terminal.say(format!("{}　{shown}{working}　{key}", value.label))?;
    }
    Ok(Done::Well)
}

fn scores(evaluation: &Evaluation, terminal: &mut Terminal<'_>) -> Result<Done> {
    terminal.say("\n【得分】")?;
    for result in &evaluation.indicators {
        let score = result.score.map_or("未评".to_owned(), print_score);
        let label = to_confirm(&result.label, result.assumed);
        let said = [result.working.clone(), result.notes()].into_iter().flatten().collect::<Vec<_>>();
        terminal.say(format!(
            "{label}　{score}／{}　{}　{}",
            print_score(result.full_score),
            said.join("；"),
            result.key
        ))?;
    }
    if let Some(whole) = &evaluation.whole {
        terminal.say(project::scored("预算执行率", &whole.execution))?;
        whole.indicators.iter().try_for_each(|target| terminal.say(project::target(target)).map(|_| ()))?;
    }
    let total = &evaluation.total;
    let score = total.score.map_or("未评完".to_owned(), print_score);
    let grade = total.grade.clone().unwrap_or_default();
    terminal.say(format!("合计　{score}／{}　{grade}", print_score(total.full_score)))
}

fn projects(evaluation: &Evaluation, terminal: &mut Terminal<'_>) -> Result<Done> {
    terminal.say(format!("\n【项目】{}个", evaluation.projects.len()))?;
    for project in &evaluation.projects {
        let score = project.total.map_or("未评完".to_owned(), print_score);
        terminal.say(format!("{}　{score}　{}", project.name, project.id))?;
    }
    Ok(Done::Well)
}

fn missing(evaluation: &Evaluation, terminal: &mut Terminal<'_>) -> Result<Done> {
    terminal.say(format!("\n【缺项】{}项", evaluation.missing.len()))?;
    for missing in &evaluation.missing {
        let kind = match missing.kind {
            MissingKind::Figure => "数据",
            MissingKind::Indicator => "评分",
            MissingKind::Chapter => "章节没有内容",
            MissingKind::Prompt => "提示语还没有改写",
            MissingKind::Reference => "文中引用为空",
        };
        terminal.say(format!("{kind}　{}　{}", missing.label, missing.key))?;
    }
    Ok(Done::Well)
}

/// A label, with 待核对 where its row is assumed and not yet held against the bureau's form.
fn to_confirm(label: &str, assumed: bool) -> String {
    if assumed { format!("{label}（待核对）") } else { label.to_owned() }
}
