//! Pages as they leave the server: whole documents of Leptos, with a policy that admits the scripts of the site, or in the
//! back office those of this answer alone.

use std::future::ready;
use std::pin::Pin;

use app::app::document;
use app::routes::EMBED;
use app::text::Lang;
use app::widget::page::document as widget_document;
use axum::body::Body;
use axum::extract::Request;
use axum::http::{HeaderValue, header};
use axum::response::Response;
use futures_util::{Stream, StreamExt, stream};
use leptos::IntoView;
use leptos::nonce::use_nonce;
use leptos::prelude::{expect_context, provide_context};
use leptos_axum::{ResponseOptions, handle_response_inner};

use super::headers::{Scripts, policy, policy_with_frame};

/// Pieces of a document, as Leptos passes them on.
type Pieces = Pin<Box<dyn Stream<Item = String> + Send>>;

/// Renders the page of a request. `context`: what it finds there.
pub async fn page(context: impl Fn() + Clone + Send + 'static, request: Request) -> Response {
    let path = request.uri().path();
    let (is_staff, has_frame) = (path.starts_with("/gestion"), Lang::split(path).1 == EMBED);
    let context = move || {
        context();
        let policy = match use_nonce().filter(|_| is_staff) {
            Some(nonce) => policy(Scripts::Bearing(&nonce)),
            None if has_frame => policy_with_frame(),
            None => policy(Scripts::OfSite),
        };
        if let Ok(policy) = HeaderValue::from_str(&policy) {
            expect_context::<ResponseOptions>().insert_header(header::CONTENT_SECURITY_POLICY, policy);
        }
    };
    handle_response_inner(context, document, request.map(Body::new), whole).await
}

/// Renders the widget of a request: a document of its own.
pub async fn widget(context: impl Fn() + Clone + Send + 'static, request: Request) -> Response {
    let query = request.uri().query().unwrap_or_default().to_owned();
    handle_response_inner(context, move || widget_document(&query), request.map(Body::new), whole).await
}

/// The same with something more in context.
pub async fn page_with<T: Clone + Send + Sync + 'static>(
    context: impl Fn() + Clone + Send + 'static,
    more: T,
    request: Request,
) -> Response {
    let context = move || {
        context();
        provide_context(more.clone());
    };
    page(context, request).await
}

/// The document in one piece. `_scripts` would write the values of resources after it: no page here has one.
fn whole<V: IntoView + 'static>(
    app: V,
    _scripts: Box<dyn FnOnce() -> Pieces + Send>,
    _out_of_order: bool,
) -> Pin<Box<dyn Future<Output = Pieces> + Send>> {
    Box::pin(async move {
        let html = app.to_html_stream_in_order().collect::<String>().await;
        // How Leptos marks what may be absent is an empty comment to a browser, and an error to HTML. Texts and attributes
        // are escaped: none holds this.
        let html = html.replace("<!>", "<!---->");
        Box::pin(stream::once(ready(html))) as Pieces
    })
}
