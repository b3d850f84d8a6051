//! Where the browser keeps the work list, and the files in which it leaves and comes.

use jiff::civil::Date;
use leptos::prelude::{document, window};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, HtmlAnchorElement, HtmlInputElement, Storage, Url};

use super::list::{WorkList, WorkListError};
use crate::ui::browser::by_id;

/// Under which name the browser keeps the list.
const KEY: &str = "quelleaideadom-liste";

/// What was found there.
pub enum Kept {
    /// A list, without the people who were there too long, and their number.
    List(WorkList, usize),
    /// Something that is no list, which stays as it is.
    Unreadable(WorkListError),
}

fn storage() -> Option<Storage> {
    window().local_storage().ok().flatten()
}

pub fn load(today: Date) -> Kept {
    let text = storage().and_then(|storage| storage.get_item(KEY).ok().flatten());
    match text.map(|text| WorkList::read(&text)) {
        None => Kept::List(WorkList::default(), 0),
        Some(Ok(mut list)) => {
            let expired = list.expire(today);
            Kept::List(list, expired)
        }
        Some(Err(error)) => Kept::Unreadable(error),
    }
}

/// Whether the browser kept it.
pub fn store(list: &WorkList) -> bool {
    storage().is_some_and(|storage| storage.set_item(KEY, &list.write()).is_ok())
}

pub fn erase() {
    if let Some(storage) = storage() {
        // Refused only where nothing is kept either.
        let _ = storage.remove_item(KEY);
    }
}

/// Hands the list over as a file.
pub fn export(list: &WorkList, today: Date) {
    let parts = js_sys::Array::of1(&list.write().into());
    if let Ok(file) = Blob::new_with_str_sequence(&parts) {
        save_file(&file, &format!("liste-de-travail-{today}.json"));
    }
}

/// Hands a file over, as a link to one would.
pub fn save_file(file: &Blob, name: &str) {
    let file = Url::create_object_url_with_blob(file);
    let link = document().create_element("a").ok().and_then(|link| link.dyn_into::<HtmlAnchorElement>().ok());
    if let (Ok(address), Some(link)) = (file, link) {
        link.set_href(&address);
        link.set_download(name);
        link.click();
        // It is an address of this page alone.
        let _ = Url::revoke_object_url(&address);
    }
}

/// The text of the file chosen in a field, which forgets it. None for one of more than so many bytes.
pub async fn chosen_file(field: &str, longest: usize) -> Option<String> {
    let field: HtmlInputElement = by_id(field)?.dyn_into().ok()?;
    let file = field.files()?.get(0)?;
    if file.size() > longest as f64 {
        field.set_value("");
        return None;
    }
    let text = JsFuture::from(file.text()).await.ok()?.as_string();
    field.set_value("");
    text
}
