//! An explanation as lines of text: what a node is made of stands below it, further in.

use super::Explanation;

impl Explanation {
    /// The tree as indented lines.
    pub fn lines(&self) -> Vec<String> {
        let mut lines = vec![self.title()];
        self.below("", &mut lines);
        lines
    }

    /// `控制率　98.84%`, `在职人员控制率　得5分，满分5分`
    pub fn title(&self) -> String {
        let said = match (&self.shown, &self.full_score) {
            (Some(shown), Some(full)) => format!("得{shown}分，满分{full}分"),
            (None, Some(full)) => format!("未评，满分{full}分"),
            (Some(shown), None) => format!("{shown}{}", self.unit),
            (None, None) => "（空）".to_owned(),
        };
        format!("{}　{said}", self.label)
    }

    fn below(&self, margin: &str, lines: &mut Vec<String>) {
        let stem = if self.inputs.is_empty() { "  " } else { "│ " };
        lines.extend(self.facts.iter().map(|fact| format!("{margin}{stem}{}：{}", fact.word, fact.text)));
        let last = self.inputs.len().saturating_sub(1);
        for (index, input) in self.inputs.iter().enumerate() {
            let (branch, below) = if index == last { ("└ ", "  ") } else { ("├ ", "│ ") };
            lines.push(format!("{margin}{branch}{}", input.title()));
            input.below(&format!("{margin}{below}"), lines);
        }
    }
}
