//! The papers of a filing: the report and its attachments, with their order, numbers and titles.

use serde::{Deserialize, Serialize};

use crate::words::quoted;

/// A paper that can be printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Paper {
    /// 正文
    Report,
    /// 基础数据表, usually 附件1.
    BaseDataTable,
    /// 评分表, in most editions 附件2.
    ScoreSheet,
    /// 部门整体支出绩效自评表, in other editions 附件2.
    WholeTable,
    /// 项目支出绩效自评表, one for each project.
    Projects,
    /// 工作底稿
    WorkingPaper,
    /// 四方对账表: a working paper, not for filing.
    Reconciliation,
}

impl Paper {
    /// Every paper: the report, those that may be attached to it, then those the department keeps.
    pub const ALL: [Paper; 7] = [
        Paper::Report,
        Paper::BaseDataTable,
        Paper::ScoreSheet,
        Paper::WholeTable,
        Paper::Projects,
        Paper::WorkingPaper,
        Paper::Reconciliation,
    ];
    /// Those that may be attached to a report.
    const ATTACHABLE: [Paper; 4] = [Paper::BaseDataTable, Paper::ScoreSheet, Paper::WholeTable, Paper::Projects];
    /// Those that give a filing its score: it has just one.
    const SCORING: [Paper; 2] = [Paper::ScoreSheet, Paper::WholeTable];

    /// Its name on the command line and in an edition.
    pub fn word(self) -> &'static str {
        match self {
            Paper::Report => "report",
            Paper::BaseDataTable => "base-data-table",
            Paper::ScoreSheet => "score-sheet",
            Paper::WholeTable => "whole-table",
            Paper::Projects => "projects",
            Paper::WorkingPaper => "working-paper",
            Paper::Reconciliation => "reconciliation",
        }
    }

    /// What it is called where the edition does not name it.
    pub fn name(self) -> &'static str {
        match self {
            Paper::Report => "正文",
            Paper::BaseDataTable => "基础数据表",
            Paper::ScoreSheet => "评分表",
            Paper::WholeTable => "部门整体支出绩效自评表",
            Paper::Projects => "项目支出绩效自评表",
            Paper::WorkingPaper => "部门整体支出绩效自评工作底稿",
            Paper::Reconciliation => "四方对账表",
        }
    }

    /// Whether the department keeps it and never files it.
    pub(crate) fn is_kept(self) -> bool {
        matches!(self, Paper::WorkingPaper | Paper::Reconciliation)
    }
}

/// What a filing consists of; in titles `{{year}}` and `{{unit}}` are filled in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Stated")]
pub struct Papers {
    /// The report's title.
    pub report_title: String,
    /// The report has its contents (目录) behind the cover where it has more pages than these; never where it is not said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contents_over_pages: Option<usize>,
    /// What is filed with it, in order.
    pub attachments: Vec<Attachment>,
}

/// A paper filed with the report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Attachment {
    /// Which paper, by its word; known ones only, once the edition is proved.
    pub key: String,
    /// `附件1`
    pub mark: String,
    /// Its title.
    pub title: String,
}

impl Attachment {
    /// The paper it is; `None` for a word that is none of an attachable one.
    pub fn paper(&self) -> Option<Paper> {
        Paper::ATTACHABLE.into_iter().find(|paper| paper.word() == self.key)
    }
}

/// The papers as a JSON text states them: a list, or, as editions before there were others did, two tables by name.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Stated {
    report_title: String,
    contents_over_pages: Option<usize>,
    #[serde(default)]
    attachments: Vec<Attachment>,
    base_data_table_mark: Option<String>,
    base_data_table_title: Option<String>,
    score_sheet_mark: Option<String>,
    score_sheet_title: Option<String>,
}

impl From<Stated> for Papers {
    fn from(stated: Stated) -> Papers {
        let Stated { report_title, contents_over_pages, attachments, .. } = stated;
        let mut papers = Papers { report_title, contents_over_pages, attachments };
        papers.name_attachment(Paper::BaseDataTable, stated.base_data_table_mark, stated.base_data_table_title);
        papers.name_attachment(Paper::ScoreSheet, stated.score_sheet_mark, stated.score_sheet_title);
        papers
    }
}

