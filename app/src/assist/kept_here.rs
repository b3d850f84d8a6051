//! What the browser keeps for `/accompagner`, the files in which it leaves and comes, and the one request that is made.

use jiff::civil::Date;
use leptos::prelude::{document, window};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, HtmlAnchorElement, HtmlInputElement, RequestInit, Response, Storage, Url};

use super::work_list::{WorkList, WorkListError};
use crate::ui::browser::by_id;

/// Under which name the browser keeps the list.
const KEY: &str = "quelleaideadom-liste";

/// What was found there.
pub enum KeptHere {
    /// A list, without the people who were there too long, and their number.
    List(WorkList, usize),
    /// Something that is no list, which stays as it is.
    Unreadable(WorkListError),
}

fn storage() -> Option<Storage> {
    window().local_storage().ok().flatten()
}

pub fn load(today: Date) -> KeptHere {
    let text = storage().and_then(|storage| storage.get_item(KEY).ok().flatten());
    match text.map(|text| WorkList::read(&text)) {
        None => KeptHere::List(WorkList::default(), 0),
        Some(Ok(mut list)) => {
            let expired = list.expire(today);
            KeptHere::List(list, expired)
        }
        Some(Err(error)) => KeptHere::Unreadable(error),
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
        save(&file, &format!("liste-de-travail-{today}.json"));
    }
}

/// Hands a file over, as a link to one would.
fn save(file: &Blob, name: &str) {
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

/// Sends a form, and hands over the file that the server answers with. False where it answers with none.
pub async fn save_answer(address: &str, body: &str, name: &str) -> bool {
    let Some(answer) = post(address, body).await.filter(Response::ok) else { return false };
    let Ok(file) = answer.blob() else { return false };
    let file = JsFuture::from(file).await.ok().and_then(|file| file.dyn_into::<Blob>().ok());
    file.map(|file| save(&file, name)).is_some()
}

/// Sends a form. What the server answers: nothing where all is well. None where it does not answer.
pub async fn send(address: &str, body: &str) -> Option<String> {
    let answer = post(address, body).await?;
    let words = JsFuture::from(answer.text().ok()?).await.ok()?.as_string().unwrap_or_default();
    Some(if words.is_empty() && !answer.ok() { answer.status_text() } else { words })
}

async fn post(address: &str, body: &str) -> Option<Response> {
    let request = RequestInit::new();
    request.set_method("POST");
    request.set_body(web_sys::UrlSearchParams::new_with_str(body).ok()?.as_ref());
    let answer = JsFuture::from(window().fetch_with_str_and_init(address, &request)).await.ok()?;
    answer.dyn_into().ok()
}
