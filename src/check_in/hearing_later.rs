//! 我的庭审 again, from the waiting room: what he saw before he checked in, and the other hearings of his day.

use leptos::prelude::*;

use super::help::CallClerk;
use super::lintel::page_title;
use super::my_hearing::{Facts, More};
use super::step_page::StepMain;
use super::ticket::entry;
use super::to_phone::ToPhone;
use super::while_waiting::WhileWaiting;
use crate::calendar::AddToCalendar;
use crate::text::check_in;
use crate::ui::ReadAloud;

/// In the place of the waiting room.
#[component]
pub fn HearingWhileWaiting(close: Callback<()>) -> impl IntoView {
    page_title(|| check_in::my_hearing().to_owned());
    view! {
        <WhileWaiting close>
            <StepMain>
                <div class="step-body step-cols" data-sheet="my-hearing"><Facts /><More /></div>
            </StepMain>
            <footer class="stepbar" aria-label=check_in::acts>
                <div class="stepbar-tools"><AddToCalendar entry=entry() /><CallClerk /><ToPhone /><ReadAloud /></div>
                <button type="button" class="press stepbar-go" data-act="back-to-waiting" on:click=move |_| close.run(())>
                    {check_in::back_to_waiting}
                </button>
            </footer>
        </WhileWaiting>
    }
}
