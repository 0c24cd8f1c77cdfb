//! One WebSocket and its ears, or in a second window the way to the first. Dropped, it is closed and hears nothing any more.

use wasm_bindgen::prelude::*;
use web_sys::{MessageEvent, WebSocket};

use super::second::Through;

pub enum Line {
    Court(Socket),
    FirstWindow(Through),
}

impl Line {
    /// False when the line takes nothing any more.
    pub fn send(&self, text: &str) -> bool {
        match self {
            Line::Court(socket) => socket.send(text),
            Line::FirstWindow(through) => through.send(text),
        }
    }
}

pub struct Socket {
    socket: WebSocket,
    _opened: Closure<dyn FnMut()>,
    _heard: Closure<dyn FnMut(MessageEvent)>,
    _closed: Closure<dyn FnMut()>,
}

impl Socket {
    pub fn open(
        url: &str,
        opened: impl FnMut() + 'static,
        mut heard: impl FnMut(String) + 'static,
        closed: impl FnMut() + 'static,
    ) -> Result<Self, JsValue> {
        let socket = WebSocket::new(url)?;
        let opened = Closure::<dyn FnMut()>::new(opened);
        let heard = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            if let Some(text) = event.data().as_string() {
                heard(text);
            }
        });
        let closed = Closure::<dyn FnMut()>::new(closed);
        socket.set_onopen(Some(opened.as_ref().unchecked_ref()));
        socket.set_onmessage(Some(heard.as_ref().unchecked_ref()));
        socket.set_onclose(Some(closed.as_ref().unchecked_ref()));
        Ok(Self {
            socket,
            _opened: opened,
            _heard: heard,
            _closed: closed,
        })
    }

    fn send(&self, text: &str) -> bool {
        self.socket.ready_state() == WebSocket::OPEN && self.socket.send_with_str(text).is_ok()
    }
}

impl Drop for Socket {
    fn drop(&mut self) {
        self.socket.set_onopen(None);
        self.socket.set_onmessage(None);
        self.socket.set_onclose(None);
        let _ = self.socket.close_with_code(1000);
    }
}
