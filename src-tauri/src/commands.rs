//! The names of all the page may ask: the desk's, and the window's own two. `build.rs` reads this list too, so that each
//! command needs a permission of its own; `capabilities/desk.json` gives just these.

/// What the window answers itself.
pub(crate) const OF_THE_WINDOW: [&str; 2] = ["close_window", "stay_open"];

/// What the desk answers (`ziping::desk::COMMANDS`).
pub(crate) const OF_THE_DESK: [&str; 38] = [
    "open",
    "open_sample",
    "open_own",
    "leave",
    "new_year",
    "reconciliation",
    "year",
    "set",
    "set_many",
    "judge",
    "answer_finding",
    "write_block",
    "insert_block",
    "set_level",
    "add_figure",
    "remove_figure",
    "undo",
    "redo",
    "history",
    "preview",
    "export",
    "show_exported",
    "read_report",
    "import_report",
    "check_report",
    "check_dropped",
    "correct_checked",
    "undo_correction",
    "check_paragraph",
    "welcome",
    "choose_data_folder",
    "use_data_folder",
    "backups",
    "back_up",
    "choose_second_folder",
    "dismiss_reminder",
    "restore",
    "restore_file",
];
