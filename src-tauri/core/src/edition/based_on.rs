//! An edition that differs from a shipped one in a few rows states only those: the two JSON texts are laid over each other.
//! Objects are joined field by field and `null` takes a field away; rows with a `key` are found by it, and `"absent": true`
//! takes one away; whatever else is there, and a rule of another kind, stands in place of what was.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

/// The base with what differs laid over it; the key of a row that is to go and is not there, where there is one.
pub(super) fn overlay(base: Value, over: Value) -> Result<Value, String> {
    match (base, over) {
        (Value::Object(base), Value::Object(over)) if !over.contains_key("kind") => fields(base, over),
        (Value::Array(base), Value::Array(over)) if keyed(&base) && keyed(&over) => rows(base, over),
        (_, over) => Ok(over),
    }
}

/// The keys of rows.
pub(super) fn keys(rows: &Value) -> BTreeSet<String> {
    rows.as_array().into_iter().flatten().filter_map(|row| row["key"].as_str().map(str::to_owned)).collect()
}

fn fields(mut base: Map<String, Value>, over: Map<String, Value>) -> Result<Value, String> {
    for (name, over) in over {
        if over.is_null() {
            base.remove(&name);
            continue;
        }
        let whole = match base.remove(&name) {
            Some(base) => overlay(base, over)?,
            None => over,
        };
        base.insert(name, whole);
    }
    Ok(Value::Object(base))
}

fn rows(mut base: Vec<Value>, over: Vec<Value>) -> Result<Value, String> {
    for over in over {
        let place = base.iter().position(|row| row["key"] == over["key"]);
        match (place, over["absent"] == Value::Bool(true)) {
            (Some(place), true) => drop(base.remove(place)),
            (None, true) => return Err(over["key"].as_str().unwrap_or_default().to_owned()),
            (Some(place), false) => base[place] = overlay(base[place].take(), over)?,
            (None, false) => base.push(over),
        }
    }
    Ok(Value::Array(base))
}

fn keyed(rows: &[Value]) -> bool {
    rows.iter().all(|row| row["key"].is_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn what_differs_is_laid_over_the_base_row_by_row() {
        let base =
            json!({"name": "甲", "note": "有", "rows": [{"key": "a", "points": "8"}, {"key": "b"}, {"key": "c"}]});
        let over = json!({"name": "乙", "note": null,
                          "rows": [{"key": "a", "points": "5"}, {"key": "b", "absent": true}, {"key": "d"}]});
        let whole = json!({"name": "乙", "rows": [{"key": "a", "points": "5"}, {"key": "c"}, {"key": "d"}]});
        assert_eq!(overlay(base, over), Ok(whole));
    }

    #[test]
    fn a_rule_of_another_kind_leaves_nothing_of_the_old_one() {
        let base = json!({"rule": {"kind": "bands", "bands": []}});
        let over = json!({"rule": {"kind": "proportional"}});
        assert_eq!(overlay(base, over.clone()), Ok(over));
    }

    #[test]
    fn a_row_that_is_not_there_cannot_go() {
        let over = json!([{"key": "b", "absent": true}]);
        assert_eq!(overlay(json!([{"key": "a"}]), over), Err("b".to_owned()));
    }
}
