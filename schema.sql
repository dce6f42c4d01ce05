-- The workbook (档案): one department, one file. This is the whole database as a new file has it.
--
-- What a person entered or wrote is here; nothing worked out is. A table holds rows of one record of `filing.rs`, field
-- for field. Decimals are text, booleans 0 or 1, moments local time as `2021-03-09 14:32:05`, hashes SHA-256 in
-- lower-case hexadecimal. A change of this file is a new version: a migration (`store/migrate.rs`) and a copy of the
-- file in `store/released/`.

PRAGMA application_id = 0x5A505742; -- "ZPWB"
PRAGMA user_version = 3;

-- The file itself: one row. Its hash is where the chain of steps begins.
CREATE TABLE workbook (
    id          INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
    sample      INTEGER NOT NULL CHECK (sample IN (0, 1)), -- 示例: its papers say so
    created_at  TEXT    NOT NULL CHECK (created_at GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9] [0-9][0-9]:[0-9][0-9]:[0-9][0-9]'),
    hash        TEXT    NOT NULL CHECK (length(hash) = 64 AND hash NOT GLOB '*[^0-9a-f]*')
) STRICT;

-- Official forms (表样) as they were when a filing was made with them; kept for good.
CREATE TABLE edition (
    hash        TEXT    NOT NULL PRIMARY KEY CHECK (length(hash) = 64 AND hash NOT GLOB '*[^0-9a-f]*'), -- of json
    key         TEXT    NOT NULL CHECK (key <> ''),
    name        TEXT    NOT NULL,
    json        TEXT    NOT NULL CHECK (json_valid(json))
) STRICT;

-- A filing (一个年度的自评), and below it what was entered for its year. The references wait for the end of a step, so
-- that the order within a step does not matter.
CREATE TABLE filing (
    report_year     INTEGER NOT NULL PRIMARY KEY CHECK (report_year BETWEEN 1949 AND 9999),
    reporting_unit  TEXT    NOT NULL,
    edition         TEXT    NOT NULL REFERENCES edition DEFERRABLE INITIALLY DEFERRED,
    state           TEXT    NOT NULL CHECK (state IN ('draft', 'locked', 'filed', 'returned')), -- 草稿 定稿 已报送 退回
    version         INTEGER NOT NULL CHECK (version >= 0)
) STRICT;

-- A figure as entered. A blank cell has no row: absent is not zero.
CREATE TABLE entry (
    report_year INTEGER NOT NULL REFERENCES filing DEFERRABLE INITIALLY DEFERRED,
    key         TEXT    NOT NULL CHECK (key <> ''),
    value       TEXT    NOT NULL,
    typed       TEXT    NOT NULL, -- letter for letter
    PRIMARY KEY (report_year, key)
) STRICT, WITHOUT ROWID;

-- What was decided by hand of an indicator, according to its rule; null where it was not.
CREATE TABLE judgement (
    report_year INTEGER NOT NULL REFERENCES filing DEFERRABLE INITIALLY DEFERRED,
    indicator   TEXT    NOT NULL CHECK (indicator <> ''),
    score       TEXT    CHECK (score GLOB '[0-9]*' AND score NOT GLOB '*[^0-9.]*' AND score NOT GLOB '*.*.*' AND score NOT GLOB '*.'),
    ticks       TEXT    CHECK (ticks NOT GLOB '*[^0-9,]*'), -- `1,3,4`; empty: looked at, none met
    breaches    INTEGER CHECK (breaches >= 0),
    grade       TEXT,
    reason      TEXT,
    PRIMARY KEY (report_year, indicator)
) STRICT, WITHOUT ROWID;

-- Figures of the department's own, quoted by its text as `own.<id>`.
CREATE TABLE own_figure (
    report_year INTEGER NOT NULL REFERENCES filing DEFERRABLE INITIALLY DEFERRED,
    id          TEXT    NOT NULL CHECK (id <> ''),
    position    INTEGER NOT NULL,
    label       TEXT    NOT NULL CHECK (label <> ''),
    measure     TEXT    NOT NULL CHECK (measure IN ('money', 'people', 'count', 'area', 'percent', 'given_percent', 'number', 'yes_no', 'text', 'date')),
    unit        TEXT    NOT NULL,
    formula     TEXT    CHECK (json_valid(formula)),
    PRIMARY KEY (report_year, id)
) STRICT, WITHOUT ROWID;

-- Projects of the year; the id stays with a project over the years.
CREATE TABLE project (
    report_year INTEGER NOT NULL REFERENCES filing DEFERRABLE INITIALLY DEFERRED,
    id          TEXT    NOT NULL CHECK (id <> ''),
    position    INTEGER NOT NULL,
    name        TEXT    NOT NULL,
    fund        TEXT    NOT NULL CHECK (fund IN ('operational', 'maintenance', 'government_special')),
    objective   TEXT    NOT NULL,
    PRIMARY KEY (report_year, id)
) STRICT, WITHOUT ROWID;

-- Headings and paragraphs of the report. An id is never used twice, not even after its block was removed.
CREATE TABLE block (
    report_year INTEGER NOT NULL REFERENCES filing DEFERRABLE INITIALLY DEFERRED,
    id          INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    chapter     TEXT    NOT NULL,
    position    INTEGER NOT NULL,
    level       INTEGER NOT NULL CHECK (level BETWEEN 0 AND 4), -- 0 body text; 1–4 `一、` `（一）` `1.` `（1）`
    run_in      INTEGER NOT NULL CHECK (run_in IN (0, 1)),
    text        TEXT    NOT NULL -- with `{{key}}` for figures
) STRICT;

