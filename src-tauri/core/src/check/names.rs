//! The names of the checks that are code, each with what it guards. Those of an edition's relations are its own.

/// Writes each name down once.
macro_rules! names {
    ($($(#[$doc:meta])* $name:ident = $key:literal;)*) => {
        $($(#[$doc])* pub(crate) const $name: &str = $key;)*

        /// All names, for who goes through the checks.
        pub const NAMES: &[&str] = &[$($key),*];
    };
}

names! {
    /// A total that was entered is the sum of its parts.
    TOTAL_OF_PARTS = "total_of_parts";
    /// The parts as printed add up to the total as printed.
    TOTAL_OF_PRINTED_PARTS = "total_of_printed_parts";
    /// No part is more than the whole, though another part is blank.
    PART_ABOVE_TOTAL = "part_above_total";
    /// The projects of a fund add up to its line of 附件1.
    PROJECTS_OF_FUND = "projects_of_fund";
    /// A stated number of projects is the number listed.
    COUNT_OF_PROJECTS = "count_of_projects";
    /// No project is listed twice.
    PROJECT_NAMED_TWICE = "project_named_twice";
    /// The points of a project's indicators add up to those of their block.
    PROJECT_WEIGHTS = "project_weights";
    /// Points that an indicator of a project lost have a reason.
    PROJECT_REASON = "project_reason";
    /// Budget that a project did not spend has a reason.
    PROJECT_EXECUTION = "project_execution";
    /// A project's target was not too low.
    PROJECT_TARGET = "project_target";
    /// 上年决算数 and 上年预算数 are what last year's filing says.
    PRIOR_FINAL = "prior_final";
    /// A figure is what the published final accounts say.
    FINAL_ACCOUNTS = "final_accounts";
    /// A figure of the department's own about last year is what last year's filing says.
    PRIOR_OWN_FIGURE = "prior_own_figure";
    /// No 元 stands among the 万元 of a row.
    SLIP_OF_UNIT = "slip_of_unit";
    /// What does not concern the department is not filled in.
    SET_ASIDE = "set_aside";
    /// A rate is not entered as a fraction (0.918 for 91.8%).
    PERCENT_AS_FRACTION = "percent_as_fraction";
    /// The papers are dated in the year after the one reported on.
    DATE_OUTSIDE_FILING_YEAR = "date_outside_filing_year";
    /// A project's goal has a number, its unit and a time.
    GOAL_OF_PROJECT = "goal_of_project";
    /// A project's goal is not last year's.
    GOAL_OF_ANOTHER_YEAR = "goal_of_another_year";
    /// What was planned has a result.
    GOAL_WITHOUT_RESULT = "goal_without_result";
    /// What was done is between 100 % and 120 % of what was planned.
    RESULT_OFF_TARGET = "result_off_target";
    /// A figure of the department's own is used by the text or another figure.
    OWN_FIGURE_UNUSED = "own_figure_unused";
    /// Points lost have a reason.
    REASON_FOR_LOST_POINTS = "reason_for_lost_points";
    /// A reason stands only where points are lost.
    REASON_WITHOUT_LOST_POINTS = "reason_without_lost_points";
    /// Every character of the papers has a face that prints it.
    UNPRINTABLE = "unprintable";
    /// A number stands whole in its cell.
    NUMBER_CUT = "number_cut";
    /// A word stands whole in its cell.
    WORD_CUT = "word_cut";
}
