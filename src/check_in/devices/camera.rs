//! The camera's row: whether there is a picture, and how the light falls.

use leptos::prelude::*;

use super::choice::Choice;
use super::remedy::Remedy;
use super::row::Row;
use super::use_bench;
use crate::media::DeviceKind;
use crate::text::devices;

#[component]
pub fn CameraRow() -> impl IntoView {
    let bench = use_bench();
    let good = move || match bench.light.get() {
        Some(light) => devices::light(light).to_owned(),
        None => devices::light_good().to_owned(),
    };
    view! {
        <Row
            name="camera"
            icon="cam"
            label=devices::camera
            finding=bench.camera
            good=Signal::derive(good)
            now=Signal::derive(devices::testing)
        >
            <Remedy finding=bench.camera />
            <Choice kind=DeviceKind::Camera label=devices::choose_camera />
        </Row>
    }
}