impl Papers {
    /// Lets another paper give the score, in the place of the one that did.
    pub(crate) fn score_on(&mut self, paper: Paper) {
        let is_scoring = |one: &&mut Attachment| one.paper().is_some_and(|one| Paper::SCORING.contains(&one));
        if let Some(scoring) = self.attachments.iter_mut().find(is_scoring)
            && scoring.paper() != Some(paper)
        {
            (scoring.key, scoring.title) = (paper.word().to_owned(), paper.name().to_owned());
        }
    }

    /// Names an attachment, as far as mark and title are known; one that was none is added at the end. Another that bears
    /// the mark takes the one this had.
    pub(crate) fn name_attachment(&mut self, paper: Paper, mark: Option<String>, title: Option<String>) {
        if mark.is_none() && title.is_none() {
            return;
        }
        let at = self.attachments.iter().position(|one| one.paper() == Some(paper)).unwrap_or_else(|| {
            let key = paper.word().to_owned();
            self.attachments.push(Attachment { key, mark: String::new(), title: String::new() });
            self.attachments.len() - 1
        });
        if let Some(mark) = mark {
            let had = std::mem::replace(&mut self.attachments[at].mark, mark.clone());
            let had = if had.is_empty() { format!("附件{}", self.attachments.len()) } else { had };
            let others =
                self.attachments.iter_mut().enumerate().filter(|(index, one)| *index != at && one.mark == mark);
            others.for_each(|(_, one)| one.mark.clone_from(&had));
        }
        let attachment = &mut self.attachments[at];
        attachment.title = title.unwrap_or_else(|| std::mem::take(&mut attachment.title));
    }

    /// The papers filed, the report first. Tables of projects are among them only where there are projects.
    pub fn for_filing(&self, has_projects: bool) -> Vec<Paper> {
        let attached = self.attachments.iter().filter_map(Attachment::paper);
        std::iter::once(Paper::Report)
            .chain(attached.filter(|paper| has_projects || *paper != Paper::Projects))
            .collect()
    }

    /// Every paper there is of such a filing: those filed, the projects' tables, and those the department keeps.
    pub fn all(&self, has_projects: bool) -> Vec<Paper> {
        let mut all = self.for_filing(has_projects);
        let projects = (has_projects && !all.contains(&Paper::Projects)).then_some(Paper::Projects);
        all.extend(projects.into_iter().chain(Paper::ALL.into_iter().filter(|paper| paper.is_kept())));
        all
    }

    /// Whether such a paper can be made at all: a paper that gives the score only where it gives this filing's.
    pub fn has(&self, paper: Paper) -> bool {
        !Paper::SCORING.contains(&paper) || paper == self.scoring()
    }

    /// The paper that gives the score.
    pub fn scoring(&self) -> Paper {
        let attached = self.attachments.iter().filter_map(Attachment::paper);
        attached.into_iter().find(|paper| Paper::SCORING.contains(paper)).unwrap_or(Paper::ScoreSheet)
    }

    fn attachment(&self, paper: Paper) -> Option<&Attachment> {
        self.attachments.iter().find(|attachment| attachment.paper() == Some(paper))
    }

    /// `附件2`; a paper that is no attachment goes by its name.
    pub fn mark(&self, paper: Paper) -> &str {
        self.attachment(paper).map_or(paper.name(), |attachment| &attachment.mark)
    }

    /// `附件3`, where it is an attachment.
    pub fn attached_as(&self, paper: Paper) -> Option<&str> {
        self.attachment(paper).map(|attachment| attachment.mark.as_str())
    }

    /// The title printed.
    pub fn title(&self, paper: Paper) -> &str {
        match (paper, self.attachment(paper)) {
            (Paper::Report, _) => &self.report_title,
            (_, Some(attachment)) => &attachment.title,
            (_, None) => paper.name(),
        }
    }

