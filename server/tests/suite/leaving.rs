//! If a browser leaves before the answer, its request was carried out completely or not at all.

use std::time::Duration;

use axum::body::Body;
use axum::http::{Request, StatusCode};
use tower::ServiceExt;

use crate::deeds::{self, Attempt, Deed, Held, prepare, verdict};
use crate::staff::{Bureau, bureau_of};

/// How often the browser leaves, for each kind of request.
const TIMES: usize = 200;

/// Sends an attempt; the browser leaves after this many turns of the runtime. None: it left before the answer.
async fn send_and_leave(bureau: &Bureau, cookie: &str, attempt: &Attempt, turns: usize) -> Option<StatusCode> {
    let request =
        Request::post(&attempt.path).header("sec-fetch-site", "same-origin").header("cookie", attempt.cookie(cookie));
    let request = request.header("content-type", "application/x-www-form-urlencoded").header("host", "127.0.0.1:3000");
    let answer = bureau.site.clone().oneshot(request.body(Body::from(attempt.body.clone())).unwrap());
    let patience = async {
        for _ in 0..turns {
            tokio::task::yield_now().await;
        }
    };
    tokio::select! {
        biased;
        answer = answer => Some(answer.unwrap().status()),
        () = patience => None,
    }
}

async fn leaves_two_hundred_times(deed: Deed) {
    let bureau = bureau_of(async |store, _| deeds::fill(store).await, |office| office).await;
    let cookie = deeds::session(&bureau.store, bureau.seconds()).await;
    let mut gone = 0;
    for time in 0..TIMES {
        // A further report and a further refusal are always accepted.
        bureau.limits.advance(Duration::from_secs(3600));
        let attempt = prepare(&bureau.store, deed, &format!("essai{time:03}fin"), bureau.seconds()).await;
        // At every step of a short handler, and at scattered steps of a long one.
        let turns = if time < TIMES / 2 { time } else { time * 37 % 1_000 };
        let answer = send_and_leave(&bureau, &cookie, &attempt, turns).await;
        bureau.actions.finished().await;
        let held = verdict(&bureau.store, &attempt).await;
        match answer {
            Some(status) => {
                assert!(status.is_success() || status.is_redirection(), "{deed:?}, {time}: {status}");
                assert_eq!(held, Held::All, "{deed:?} was acknowledged, {time}");
            }
            None => {
                gone += 1;
                assert!(!matches!(held, Held::Part(_)), "{deed:?} is half done, {time}: {held:?}");
            }
        }
    }
    assert!(gone > 0, "nobody left");
}

macro_rules! leaving {
    ($($name:ident: $deed:ident),+ $(,)?) => {
        $(#[tokio::test]
        async fn $name() {
            leaves_two_hundred_times(Deed::$deed).await;
        })+
    };
}

leaving! {
    a_file_is_accepted_whole_or_waits_when_its_reader_leaves: AcceptFile,
    ticked_lines_are_accepted_and_the_others_wait_when_their_reader_leaves: AcceptLines,
    a_file_is_thrown_away_or_waits_when_its_reader_leaves: ThrowFileAway,
    an_answer_is_a_draft_and_marked_when_its_provider_leaves: AnswerOfProvider,
    a_draft_is_published_or_waits_when_its_publisher_leaves: Publish,
    a_draft_is_saved_or_not_when_its_author_leaves: SaveDraft,
    a_campaign_has_every_link_when_its_maker_leaves: Campaign,
    an_import_is_undone_whole_when_its_reader_leaves: UndoImport,
    a_version_is_restored_or_not_when_its_reader_leaves: Restore,
    listings_are_verified_together_when_their_reader_leaves: Verify,
    a_value_of_the_law_is_added_or_not_when_its_author_leaves: LawValue,
    a_report_is_answered_or_open_when_its_reader_leaves: AnswerReport,
    a_report_is_kept_once_or_not_when_its_sender_leaves: Report,
    a_refusal_is_counted_once_or_not_when_its_sender_leaves: Refusal,
    a_code_is_used_up_with_a_session_or_not_when_its_owner_leaves: SignIn,
    an_account_is_made_with_its_line_in_the_journal_or_not_when_its_admin_leaves: CreateAccount,
    a_report_is_opened_again_with_its_answer_kept_or_not_when_its_reader_leaves: ReopenReport,
}
