//! Backups and restoring as the window and the command line use them: when one is made, what goes, what is offered once
//! something is wrong, and the second copy.

use std::fs;
use std::path::{Path, PathBuf};

use ziping::backup::Reason;
use ziping::edition::{self, Edition};
use ziping::safekeeping::{self, Carried, Kept, Places, Reminder};
use ziping::sample;
use ziping::settings::Settings;
use ziping::shelf;
use ziping::workbook::Workbook;

use crate::harness::{Folder, NOW, ok, refused, ziping};

const FIGURE: &str = "staff.quota";

/// A workbook of the officer's in a folder of its own.
fn own(folder: &Folder) -> (Places, Workbook) {
    let home = folder.path("home");
    let path = home.join("自评档案.ziping");
    let sample = sample::load("demo").expect("is shipped");
    let workbook = Workbook::create(&path, false, &sample.edition, &sample.filings, NOW).expect("is made");
    (Places { workbook: path, second: None }, workbook)
}

fn edit(workbook: &mut Workbook, value: &str) {
    workbook.set(None, FIGURE, value, NOW).expect("is entered");
}

fn value(path: &Path) -> String {
    let shown = Workbook::look(path, NOW).expect("opens").year(None).expect("is there").get(FIGURE);
    shown.expect("is there").shown.expect("is entered")
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").file_name());
    let mut names: Vec<String> = entries.map(|name| name.to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

#[test]
fn a_backup_is_made_where_something_changed_and_only_then() {
    let folder = Folder::new();
    let (places, mut workbook) = own(&folder);
    let made = |workbook: &Workbook, reason, now| {
        safekeeping::back_up_if_changed(workbook, reason, now).expect("is made").is_some()
    };
    assert!(made(&workbook, Reason::Automatic, NOW));
    assert!(!made(&workbook, Reason::Closing, NOW));
    edit(&mut workbook, "170");
    assert!(made(&workbook, Reason::Closing, NOW));
    drop(workbook);
    let workbook = Workbook::open(&places.workbook, NOW).expect("opens");
    assert!(!made(&workbook, Reason::Automatic, "2025-03-10 09:00:00"));
    assert_eq!(
        names(&places.folder()),
        ["自评档案-2025-03-09-143205-关闭时.ziping", "自评档案-2025-03-09-143205-自动.ziping"]
    );
}

#[test]
fn during_work_a_backup_is_made_every_twenty_minutes_where_something_changed() {
    let folder = Folder::new();
    let (_, mut workbook) = own(&folder);
    let due = |workbook: &Workbook, now| safekeeping::back_up_if_due(workbook, now).expect("is made").is_some();
    assert!(due(&workbook, "2025-03-09 15:00:00"));
    edit(&mut workbook, "170");
    assert!(!due(&workbook, "2025-03-09 15:19:59"));
    assert!(due(&workbook, "2025-03-09 15:20:00"));
    assert!(!due(&workbook, "2025-03-09 15:40:00"));
    edit(&mut workbook, "171");
    assert!(due(&workbook, "2025-03-09 15:40:01"));
}

#[test]
fn a_clock_once_wrong_neither_holds_up_backups_nor_makes_one_at_each_opening() {
    let folder = Folder::new();
    let (_, mut workbook) = own(&folder);
    let due = |workbook: &Workbook, now| safekeeping::back_up_if_due(workbook, now).expect("is made").is_some();
    assert!(due(&workbook, "2036-01-01 00:00:00"));
    assert!(!due(&workbook, "2025-03-09 15:00:00"));
    edit(&mut workbook, "170");
    assert!(due(&workbook, "2025-03-09 15:30:00"));
    assert!(!due(&workbook, "2025-03-09 16:30:00"));
    assert!(!due(&workbook, "2001-01-01 00:00:00"));
}

#[test]
fn a_broken_newest_backup_does_not_count_as_one() {
    let folder = Folder::new();
    let (_, workbook) = own(&folder);
    let made = safekeeping::back_up(&workbook, Reason::Automatic, NOW).expect("is made");
    fs::write(&made, "不是档案").expect("is written");
    let again = safekeeping::back_up_if_changed(&workbook, Reason::Closing, NOW).expect("is made");
    assert!(again.is_some());
}

#[test]
fn old_backups_go_but_not_the_wanted_nor_another_workbooks_nor_what_we_do_not_know() {
    let folder = Folder::new();
    let (places, mut workbook) = own(&folder);
    let moment = |day: u32, minute: u32| format!("2025-03-{day:02} 10:{minute:02}:00");
    let mut made = Vec::new();
    for day in [1, 2, 3, 4] {
        for minute in [0, 1] {
            edit(&mut workbook, &format!("{}", 100 + day * 10 + minute));
            let reason = if (day, minute) == (1, 0) { Reason::Manual } else { Reason::Automatic };
            made.push(safekeeping::back_up(&workbook, reason, &moment(day, minute)).expect("is made"));
        }
    }
    // Day 1 is no longer one of the three newest: its manual one stays, and the newest other one.
    assert!(made.iter().all(|path| path.exists()));
    // The same name, another workbook; and files that only look a little like ours.
    let other = Folder::new();
    let sample = sample::load("demo").expect("is shipped");
    let stranger =
        Workbook::create(&other.path("自评档案.ziping"), false, &sample.edition, &sample.filings, &moment(9, 0));
    let stranger =
        stranger.expect("is made").copy_into(&places.folder(), Reason::Automatic, &moment(2, 0)).expect("is kept");
    assert!(stranger.ends_with("自评档案-2025-03-02-100000-自动-2.ziping"));
    fs::write(places.folder().join("自评档案-2025-03-02-090000-自动.ziping"), "不是档案").expect("is written");
    fs::write(places.folder().join("自评档案-2025-03-02-090000-自动 (2).ziping"), "复制件").expect("is written");
    edit(&mut workbook, "200");
    safekeeping::back_up(&workbook, Reason::Closing, &moment(5, 0)).expect("is made");
    let gone: Vec<bool> = made.iter().map(|path| !path.exists()).collect();
    assert_eq!(gone, [false, false, true, false, false, false, false, false]);
    assert_eq!(names(&places.folder()).len(), 7 + 3 + 1);
}

#[test]
fn a_broken_or_strange_file_never_stands_for_a_day_whose_sound_backup_would_go() {
    let folder = Folder::new();
    let (places, mut workbook) = own(&folder);
    let mut sound = Vec::new();
    for day in 1..=6 {
        edit(&mut workbook, &format!("{}", 100 + day));
        let moment = format!("2025-03-{day:02} 09:00:00");
        sound.push(safekeeping::back_up(&workbook, Reason::Automatic, &moment).expect("is made"));
        fs::write(places.folder().join(format!("自评档案-2025-03-{day:02}-180000-自动.ziping")), "坏了")
            .expect("is written");
    }
    edit(&mut workbook, "200");
    safekeeping::back_up(&workbook, Reason::Manual, "2025-03-10 09:00:00").expect("is made");
    assert!(sound.iter().all(|path| path.exists()), "{:?}", names(&places.folder()));
}

#[test]
fn the_list_is_newest_first_and_says_what_is_in_each() {
    let folder = Folder::new();
    let (places, mut workbook) = own(&folder);
    safekeeping::back_up(&workbook, Reason::Manual, NOW).expect("is made");
    edit(&mut workbook, "170");
    safekeeping::back_up(&workbook, Reason::Locked, "2025-03-10 09:00:00").expect("is made");
    fs::write(places.folder().join("readme.txt"), "不是备份").expect("is written");
    let list = safekeeping::list(&places);
    let told: Vec<_> = list.iter().map(|backup| (backup.at.as_str(), backup.word, backup.kept)).collect();
    assert_eq!(told, [("2025-03-10 09:00:00", "定稿", Kept::Beside), (NOW, "手动", Kept::Beside)]);
    let contents = safekeeping::examine(&list[1].path, NOW).expect("is whole");
    assert_eq!((contents.years.len(), contents.sample, contents.steps), (2, false, 2));
    let year = &contents.years[0];
    assert_eq!((year.report_year, year.score.as_deref(), year.grade.as_deref()), (2024, Some("95.19"), Some("优")));
    assert!(year.entries > 20 && year.reporting_unit.contains("示例"));
    assert_eq!(safekeeping::examine(&list[0].path, NOW).expect("is whole").steps, 3);
}

#[test]
fn a_damaged_workbook_stays_as_it_is_and_the_newest_good_backup_is_offered_and_restored() {
    let folder = Folder::new();
    let (places, mut workbook) = own(&folder);
    assert_eq!(safekeeping::newest_good(&places, NOW), None);
    safekeeping::back_up(&workbook, Reason::Automatic, NOW).expect("is made");
    let before = value(&safekeeping::list(&places)[0].path);
    edit(&mut workbook, "170");
    let newest = safekeeping::back_up(&workbook, Reason::Automatic, "2025-03-10 09:00:00").expect("is made");
    drop(workbook);
    // The newest backup is damaged too: it is passed over.
    damage(&newest);
    damage(&places.workbook);
    let bytes = fs::read(&places.workbook).expect("is there");
    assert_eq!(Workbook::open(&places.workbook, NOW).err().expect("is damaged").code(), "damaged");
    let offer = safekeeping::newest_good(&places, NOW).expect("is there");
    assert_eq!((offer.backup.at.as_str(), offer.contents.years.len()), (NOW, 2));
    assert!(fs::read(&places.workbook).expect("is there") == bytes);
    let restored = safekeeping::restore(&offer.backup.path, &places.workbook, NOW).expect("is restored");
    assert!(restored.was_broken && restored.contents == offer.contents);
    assert!(fs::read(restored.kept.expect("is kept")).expect("is there") == bytes);
    let mut workbook = Workbook::open(&places.workbook, NOW).expect("opens");
    edit(&mut workbook, "180");
    drop(workbook);
    assert_ne!(before, "180");
    assert_eq!(value(&places.workbook), "180");
}

fn damage(path: &Path) {
    let mut bytes = fs::read(path).expect("is there");
    bytes[8192..12288].fill(0x55);
    fs::write(path, bytes).expect("is written");
}

#[test]
fn a_workbook_deleted_by_mistake_is_not_silently_begun_anew() {
    let folder = Folder::new();
    let (places, workbook) = own(&folder);
    let none = Settings::default();
    assert!(safekeeping::expect_not_lost(&places, &none, NOW).is_ok());
    safekeeping::back_up(&workbook, Reason::Closing, NOW).expect("is made");
    drop(workbook);
    fs::remove_file(&places.workbook).expect("is removed");
    let lost = safekeeping::expect_not_lost(&places, &none, NOW).expect_err("is lost");
    assert_eq!(lost.code(), "lost");
    assert!(lost.to_string().contains("自评档案-2025-03-09-143205-关闭时.ziping"), "{lost}");
    fs::remove_dir_all(folder.path("home")).expect("is removed");
    assert!(safekeeping::expect_not_lost(&places, &none, NOW).is_ok());
    // The disk she chose is not connected.
    let chosen = Settings { data_folder: Some(folder.path("home")), ..none };
    assert_eq!(safekeeping::expect_not_lost(&places, &chosen, NOW).expect_err("is gone").code(), "no_data_folder");
}

#[test]
fn a_backup_from_a_wrong_clock_is_offered_last() {
    let folder = Folder::new();
    let (places, mut workbook) = own(&folder);
    safekeeping::back_up(&workbook, Reason::Closing, "2036-01-01 00:00:00").expect("is made");
    edit(&mut workbook, "170");
    let right = safekeeping::back_up(&workbook, Reason::Closing, NOW).expect("is made");
    assert_eq!(safekeeping::newest_good(&places, NOW).expect("is there").backup.path, right);
    damage(&right);
    assert_eq!(safekeeping::newest_good(&places, NOW).expect("is there").backup.at, "2036-01-01 00:00:00");
}

#[test]
fn of_an_altered_workbook_no_backup_is_made() {
    let folder = Folder::new();
    let file = folder.sample("demo");
    alter(Path::new(&file));
    let workbook = Workbook::open(Path::new(&file), NOW).expect("opens for reading");
    assert!(workbook.altered().is_some());
    assert_eq!(safekeeping::back_up_if_changed(&workbook, Reason::Closing, NOW).expect("is let be"), None);
    assert_eq!(safekeeping::back_up(&workbook, Reason::Manual, NOW).expect_err("is refused").code(), "altered");
}

/// Changes a letter of a paragraph past the program, so that no page is damaged by it.
fn alter(file: &Path) {
    let mut bytes = fs::read(file).expect("is there");
    let (from, to) = ("示例区".as_bytes(), "示列区".as_bytes());
    let at = bytes.windows(from.len()).rposition(|found| found == from).expect("is in it");
    bytes[at..at + from.len()].copy_from_slice(to);
    fs::write(file, bytes).expect("is written");
}

fn with_second(places: Places, folder: &Folder) -> (Places, PathBuf) {
    let stick = folder.path("stick");
    safekeeping::choose_second(&places, &stick).expect("can be written");
    (Places { second: Some(stick.clone()), ..places }, stick)
}

#[test]
fn each_backup_is_carried_to_the_second_folder_once() {
    let folder = Folder::new();
    let (places, mut workbook) = own(&folder);
    assert!(matches!(safekeeping::carry(&places, NOW), Carried::NotChosen));
    let (places, stick) = with_second(places, &folder);
    assert!(matches!(safekeeping::carry(&places, NOW), Carried::NothingNew));
    let made = safekeeping::back_up(&workbook, Reason::Closing, NOW).expect("is made");
    let Carried::Done(copy) = safekeeping::carry(&places, NOW) else { panic!("is carried") };
    assert_eq!(copy.parent(), Some(stick.as_path()));
    assert!(fs::read(&copy).expect("is there") == fs::read(&made).expect("is there"));
    assert!(matches!(safekeeping::carry(&places, NOW), Carried::NothingNew));
    // Another PC's backup of the same second keeps its name, ours gets the next.
    fs::write(&copy, "另一台电脑的").expect("is written");
    let Carried::Done(second) = safekeeping::carry(&places, NOW) else { panic!("is carried") };
    assert!(second.ends_with("自评档案-2025-03-09-143205-关闭时-2.ziping"));
    assert!(matches!(safekeeping::carry(&places, NOW), Carried::NothingNew));
    edit(&mut workbook, "170");
    safekeeping::back_up(&workbook, Reason::Manual, "2025-03-10 09:00:00").expect("is made");
    assert!(matches!(safekeeping::carry(&places, "2025-03-10 09:00:00"), Carried::Done(_)));
    let list = safekeeping::list(&places);
    let kept: Vec<_> = list.iter().map(|backup| (backup.word, backup.kept)).collect();
    use Kept::{Beside, Second};
    assert_eq!(kept, [("手动", Beside), ("手动", Second), ("关闭时", Second), ("关闭时", Beside), ("关闭时", Second)]);
    drop(workbook);
    let restored = safekeeping::restore(&list[1].path, &places.workbook, NOW).expect("is restored");
    assert!(!restored.was_broken);
}

#[test]
fn a_backup_from_a_wrong_clock_stops_neither_second_copies_nor_reminders() {
    let folder = Folder::new();
    let (places, mut workbook) = own(&folder);
    let (places, stick) = with_second(places, &folder);
    let wrong = "2036-01-01 00:00:00";
    safekeeping::back_up(&workbook, Reason::Closing, wrong).expect("is made");
    assert!(matches!(safekeeping::carry(&places, wrong), Carried::Done(_)));
    edit(&mut workbook, "170");
    safekeeping::back_up(&workbook, Reason::Closing, NOW).expect("is made");
    let noted = Settings { second_copy_at: Some(wrong.to_owned()), ..Settings::default() };
    let stale = Some(Reminder::Stale { folder: stick.clone(), days: None });
    assert_eq!(safekeeping::remind(&places, &noted, NOW), stale);
    assert!(matches!(safekeeping::carry(&places, NOW), Carried::Done(_)));
    assert_eq!(safekeeping::remind(&places, &noted, NOW), None);
    safekeeping::back_up(&workbook, Reason::Manual, "2025-04-01 00:00:00").expect("is made");
    fs::remove_dir_all(&stick).expect("is pulled out");
    let gone = Some(Reminder::Unreachable { folder: stick, days: None });
    assert_eq!(safekeeping::remind(&places, &noted, "2025-04-01 00:00:00"), gone);
}

#[test]
fn a_sample_is_backed_up_only_when_asked() {
    let folder = Folder::new();
    let file = folder.sample("demo");
    let workbook = Workbook::open(Path::new(&file), NOW).expect("opens");
    assert_eq!(safekeeping::back_up_if_changed(&workbook, Reason::Closing, NOW).expect("is let be"), None);
    assert!(safekeeping::back_up(&workbook, Reason::Manual, NOW).is_ok());
}

#[test]
fn a_stick_that_is_gone_or_cannot_be_written_hinders_nothing_and_leaves_nothing_half() {
    let folder = Folder::new();
    let (places, workbook) = own(&folder);
    let (places, stick) = with_second(places, &folder);
    safekeeping::back_up(&workbook, Reason::Closing, NOW).expect("is made");
    fs::remove_dir(&stick).expect("is pulled out");
    assert!(matches!(safekeeping::carry(&places, NOW), Carried::Unreachable));
    assert!(!stick.exists(), "a folder that is gone is not made anew");
    fs::write(&stick, "a file in its place").expect("is written");
    assert!(matches!(safekeeping::carry(&places, NOW), Carried::Unreachable));
    if Path::new("/proc/self").exists() {
        // Is there, and takes nothing.
        let places = Places { second: Some("/proc/self".into()), ..places.clone() };
        let Carried::Failed(error) = safekeeping::carry(&places, NOW) else { panic!("cannot be written") };
        assert!(error.to_string().ends_with('。'));
        safekeeping::choose_second(&places, Path::new("/proc/self")).expect_err("is refused");
    }
    assert_eq!(safekeeping::list(&places).len(), 1);
}

#[test]
fn the_second_folder_is_another_than_the_workbooks() {
    let folder = Folder::new();
    let (places, _workbook) = own(&folder);
    for same in [folder.path("home"), places.folder()] {
        assert_eq!(safekeeping::choose_second(&places, &same).expect_err("is refused").code(), "same_place");
    }
}

#[test]
fn a_reminder_comes_after_seven_days_without_a_second_copy_of_what_changed() {
    let folder = Folder::new();
    let (places, workbook) = own(&folder);
    let (none, march) = (Settings::default(), |day: u32| format!("2025-03-{day:02} 14:32:05"));
    let remind = |places: &Places, settings: &Settings, day| safekeeping::remind(places, settings, &march(day));
    assert_eq!(remind(&places, &none, 9), None, "nothing to lose yet");
    safekeeping::back_up(&workbook, Reason::Closing, NOW).expect("is made");
    assert_eq!(remind(&places, &none, 9), Some(Reminder::NotChosen));
    let dismissed = Settings { reminder_dismissed_at: Some(march(9)), ..Settings::default() };
    assert_eq!(remind(&places, &dismissed, 15), None);
    assert_eq!(remind(&places, &dismissed, 16), Some(Reminder::NotChosen));

    let (places, stick) = with_second(places, &folder);
    assert_eq!(remind(&places, &none, 9), Some(Reminder::Stale { folder: stick.clone(), days: None }));
    assert!(matches!(safekeeping::carry(&places, NOW), Carried::Done(_)));
    assert_eq!(remind(&places, &none, 30), None, "nothing changed since");
    safekeeping::back_up(&workbook, Reason::Manual, &march(12)).expect("is made");
    assert_eq!(remind(&places, &none, 15), None);
    assert_eq!(remind(&places, &none, 16), Some(Reminder::Stale { folder: stick.clone(), days: Some(7) }));

    fs::remove_dir_all(&stick).expect("is pulled out");
    let noted = Settings { second_copy_at: Some(march(9)), ..Settings::default() };
    assert_eq!(remind(&places, &noted, 15), None);
    let gone = Reminder::Unreachable { folder: stick.clone(), days: Some(8) };
    assert_eq!(remind(&places, &noted, 17), Some(gone.clone()));
    assert_eq!(remind(&places, &none, 17), Some(Reminder::Unreachable { folder: stick, days: None }));
    for reminder in [Reminder::NotChosen, gone] {
        let sentence = reminder.sentence();
        assert!(sentence.ends_with('。') && sentence.matches('。').count() == 1, "{sentence}");
    }
}

#[test]
fn that_a_copy_was_carried_is_noted_beside_what_was_chosen() {
    let folder = Folder::new();
    let home = folder.path("home");
    let chosen = Settings { second_folder: Some("E:/备份".into()), ..Settings::default() };
    chosen.save(&home).expect("is saved");
    safekeeping::note_carried(&home, NOW).expect("is noted");
    let noted = Settings { second_copy_at: Some(NOW.to_owned()), ..chosen };
    assert_eq!(Settings::peek(&home), noted);
}

#[test]
fn data_moved_to_another_folder_are_whole_there_and_stay_here() {
    let folder = Folder::new();
    let (places, workbook) = own(&folder);
    let home = folder.path("home");
    let chosen = || Settings::peek(&home).data_folder;
    safekeeping::back_up(&workbook, Reason::Manual, NOW).expect("is made");
    let (quota, bytes) = (value(&safekeeping::list(&places)[0].path), names(&places.folder()));
    let to = folder.path("D/自评档案");
    let form = Edition { key: "某区".to_owned(), ..Edition::shipped(edition::DEFAULT).expect("is shipped") };
    shelf::keep(&places.workbook, &form).expect("is kept");
    let code = |from: &Path, to: &Path| safekeeping::move_data(from, to, &home, NOW).expect_err("is refused").code();
    assert_eq!((code(&places.workbook, &to), chosen()), ("in_use", None));
    drop(workbook);
    let moved = safekeeping::move_data(&places.workbook, &to, &home, NOW).expect("is moved");
    let left = home.join("自评档案-2025-03-09-143205-已移走.ziping");
    assert_eq!((moved.found, moved.left, chosen()), (false, Some(left.clone()), Some(to.clone())));
    assert_eq!((value(&moved.workbook), value(&left)), (quota.clone(), quota));
    let there = Places { workbook: moved.workbook.clone(), second: None };
    assert_eq!((names(&there.folder()), names(&places.folder())), (bytes.clone(), bytes));
    assert!(!places.workbook.exists());
    assert_eq!(shelf::find(&there.workbook, "某区").expect("is brought"), form);

    // Stopped before the old one got its other name, and done again: what is there is the same, and used.
    fs::rename(&left, &places.workbook).expect("is renamed");
    assert!(safekeeping::move_data(&places.workbook, &to, &home, NOW).expect("is there").found);
    fs::rename(&left, &places.workbook).expect("is renamed");
    // Once the two differ, neither takes the place of the other.
    edit(&mut Workbook::open(&moved.workbook, NOW).expect("opens"), "170");
    assert_eq!(code(&places.workbook, &to), "place_taken");
    assert_eq!(code(&places.workbook, &home), "same_place");
    // After the system was installed anew there is none here, and the one there is used.
    let anew = folder.path("new");
    let found = safekeeping::move_data(&anew.join("自评档案.ziping"), &to, &anew, NOW).expect("is there");
    assert_eq!((found.found, found.left, value(&found.workbook)), (true, None, "170".to_owned()));
    // A damaged one is not moved as if it were whole.
    damage(&places.workbook);
    let elsewhere = folder.path("E");
    assert_eq!(code(&places.workbook, &elsewhere), "damaged");
    assert_eq!(chosen(), Some(to));
    assert!(!elsewhere.join("自评档案.ziping").exists() && places.workbook.exists());
}

#[test]
fn the_command_line_makes_lists_and_restores() {
    let folder = Folder::new();
    let file = folder.sample("demo");
    let on = |args: &[&str]| ok(&args.iter().copied().chain(["--file", file.as_str()]).collect::<Vec<_>>());
    assert!(on(&["backup", "--list"]).ends_with("还没有备份。"));
    let quota = on(&["get", FIGURE]);
    assert!(on(&["backup"]).contains("demo-2025-03-09-143205-手动.ziping"));
    let stick = folder.path("U 盘").display().to_string();
    assert!(on(&["backup", &stick]).contains(&stick));
    on(&["set", FIGURE, "999"]);
    let list = on(&["backup", "--list"]);
    assert!(list.starts_with("2025-03-09 14:32:05　手动　") && list.contains("2024年度"), "{list}");
    let json: serde_json::Value = serde_json::from_str(&on(&["backup", "--list", "--json"])).expect("JSON");
    assert_eq!(json[0]["reason"], "manual");
    assert_eq!(json[0]["contents"]["years"][0]["score"], "95.19");
    let backup = json[0]["path"].as_str().expect("a path");
    let told = on(&["restore", backup]);
    assert!(told.contains("已恢复") && told.contains("恢复前.ziping"), "{told}");
    assert_eq!(on(&["get", FIGURE]), quota);
    assert!(on(&["verify"]).contains("完好"));
    // On another PC, from a copy.
    let anew = folder.path("新电脑/x/自评档案.ziping").display().to_string();
    assert!(ok(&["restore", backup, "--file", &anew]).contains("已恢复"));
    assert_eq!(ok(&["get", FIGURE, "--file", &anew]), quota);
    // Any file will do, and a broken workbook too.
    fs::write(&file, "不是档案").expect("is written");
    let by_hand = fs::read_dir(&stick).expect("a folder").next().expect("a file").expect("an entry").path();
    let told = on(&["restore", &by_hand.display().to_string()]);
    assert!(told.contains("原样保留在") && told.contains("损坏.ziping"), "{told}");
    assert_eq!(on(&["get", FIGURE]), quota);
}

#[test]
fn what_the_command_line_cannot_back_up_or_restore_is_told_in_one_sentence() {
    let folder = Folder::new();
    let file = folder.sample("demo");
    ok(&["backup", "--file", &file]);
    let backup = safekeeping::list(&Places { workbook: file.clone().into(), second: None })[0].path.clone();
    damage(&backup);
    let shown = backup.display().to_string();
    let bytes = fs::read(&file).expect("is there");
    assert!(refused(&["restore", &shown, "--file", &file]).contains("请另选一份备份"));
    assert!(ok(&["backup", "--list", "--file", &file]).contains("已损坏"));
    refused(&["restore", "--file", &file]);
    refused(&["restore", &folder.path("没有").display().to_string(), "--file", &file]);
    refused(&["restore", &file, "--file", &file]);
    refused(&["backup", "--json", "--file", &file]);
    refused(&["backup", "--list", "x", "--file", &file]);
    refused(&["backup", "--file", &folder.path("没有").display().to_string()]);
    refused(&["backup", &file, "--file", &file]);
    assert!(fs::read(&file).expect("is there") == bytes);
    alter(Path::new(&file));
    refused(&["backup", "--file", &file]);
    assert!(ziping(&["help"]).out.contains("ziping restore"));
}
