//! Links of providers, their letters, and the answers.

use domain::provider::listing::Source;
use domain::provider::parts::ListingPart;
use server::secrets::Hashed;
use server::storage::Store;
use server::storage::drafts::{DraftContent, DraftState, NewDraft};
use server::storage::links::{LinkAnswer, MailFailure, NewCampaign, NewLink, NewToken};
use server::storage::outbox::NewLetter;

use super::instant;
use crate::support::demonstration;

pub async fn links_lead_to_their_service_until_they_are_answered(store: &dyn Store) {
    let listing = &demonstration()[0];
    let link = |token: &str| NewLink {
        finess: listing.finess,
        token: Hashed::of(token),
        author: "paul".to_owned(),
        made_at: 10,
        expires_at: 20,
    };
    let letter = |token: &str| NewLetter {
        token: Hashed::of(token),
        recipient: format!("{token}@service.fr"),
        subject: "Votre fiche".to_owned(),
        text: format!("voici : {token}"),
        queued_at: 10,
    };
    let elsewhere = NewLink { finess: "750000099".parse().unwrap(), ..link("b") };
    store.add_link(&link("old"), None).await.unwrap();
    let campaign = NewCampaign {
        author: "paul".to_owned(),
        started_at: 10,
        parts: vec![ListingPart::Prices, ListingPart::Availability],
        subject: "Votre fiche".to_owned(),
        letter: "Bonjour {service} : {lien}".to_owned(),
        deadline: jiff::civil::date(2026, 12, 1),
    };
    let links = [link("a"), elsewhere];
    assert_eq!(store.add_campaign(&campaign, &links, &[letter("a"), letter("b")]).await.unwrap(), 1);
    assert_eq!(store.find_campaign(1).await.unwrap(), Some(campaign.clone()));
    assert_eq!(store.find_provider_link(&Hashed::of("old"), 15).await.unwrap(), None, "another was made");
    let again = store.add_campaign(&campaign, &[link("c"), link("a")], &[letter("c")]).await;
    assert!(again.is_err(), "a token is of one link");
    assert_eq!(store.list_links().await.unwrap().rows.len(), 3, "all or nothing");
    assert_eq!(store.find_campaign(2).await.unwrap(), None);
    assert_eq!(store.count_letters().await.unwrap(), 2, "its letters neither");
    // Letters are sent in their order; one that is taken waits for its next try; a sent one records its recipient.
    assert!(store.take_letter(9, |_| 1).await.unwrap().is_none());
    let first = store.take_letter(10, |tries| 20 + i64::from(tries)).await.unwrap().unwrap();
    assert_eq!((first.letter.text.as_str(), first.tries), ("voici : a", 0));
    let second = store.take_letter(29, |_| 100).await.unwrap().unwrap();
    assert_eq!(second.letter.recipient, "b@service.fr");
    let waiting: Vec<(u32, u32)> = store.list_waiting().await.unwrap().into_iter().collect();
    assert!(store.take_letter(29, |_| 100).await.unwrap().is_none(), "both are being tried");
    assert_eq!(waiting.iter().map(|(_, tries)| *tries).collect::<Vec<_>>(), [1, 1], "by link, with its tries");
    store.drop_letter(second.number, MailFailure::Refused).await.unwrap();
    let failed: Vec<_> = store.list_links().await.unwrap().rows.into_iter().filter_map(|link| link.failure).collect();
    assert_eq!(failed, [MailFailure::Refused]);
    let later = store.take_letter(30, |_| 100).await.unwrap().unwrap();
    assert_eq!((later.number, later.tries), (first.number, 1));
    store.letter_left(later.number, &later.letter.token, &later.letter.recipient).await.unwrap();
    assert_eq!(store.count_letters().await.unwrap(), 0);
    let found = store.find_provider_link(&Hashed::of("a"), 19).await.unwrap().unwrap();
    assert_eq!((found.campaign, found.sent_to.as_deref(), found.answered), (Some(1), Some("a@service.fr"), None));
    assert_eq!(store.find_provider_link(&Hashed::of("a"), 20).await.unwrap(), None, "it has expired");
    // A link is given again by one more token, and both lead to it; one that was replaced is not.
    let token = |token: &str, link: u32, at: i64| NewToken {
        link,
        token: Hashed::of(token),
        author: "paul".to_owned(),
        made_at: at,
        expires_at: at + 10,
    };
    let replaced = store.list_links().await.unwrap().rows.into_iter().last().unwrap().number;
    let tokens = [token("again", found.number, 19), token("never", replaced, 19)];
    let reminder = NewLetter { queued_at: 19, ..letter("again") };
    assert_eq!(store.give_again(&tokens, &[reminder]).await.unwrap(), [found.number]);
    for text in ["a", "again"] {
        let link = store.find_provider_link(&Hashed::of(text), 28).await.unwrap().unwrap();
        assert_eq!((link.number, link.reminded), (found.number, Some(19)), "{text}");
    }
    assert_eq!(store.find_provider_link(&Hashed::of("never"), 19).await.unwrap(), None);
    let reminder = store.take_letter(19, |_| 100).await.unwrap().unwrap();
    store.letter_left(reminder.number, &reminder.letter.token, "autre@service.fr").await.unwrap();
    store.letter_returned(found.number, "paul", 19).await.unwrap();
    let found = store.find_provider_link(&Hashed::of("a"), 19).await.unwrap().unwrap();
    assert_eq!((found.sent_to.as_deref(), found.failure), (Some("autre@service.fr"), Some(MailFailure::Returned)));
    // One answer of a provider waits at a time; what is begun later takes no mark away; an answer too late is kept nowhere.
    let content = |note: &str| DraftContent {
        based_on: 1,
        state: DraftState::Submitted,
        listing: listing.clone(),
        note: note.to_owned(),
    };
    let answer = |note: &str| NewDraft {
        author: "service".to_owned(),
        source: Source::Provider,
        saved_at: instant(1),
        content: content(note),
    };
    let before = store.list_drafts().await.unwrap().rows.len();
    assert!(store.answer_link(found.number, 15, LinkAnswer::NothingChanged, answer("un")).await.unwrap());
    assert!(store.answer_link(found.number, 16, LinkAnswer::Proposed, answer("deux")).await.unwrap());
    assert!(store.answer_link(found.number, 17, LinkAnswer::Begun, answer("trois")).await.unwrap());
    assert!(!store.answer_link(found.number, 29, LinkAnswer::Proposed, answer("trop tard")).await.unwrap());
    let drafts = store.list_drafts().await.unwrap().rows;
    assert_eq!((drafts.len(), drafts[0].draft.content.note.as_str()), (before + 1, "trois"));
    let answered = store.list_links().await.unwrap().rows.into_iter().find_map(|link| link.answered);
    assert_eq!(answered, Some((16, LinkAnswer::Proposed)));
}
