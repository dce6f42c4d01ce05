//! An edition that differs from a shipped one in a few rows states only those: the two JSON texts are laid over each other.
//! Objects are joined field by field and `null` takes a field away; rows with a `key` are found by it, and `"absent": true`
//! takes one away, `"before": KEY` says where a new one goes (a formula uses what is above it). Rows of 附件1 have no key
//! and are found by their words: `"after": WORDS` puts a row there, `"in_place_of": WORDS` replaces one or, with `absent`,
//! takes it away. Whatever else is there, and a rule of another kind, stands in place of what was.

use std::collections::BTreeSet;
use std::fmt;

use serde::de::{self, Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};

/// A text as JSON in which no field stands twice; an edition's decimals are strings.
pub(super) fn read(text: &str) -> serde_json::Result<Value> {
    serde_json::from_str(text).map(|Once(value)| value)
}

/// A value whose objects name each field once.
struct Once(Value);

impl<'de> Deserialize<'de> for Once {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Once, D::Error> {
        deserializer.deserialize_any(Reader).map(Once)
    }
}

struct Reader;

impl<'de> Visitor<'de> for Reader {
    type Value = Value;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("JSON")
    }

    fn visit_unit<E: de::Error>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E: de::Error>(self, value: bool) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_i64<E: de::Error>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_u64<E: de::Error>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_str<E: de::Error>(self, value: &str) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut rows: A) -> Result<Value, A::Error> {
        let mut read = Vec::new();
        while let Some(Once(row)) = rows.next_element()? {
            read.push(row);
        }
        Ok(Value::Array(read))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<Value, A::Error> {
        let mut read = Map::new();
        while let Some((name, Once(value))) = fields.next_entry::<String, Once>()? {
            if read.insert(name, value).is_some() {
                return Err(de::Error::custom("a field stands twice"));
            }
        }
        Ok(Value::Object(read))
    }
}

/// The base with what differs laid over it; the key of a row that is to go and is not there, where there is one.
pub(super) fn overlay(base: Value, over: Value) -> Result<Value, String> {
    match (base, over) {
        (Value::Object(base), Value::Object(over)) if !over.contains_key("kind") => fields(base, over),
        (Value::Array(base), Value::Array(over)) if keyed(&base) && keyed(&over) => rows(base, over),
        (Value::Array(base), Value::Array(over)) if !over.is_empty() && over.iter().all(is_placed) => place(base, over),
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
    for mut over in over {
        let at = |key: &Value| base.iter().position(|row| row["key"] == *key);
        let place = at(&over["key"]);
        if let Some(before) = take(&mut over, "before").filter(|_| place.is_none()) {
            let found = at(&before).ok_or_else(|| before.as_str().unwrap_or_default().to_owned())?;
            base.insert(found, over);
            continue;
        }
        match (place, over["absent"] == Value::Bool(true)) {
            (Some(place), true) => drop(base.remove(place)),
            (None, true) => return Err(over["key"].as_str().unwrap_or_default().to_owned()),
            (Some(place), false) => base[place] = overlay(base[place].take(), over)?,
            (None, false) => base.push(over),
        }
    }
    Ok(Value::Array(base))
}

/// The words that say where a row without a key belongs.
const AFTER: &str = "after";
const IN_PLACE_OF: &str = "in_place_of";

fn is_placed(row: &Value) -> bool {
    row[AFTER].is_string() || row[IN_PLACE_OF].is_string()
}

fn take(row: &mut Value, field: &str) -> Option<Value> {
    row.as_object_mut().and_then(|fields| fields.remove(field))
}

/// Rows of 附件1 put among those of the base, each found by the words of its first cell that has any.
fn place(mut base: Vec<Value>, over: Vec<Value>) -> Result<Value, String> {
    let plain = |text: &str| text.split_whitespace().collect::<String>();
    let words = |row: &Value| {
        let mut texts =
            row["cells"].as_array().into_iter().flatten().filter_map(|cell| cell["text"].as_str()).map(plain);
        texts.find(|text| !text.is_empty())
    };
    for mut row in over {
        let after = take(&mut row, AFTER);
        let named = take(&mut row, IN_PLACE_OF).or_else(|| after.clone()).unwrap_or_default();
        let named = plain(named.as_str().unwrap_or_default());
        let at = base.iter().position(|row| words(row).as_ref() == Some(&named)).ok_or(named)?;
        match (after.is_some(), row["absent"] == Value::Bool(true)) {
            (true, _) => base.insert(at + 1, row),
            (false, true) => drop(base.remove(at)),
            (false, false) => base[at] = row,
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
    fn a_new_row_goes_where_it_is_used_and_rows_without_a_key_are_found_by_their_words() {
        let whole = overlay(json!([{"key": "a"}, {"key": "b"}]), json!([{"key": "c", "before": "b"}]));
        assert_eq!(whole, Ok(json!([{"key": "a"}, {"key": "c"}, {"key": "b"}])));
        assert_eq!(overlay(json!([{"key": "a"}]), json!([{"key": "c", "before": "b"}])), Err("b".to_owned()));
        let row = |words: &str| json!({"cells": [{"figure": "x"}, {"text": words}]});
        let placed = |place: &str, of: &str, words: &str| {
            let mut row = row(words);
            row[place] = json!(of);
            row
        };
        let base = || json!([row("甲"), row("乙 "), row("丙")]);
        let over = json!([placed("after", "甲", "丁"), placed("in_place_of", "乙", "戊"), {"in_place_of": "丙", "absent": true}]);
        assert_eq!(overlay(base(), over), Ok(json!([row("甲"), row("丁"), row("戊")])));
        assert_eq!(overlay(base(), json!([placed("after", "己", "丁")])), Err("己".to_owned()));
        assert_eq!(overlay(base(), json!([row("庚")])), Ok(json!([row("庚")])));
    }

    #[test]
    fn a_field_that_stands_twice_is_refused_at_any_depth() {
        for text in [r#"{"a": 1, "a": 2}"#, r#"{"a": [{"b": {"c": "1", "d": true, "c": null}}]}"#, "[[[", "1.5"] {
            assert!(read(text).is_err(), "{text}");
        }
        assert_eq!(read(r#"{"a": [{"b": 1}, {"b": null}]}"#).ok(), Some(json!({"a": [{"b": 1}, {"b": null}]})));
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
