//! The walk: the same for both engines. A fault is told with a picture of where it happened (`…-failed.png`).

mod asking;
mod checking;
mod editing;
mod forms;
mod keeping;
mod papers;
mod projects;
mod rules;
mod whole;

use crate::Outcome;
use crate::engine::{Driver, Engine, Seat};

/// A screen, as it must always be: every control has a name; and its picture.
async fn look(seat: &Seat, name: &str) -> Outcome {
    rules::every_control_has_a_name(&seat.page, name).await?;
    seat.page.picture(name).await
}

/// All of it, from an empty PC on.
pub(crate) async fn whole(engine: Engine) -> Outcome {
    let driver = Driver::start(engine)?;
    let mut taken = 0;

    let seat = driver.open(&[], taken).await?;
    let done = async {
        editing::first_screen_and_sample(&seat).await?;
        editing::figures(&seat).await?;
        editing::scores(&seat).await?;
        asking::why(&seat).await?;
        asking::note(&seat).await?;
        editing::text(&seat).await?;
        projects::keep(&seat).await?;
        checking::while_typing(&seat).await?;
        checking::findings(&seat).await?;
        checking::reconciliation(&seat).await?;
        forms::confirm_rows(&seat).await?;
        forms::read_a_pasted_form(&seat).await?;
        forms::move_points(&seat).await?;
        papers::preview(&seat).await?;
        papers::export(&seat, &driver).await?;
        keeping::begin_a_year(&seat).await?;
        keeping::leave_something_in_a_field(&seat).await
    };
    let done = done.await;
    taken = end(seat, done).await?;

    let seat = driver.open(&[], taken).await?;
    let done = async {
        keeping::what_was_in_the_field_is_there(&seat).await?;
        keeping::a_second_start_brings_the_first_forward(&seat, &driver).await
    };
    let done = done.await;
    taken = end(seat, done).await?;

    keeping::break_the_workbook(&driver)?;
    checking::write_a_report(&driver)?;
    let seat = driver.open(&[], taken).await?;
    let done = async {
        keeping::bring_the_workbook_back(&seat).await?;
        checking::drop_a_report(&seat).await?;
        checking::import_a_report(&seat, &driver).await?;
        checking::check_a_report(&seat, &driver).await
    };
    let done = done.await;
    taken = end(seat, done).await?;

    let file = whole::begin(&driver)?;
    let seat = driver.open(&[&file], taken).await?;
    let filled = whole::fill(&seat).await;
    taken = end(seat, filled).await?;

    let text = keeping::write_no_workbook(&driver)?;
    let seat = driver.open(&[&text], taken).await?;
    let told = keeping::no_workbook_is_told(&seat).await;
    end(seat, told).await.map(|_| ())
}

/// Ends a seat: looks whether anything went wrong unseen, and closes the window. Gives the number of pictures.
async fn end(seat: Seat, done: Outcome) -> Outcome<usize> {
    let done = match done {
        Ok(()) => rules::nothing_went_wrong_unseen(&seat).await,
        failed => failed,
    };
    if let Err(failure) = done {
        let _ = seat.page.client.screenshot().await.map(|picture| seat.page.keep("failed", &picture));
        return Err(failure);
    }
    let taken = seat.page.taken();
    seat.close().await.map(|()| taken)
}
