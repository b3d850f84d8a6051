//! The threads that make sheets. They give way to those that answer pages: a sheet takes what these leave of the processors.

use std::sync::LazyLock;

use app::assist::sheet::model::Sheet;
use rayon::{ThreadPool, ThreadPoolBuilder};
use tokio::sync::oneshot;

use super::{PdfError, sheet_pdf};

/// How many sheets are made at the same time.
pub const AT_ONCE: usize = 2;

/// What typst does in parallel stays on these threads too: it asks the pool that it runs in.
static MAKERS: LazyLock<Option<ThreadPool>> = LazyLock::new(|| {
    let makers = ThreadPoolBuilder::new()
        .num_threads(AT_ONCE)
        .thread_name(|number| format!("sheets-{number}"))
        .start_handler(|_| give_way())
        // Its place was written by the hook of panics, and whoever waits is told that there is no sheet.
        .panic_handler(|_| {});
    makers.build().ok()
});

/// A step of `nice` is a quarter: where both have work, a thread that answers pages has some ten times as much of a processor.
#[cfg(target_os = "linux")]
const LESS: i32 = 10;

#[cfg(target_os = "linux")]
fn give_way() {
    // On Linux that of the calling thread alone. Where it is refused, sheets are made all the same.
    let _ = rustix::process::nice(LESS);
}

#[cfg(not(target_os = "linux"))]
fn give_way() {}

/// The PDF of a sheet, made on one of these threads. `held` is let go when the work is done, whether someone still waits for
/// it or not.
pub async fn make(sheet: Sheet, held: impl Send + 'static) -> Result<Vec<u8>, PdfError> {
    let Some(makers) = &*MAKERS else { return Err(PdfError::NoThread) };
    let (made, waiting) = oneshot::channel();
    makers.spawn(move || {
        let file = sheet_pdf(&sheet);
        drop(held);
        // Nobody may be there any more.
        let _ = made.send(file);
    });
    waiting.await.unwrap_or(Err(PdfError::Unwritable))
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use rustix::process::getpriority_process;
    use tokio::sync::oneshot;

    use super::{AT_ONCE, LESS, MAKERS};

    #[test]
    fn the_threads_that_make_sheets_give_way_to_the_one_that_starts_them() {
        let nice = || getpriority_process(None).expect("a priority");
        let makers = MAKERS.as_ref().expect("threads").broadcast(|_| nice());
        assert_eq!(makers, [(nice() + LESS).min(19); AT_ONCE]);
    }

    #[test]
    fn a_panic_ends_neither_the_program_nor_the_threads_that_make_sheets() {
        let makers = MAKERS.as_ref().expect("threads");
        let (held, waiting) = oneshot::channel::<()>();
        makers.spawn(move || {
            let _held = held;
            panic!("no sheet");
        });
        assert!(waiting.blocking_recv().is_err(), "whoever waits is told");
        assert_eq!(makers.broadcast(|of| of.index()), [0, 1]);
    }
}