    /// What is wrong with them: the place and the reason, in Chinese.
    pub(super) fn fault(&self) -> Option<(String, String)> {
        if self.attachments.is_empty() {
            return Some(("附件".to_owned(), "一份也没有".to_owned()));
        }
        for (index, attachment) in self.attachments.iter().enumerate() {
            let fault = |reason: String| Some((format!("附件{}", quoted(&attachment.key)), reason));
            if attachment.paper().is_none() {
                let known = Paper::ATTACHABLE.map(Paper::word).join("、");
                return fault(format!("没有这样的附件，可用：{known}"));
            }
            let above = &self.attachments[..index];
            if above.iter().any(|other| other.key == attachment.key) {
                return fault("列了两次".to_owned());
            }
            if attachment.mark.trim().is_empty() || attachment.title.trim().is_empty() {
                return fault("没有编号或者标题".to_owned());
            }
            if above.iter().any(|other| other.mark == attachment.mark) {
                return fault(format!("编号{}已有别的附件", quoted(&attachment.mark)));
            }
        }
        let scoring = self.attachments.iter().filter_map(Attachment::paper).filter(|one| Paper::SCORING.contains(one));
        match scoring.count() {
            1 => None,
            0 => Some(("附件".to_owned(), "没有给出得分的一份，应有评分表或者部门整体支出绩效自评表".to_owned())),
            _ => Some(("附件".to_owned(), "评分表和部门整体支出绩效自评表只能有一份，得分才只有一个".to_owned())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn papers(keys: &[&str]) -> Papers {
        let attachment = |(number, key): (usize, &&str)| Attachment {
            key: (*key).to_owned(),
            mark: format!("附件{number}"),
            title: format!("表{number}"),
        };
        Papers {
            report_title: "报告".to_owned(),
            contents_over_pages: None,
            attachments: (1..).zip(keys).map(attachment).collect(),
        }
    }

    #[test]
    fn what_is_filed_and_in_which_order_is_the_editions() {
        use Paper::{BaseDataTable, Projects, Report, ScoreSheet, WholeTable};
        let usual = papers(&["base-data-table", "score-sheet"]);
        assert_eq!(usual.for_filing(true), [Report, BaseDataTable, ScoreSheet]);
        assert_eq!((usual.mark(ScoreSheet), usual.mark(Projects)), ("附件2", "项目支出绩效自评表"));
        assert!(usual.has(ScoreSheet) && usual.has(Projects) && !usual.has(WholeTable));
        let other = papers(&["whole-table", "projects", "base-data-table"]);
        assert_eq!(other.for_filing(true), [Report, WholeTable, Projects, BaseDataTable]);
        assert_eq!(other.for_filing(false), [Report, WholeTable, BaseDataTable]);
        assert_eq!((other.mark(WholeTable), other.title(Projects)), ("附件1", "表2"));
        assert_eq!(usual.all(false).len(), 5);
        assert_eq!(other.all(true).len(), 6);
    }

    #[test]
    fn papers_that_make_no_filing_are_refused_with_the_place() {
        let told = |keys: &[&str]| {
            let (place, reason) = papers(keys).fault().expect("is refused");
            format!("{place}：{reason}")
        };
        assert!(told(&["base-data-table", "letter"]).contains("附件“letter”：没有这样的附件"));
        assert!(told(&["base-data-table", "working-paper"]).contains("附件“working-paper”"));
        assert!(told(&["score-sheet", "score-sheet"]).contains("附件“score-sheet”：列了两次"));
        assert!(told(&[]).contains("一份也没有"));
        assert!(told(&["base-data-table", "projects"]).contains("没有给出得分的一份"));
        assert!(told(&["score-sheet", "whole-table"]).contains("只能有一份"));
        let mut twice = papers(&["base-data-table", "score-sheet"]);
        twice.attachments[1].mark = "附件1".to_owned();
        assert!(twice.fault().is_some_and(|(_, reason)| reason.contains("编号“附件1”已有别的附件")));
        assert_eq!(papers(&["score-sheet"]).fault(), None);
    }

    #[test]
    fn papers_stated_as_the_first_releases_did_are_read() {
        let old = r#"{"report_title": "报告", "base_data_table_mark": "附件1", "base_data_table_title": "甲",
                      "score_sheet_mark": "附件2", "score_sheet_title": "乙"}"#;
        let read: Papers = serde_json::from_str(old).expect("is read");
        assert_eq!(read.for_filing(false), [Paper::Report, Paper::BaseDataTable, Paper::ScoreSheet]);
        assert_eq!((read.mark(Paper::ScoreSheet), read.title(Paper::ScoreSheet)), ("附件2", "乙"));
        let again: Papers = serde_json::from_str(&serde_json::to_string(&read).expect("is JSON")).expect("is read");
        assert_eq!(again, read);
    }
}
