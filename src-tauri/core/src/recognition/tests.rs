//! Recognition in many wordings, and what must not be recognised.

use super::*;
use crate::edition::DEFAULT;

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
    recognise(&SourceText::from(text), &edition(), 2020).iter().map(one).collect()
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