CREATE INDEX block_of_year ON block (report_year);

-- Why a finding of the checks may stand (说明), or is overruled: it answers the sentence it was written under.
CREATE TABLE answer (
    report_year INTEGER NOT NULL REFERENCES filing DEFERRABLE INITIALLY DEFERRED,
    finding     TEXT    NOT NULL CHECK (finding <> ''), -- `slip_of_unit/basic.operating.budget`
    message     TEXT    NOT NULL, -- the sentence
    reason      TEXT    NOT NULL CHECK (reason <> ''),
    PRIMARY KEY (report_year, finding)
) STRICT, WITHOUT ROWID;

-- Quantified indicators (绩效指标) of the projects, each below its project; the id is never that of another project's.
CREATE TABLE project_indicator (
    report_year INTEGER NOT NULL REFERENCES filing DEFERRABLE INITIALLY DEFERRED,
    id          TEXT    NOT NULL CHECK (id <> ''), -- `p1.2`
    project     TEXT    NOT NULL CHECK (project <> ''),
    position    INTEGER NOT NULL,
    kind        TEXT    NOT NULL CHECK (kind IN ('quantity', 'quality', 'timeliness', 'cost', 'economic', 'social', 'ecological', 'sustainable', 'satisfaction')),
    name        TEXT    NOT NULL CHECK (name <> ''),
    comparison  TEXT    CHECK (comparison IN ('at_least', 'above', 'at_most', 'below', 'equal')), -- null: in words
    target      TEXT,
    unit        TEXT    NOT NULL,
    actual      TEXT,
    attainment  TEXT    CHECK (attainment IN ('reached', 'partly', 'missed')), -- 达成 部分达成 未达成, of a target in words
    share       TEXT    CHECK (share GLOB '[0-9]*' AND share NOT GLOB '*[^0-9.]*'),
    weight      TEXT    CHECK (weight GLOB '[0-9]*' AND weight NOT GLOB '*[^0-9.]*'),
    reason      TEXT,
    PRIMARY KEY (report_year, id)
) STRICT, WITHOUT ROWID;

-- The 口径 of a figure as the officer chose it, and where its number was taken from (来源).
CREATE TABLE note (
    report_year INTEGER NOT NULL REFERENCES filing DEFERRABLE INITIALLY DEFERRED,
    key         TEXT    NOT NULL CHECK (key <> ''),
    basis       TEXT    NOT NULL CHECK (json_valid(basis)), -- words by aspect: `{"scope":"一般公共预算"}`
    source      TEXT    NOT NULL, -- empty: nothing was written
    PRIMARY KEY (report_year, key)
) STRICT, WITHOUT ROWID;

-- The history (修改记录), which undo works on and which is only ever added to. A step is what one command did; an undo
-- takes back an edit, a redo takes back an undo, and both are steps themselves. Nothing is undone past a barrier.
CREATE TABLE step (
    id          INTEGER NOT NULL PRIMARY KEY CHECK (id >= 1), -- without gaps
    at          TEXT    NOT NULL CHECK (at GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9] [0-9][0-9]:[0-9][0-9]:[0-9][0-9]'),
    kind        TEXT    NOT NULL CHECK (kind IN ('edit', 'undo', 'redo', 'barrier')),
    name        TEXT    NOT NULL,
    undoes      INTEGER REFERENCES step CHECK (undoes < id),
    hash        TEXT    NOT NULL CHECK (length(hash) = 64 AND hash NOT GLOB '*[^0-9a-f]*'), -- over the previous one's
    CHECK ((undoes IS NOT NULL) = (kind IN ('undo', 'redo')))
) STRICT;

-- What a step changed: whole rows as JSON, null for a row that was not there or is gone. With a rowid: a paragraph in the
-- leaf of a WITHOUT ROWID table would take an overflow page of its own.
CREATE TABLE change (
    step        INTEGER NOT NULL REFERENCES step,
    position    INTEGER NOT NULL CHECK (position >= 1),
    subject     TEXT    NOT NULL, -- `entry/2020/staff.quota`
    before      TEXT,
    after       TEXT,
    PRIMARY KEY (step, position),
    CHECK (before IS NOT after)
) STRICT;

-- The hash of each filing a step touched, as the step left it; null for a filing that is gone. A year's newest one
-- must fit its rows.
CREATE TABLE seal (
    step        INTEGER NOT NULL REFERENCES step,
    report_year INTEGER NOT NULL,
    hash        TEXT    CHECK (length(hash) = 64 AND hash NOT GLOB '*[^0-9a-f]*'),
    PRIMARY KEY (step, report_year)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER step_is_kept     BEFORE DELETE ON step   BEGIN SELECT raise(ABORT, 'history is only added to'); END;
CREATE TRIGGER step_is_final    BEFORE UPDATE ON step   BEGIN SELECT raise(ABORT, 'history is only added to'); END;
CREATE TRIGGER change_is_kept   BEFORE DELETE ON change BEGIN SELECT raise(ABORT, 'history is only added to'); END;
CREATE TRIGGER change_is_final  BEFORE UPDATE ON change BEGIN SELECT raise(ABORT, 'history is only added to'); END;
CREATE TRIGGER seal_is_kept     BEFORE DELETE ON seal   BEGIN SELECT raise(ABORT, 'history is only added to'); END;
CREATE TRIGGER seal_is_final    BEFORE UPDATE ON seal   BEGIN SELECT raise(ABORT, 'history is only added to'); END;
