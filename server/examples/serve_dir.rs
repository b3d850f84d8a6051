//! Serves the files of a folder, and nothing else: what `end2end/bench-load.mjs` compares the kept pages with.
//! `cargo run --release -p server --example serve_dir -- FOLDER 127.0.0.1:3935`

use axum::Router;
use tower_http::services::ServeDir;

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let (Some(folder), Some(address)) = (arguments.next(), arguments.next()) else {
        return Err("say which folder, and on which address".into());
    };
    let listener = tokio::net::TcpListener::bind(address).await?;
    axum::serve(listener, Router::new().fallback_service(ServeDir::new(folder).precompressed_br())).await?;
    Ok(())
}
