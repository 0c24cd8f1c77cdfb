//! The hearings that this browser has been let in to: those of this tab, and where the person has said that the device is his
//! own, those of all tabs. A pass is good for 18 hours, and leaving a hearing forgets its pass.

use gloo::storage::{LocalStorage, SessionStorage, Storage as _};

use super::Pass;

const KEPT_AS: &str = "kaiting.passes";
const OWN: &str = "kaiting.own-device";
/// More than a long day has; the oldest goes.
const MOST: usize = 20;

pub fn known() -> Vec<Pass> {
    let mut all = of_tab();
    if is_own_device() {
        for pass in of_device() {
            if !all.iter().any(|known| known.hearing == pass.hearing) {
                all.push(pass);
            }
        }
    }
    all
}

pub(super) fn add(pass: &Pass) {
    keep_in_tab(&with(of_tab(), pass));
    if is_own_device() {
        keep_on_device(&with(of_device(), pass));
    }
}

pub fn drop(pass: &Pass) {
    keep_in_tab(&without(of_tab(), pass));
    if is_own_device() {
        keep_on_device(&without(of_device(), pass));
    }
}

pub fn is_own_device() -> bool {
    LocalStorage::get(OWN).unwrap_or(false)
}

pub fn set_own_device(own: bool) {
    if own {
        said(LocalStorage::set(OWN, true).is_ok());
        keep_on_device(&of_tab());
    } else {
        LocalStorage::delete(OWN);
        LocalStorage::delete(KEPT_AS);
    }
}

fn with(mut all: Vec<Pass>, pass: &Pass) -> Vec<Pass> {
    all.retain(|known| known.hearing != pass.hearing);
    all.push(pass.clone());
    let over = all.len().saturating_sub(MOST);
    all.split_off(over)
}

fn without(mut all: Vec<Pass>, pass: &Pass) -> Vec<Pass> {
    all.retain(|known| known.hearing != pass.hearing);
    all
}

fn of_tab() -> Vec<Pass> {
    SessionStorage::get(KEPT_AS).unwrap_or_default()
}

fn of_device() -> Vec<Pass> {
    LocalStorage::get(KEPT_AS).unwrap_or_default()
}

fn keep_in_tab(all: &[Pass]) {
    said(SessionStorage::set(KEPT_AS, all).is_ok());
}

fn keep_on_device(all: &[Pass]) {
    said(LocalStorage::set(KEPT_AS, all).is_ok());
}

fn said(kept: bool) {
    if !kept {
        gloo::console::warn!("this browser keeps nothing: other hearings are not listed");
    }
}
