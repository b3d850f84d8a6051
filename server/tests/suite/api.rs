//! The open API as other programs use it: what it answers, what it refuses and where it says the fault lies.

use app::routes::OPENAPI;
use axum::Router;
use axum::body::Body;
use axum::http::{Method, Request, StatusCode, header};
use domain::provider::listing::{Fact, Kind};
use domain::values::closed_list::ClosedList;
use domain::{Field, Parameters};
use jiff::civil::date;
use serde_json::{Value, json};
use std::sync::Arc;

use crate::support::{Answer, FixedClock, demonstration, get, intake, office, paris, send, site};
use server::api::v1::ApiSettings;
use server::catalogue::{Current, PublishedCatalogue};
use server::http::{SiteState, router};

async fn demonstration_site() -> Router {
    site(demonstration(), None).await
}

async fn site_with(api: ApiSettings) -> Router {
    let current = Current::of(demonstration(), paris(), Parameters::embedded(), None);
    let published = Arc::new(PublishedCatalogue::new(current));
    router(SiteState::new(published, Arc::new(FixedClock), intake().await).with_api(api), office().await)
}

fn read(answer: &Answer) -> Value {
    serde_json::from_str(&answer.body).unwrap_or_else(|_| panic!("not JSON: {}", answer.body))
}

async fn asked(site: &Router, address: &str) -> Value {
    let answer = get(site, address).await;
    assert_eq!(answer.status, StatusCode::OK, "{address}: {}", answer.body);
    read(&answer)
}

/// The status, and each place that is wrong.
async fn refused(site: &Router, address: &str) -> (u16, Vec<String>) {
    let answer = get(site, address).await;
    assert_eq!(answer.headers[header::CONTENT_TYPE], "application/problem+json", "{address}");
    let problem = read(&answer);
    assert_eq!(problem["status"], answer.status.as_u16());
    (answer.status.as_u16(), places(&problem))
}

fn places(problem: &Value) -> Vec<String> {
    let place = |error: &Value| error["parameter"].as_str().or(error["pointer"].as_str()).unwrap().to_owned();
    problem["errors"].as_array().unwrap().iter().map(place).collect()
}

async fn sent(site: &Router, address: &str, body: &Value) -> Answer {
    let request = Request::post(address).header(header::CONTENT_TYPE, "application/json");
    send(site, request.body(Body::from(body.to_string())).unwrap()).await
}

#[tokio::test]
async fn services_are_listed_page_after_page_each_once() {
    let site = demonstration_site().await;
    let (mut address, mut numbers) = ("/api/v1/providers?limit=60&fields=kind".to_owned(), Vec::new());
    loop {
        let answer = get(&site, &address).await;
        let page = read(&answer);
        let providers = page["providers"].as_array().unwrap();
        numbers.extend(providers.iter().map(|provider| provider["finess"].as_str().unwrap().to_owned()));
        let kept: Vec<&String> = providers[0].as_object().unwrap().keys().collect();
        assert_eq!(kept, ["finess", "kind"]);
        match answer.headers.get(header::LINK) {
            Some(link) => {
                let link = link.to_str().unwrap();
                address = link.trim_start_matches('<').split('>').next().unwrap().to_owned();
            }
            None => break assert_eq!(page["page"]["next_cursor"], Value::Null),
        }
    }
    let open = demonstration().into_iter().filter(|listing| listing.standing.is_open());
    let expected: Vec<String> = open.map(|listing| listing.finess.to_string()).collect();
    assert_eq!(numbers, expected);
    let beyond = asked(&site, "/api/v1/providers?cursor=999999999").await;
    assert_eq!((&beyond["providers"], &beyond["page"]["next_cursor"]), (&json!([]), &Value::Null), "no error");
}

#[tokio::test]
async fn a_limit_that_is_too_large_is_lowered_and_the_answer_says_so() {
    let site = demonstration_site().await;
    let page = asked(&site, "/api/v1/providers?limit=5000").await;
    assert_eq!((&page["page"]["limit"], &page["page"]["limit_lowered_from"]), (&json!(200), &json!(5000)));
    let huge = asked(&site, "/api/v1/compare?zone=75114&limit=99999999999999999999").await;
    assert_eq!((&huge["page"]["limit"], &huge["page"]["limit_lowered_from"]), (&json!(100), &json!(u32::MAX)));
    let beyond = asked(&site, "/api/v1/compare?zone=75114&offset=100000").await;
    assert_eq!((&beyond["suitable"], &beyond["to_confirm"]), (&json!([]), &json!([])), "a page past the end is empty");
}

#[tokio::test]
async fn filters_hold_together_and_take_only_what_is_known() {
    let site = demonstration_site().await;
    let listings = demonstration();
    let page =
        asked(&site, "/api/v1/providers?act=toilette&act=menage&habilitation=habilite&kind=460&kind=209&limit=200")
            .await;
    for provider in page["providers"].as_array().unwrap() {
        let acts: Vec<&str> =
            provider["acts"]["value"].as_array().unwrap().iter().map(|act| act["code"].as_str().unwrap()).collect();
        assert!(acts.contains(&"toilette") && acts.contains(&"menage"), "{acts:?}");
        assert_eq!(provider["habilitation"]["value"]["code"], "habilite");
        assert_ne!(provider["kind"]["code"], Kind::Nursing.code());
    }
    assert!(page["total"].as_u64().unwrap() > 0);
    let unknown = asked(&site, "/api/v1/providers?unknown=tariffs&limit=200").await;
    let without = listings.iter().filter(|listing| listing.standing.is_open() && listing.tariffs.value().is_none());
    assert_eq!(unknown["total"], without.count());
    assert_eq!(unknown["providers"][0]["tariffs"], json!({ "status": "unknown" }), "never zero, never absent");
    let all = asked(&site, "/api/v1/providers?standing=all&limit=1").await;
    assert_eq!(all["total"], listings.len());
}

#[tokio::test]
async fn a_service_has_every_fact_with_its_source_and_its_day() {
    let site = demonstration_site().await;
    let listing = demonstration().into_iter().find(|listing| listing.tariffs.value().is_some()).unwrap();
    let one = asked(&site, &format!("/api/v1/providers/{}", listing.finess)).await;
    let provider = &one["provider"];
    let tariff = &provider["tariffs"]["value"][0];
    let price = tariff["care_hour_euros"].as_str().unwrap();
    let stated = listing.tariffs.value().unwrap().iter().filter_map(|tariff| tariff.terms().care_hour);
    assert!(stated.map(|cents| cents.euros().to_string()).any(|euros| euros == price), "{price}");
    assert_eq!(provider["tariffs"]["source"]["code"], "demonstration");
    assert!(provider["tariffs"]["observed_on"].as_str().unwrap().starts_with("2026-"));
    assert_eq!(provider["page_path"], format!("/services/{}", listing.finess));
    assert_eq!(one["versions"]["demonstration"], true, "nothing fictitious is given as if it were true");
    assert_eq!(refused(&site, "/api/v1/providers/750000011").await.0, 404);
    assert_eq!(refused(&site, "/api/v1/providers/x").await.0, 404);
}

#[tokio::test]
async fn a_need_is_answered_the_same_in_a_body_and_in_an_address() {
    let site = demonstration_site().await;
    let need = json!({
        "zone": "75114",
        "start": "2026-12-01",
        "visits": [
            { "weekday": "lundi", "start": "08:00", "end": "09:30" },
            { "weekday": "jeudi", "start": "14:00", "end": "16:00", "kind": "menage" }
        ],
        "wished": ["toilette", "menage"],
        "weights": { "price": 6 }
    });
    let body = sent(&site, "/api/v1/compare?limit=5&filter=places", &need).await;
    assert_eq!((body.status, &body.headers[header::CACHE_CONTROL]), (StatusCode::OK, &"no-store".parse().unwrap()));
    let address = "/api/v1/compare?zone=75114&start=2026-12-01&visit=lundi,08:00,09:30&visit=jeudi,14:00,16:00,menage\
                   &wished=toilette&wished=menage&weight=prix:6&limit=5&filter=places";
    let body = read(&body);
    assert_eq!(body, asked(&site, address).await);
    assert_eq!(
        body["need"]["weights"],
        json!({ "price": 6, "coverage": 3, "services": 3, "quality": 0, "availability": 0 })
    );
    let first =
        body["suitable"].as_array().unwrap().iter().chain(body["partly_suitable"].as_array().unwrap()).next().unwrap();
    let points: Vec<u64> =
        first["contributions"].as_array().unwrap().iter().map(|line| line["points"].as_u64().unwrap()).collect();
    assert_eq!(first["points"], points.iter().sum::<u64>(), "the total is the sum of what stands under it");
    let floor = body["floor"]["law_value"]["id"].as_str().unwrap();
    assert_eq!(body["law_values"][floor]["value"], body["floor"]["hour_euros"]);
    let replayed = sent(&site, "/api/v1/compare?limit=5&filter=places&day=2026-11-23", &body["need"]).await;
    assert_eq!(read(&replayed), body, "what an answer repeats can be asked again");
}

#[tokio::test]
async fn a_small_change_of_a_need_gives_the_list_that_it_promises() {
    let site = demonstration_site().await;
    let mornings: Vec<Value> = ["lundi", "mardi", "jeudi", "dimanche"]
        .map(|day| json!({ "weekday": day, "start": "08:00", "end": "09:00" }))
        .into();
    let need =
        json!({ "zone": "75114", "start": "2026-12-01", "visits": mornings, "wished": ["toilette", "conduite"] });
    let without = read(&sent(&site, "/api/v1/compare?limit=1", &need).await);
    assert!(without["need_changes"].is_null(), "nobody pays for what was not asked");
    let body = read(&sent(&site, "/api/v1/compare?limit=1&filter=non-complets&changes=true", &need).await);
    let changes = &body["need_changes"];
    let found = changes["found"].as_array().unwrap();
    assert!((1..=3).contains(&found.len()) && changes["untried"] == json!([]), "{changes}");
    for change in found {
        let after = sent(&site, "/api/v1/compare?limit=1&filter=non-complets&changes=true", &change["need"]).await;
        assert_eq!(read(&after)["need_changes"]["now"], change["then"], "{change}");
    }
}

#[tokio::test]
async fn pairs_of_services_are_given_to_who_asks_and_their_parts_add_up() {
    let site = demonstration_site().await;
    let visits = ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"].map(|weekday| {
        [("08:00", "09:30"), ("21:00", "22:00")]
            .map(|(start, end)| json!({ "weekday": weekday, "start": start, "end": end, "kind": "aide" }))
    });
    let visits: Vec<Value> = visits.into_iter().flatten().collect();
    let need = json!({ "zone": "75102", "start": "2027-03-01", "visits": visits, "wished": ["toilette"] });
    assert!(read(&sent(&site, "/api/v1/compare", &need).await)["pairs"].is_null());
    let pairs = read(&sent(&site, "/api/v1/compare?pairs=true", &need).await)["pairs"].take();
    let best = pairs["best"].as_array().unwrap();
    assert!(!best.is_empty(), "{pairs}");
    for pair in best {
        let cents = |value: &Value| value.as_str().unwrap().replace('.', "").parse::<u32>().unwrap();
        let shares = pair["shares"].as_array().unwrap();
        assert_eq!(shares.len(), 2);
        assert_eq!(shares.iter().map(|share| cents(&share["month_euros"])).sum::<u32>(), cents(&pair["month_euros"]));
        let taken = shares.iter().map(|share| share["visits"].as_array().unwrap().len()).sum::<usize>();
        assert_eq!(taken + pair["nobody"].as_array().unwrap().len(), visits.len());
        assert!(cents(&pair["month_euros"]) < cents(&pairs["single"]["month_euros"]), "{pair}");
    }
    let one = json!({ "zone": "75114", "start": "2026-12-01", "visits": &visits[..1] });
    let none = read(&sent(&site, "/api/v1/compare?pairs=true", &one).await)["pairs"].take();
    assert_eq!((&none["best"], &none["none"]["code"]), (&json!([]), &json!("moins-de-deux-visites")));
}

#[tokio::test]
async fn what_is_wrong_is_named_where_it_is_wrong() {
    let site = demonstration_site().await;
    for (address, status, wrong) in [
        ("/api/v1/providers?zone=75114&page=2", 400, &["page", "zone"][..]),
        ("/api/v1/providers?limit=-1", 400, &["limit"]),
        ("/api/v1/providers?act=voler", 400, &["act"]),
        ("/api/v1/providers?standing=shut", 400, &["standing"]),
        ("/api/v1/providers?fields=name,secret", 400, &["fields"]),
        ("/api/v1/providers?cursor=next", 400, &["cursor"]),
        ("/api/v1/providers?serves=13055", 422, &["serves"]),
        ("/api/v1/compare?limit=3", 400, &["zone"]),
        ("/api/v1/compare?zone=13055", 422, &["zone"]),
        ("/api/v1/compare?zone=75114&visit=lundi,8h,9h", 400, &["visit"]),
        ("/api/v1/compare?zone=75114&visit=lundi,09:00,08:00", 422, &["visit"]),
        ("/api/v1/compare?zone=75114&visit=lundi,08:00,10:00&visit=lundi,09:00,11:00", 422, &["visit"]),
        ("/api/v1/compare?zone=75114&start=2021-12-31", 422, &["start"]),
        ("/api/v1/compare?zone=75114&weight=prix:11", 400, &["weight"]),
        ("/api/v1/compare?zone=75114&weight=prix:0", 422, &["weight"]),
        ("/api/v1/compare?zone=75114&habilitation_required=oui", 400, &["habilitation_required"]),
        ("/api/v1/law?on=1er+janvier", 400, &["on"]),
        ("/api/v1/territory?name=Paris", 400, &["name"]),
        ("/api/v1/changes?since=hier", 400, &["since"]),
        ("/api/v1/changes?cursor=5", 400, &["cursor"]),
        ("/api/v1/nothing", 404, &[]),
    ] {
        let (found, places) = refused(&site, address).await;
        assert_eq!((found, places), (status, wrong.iter().map(|name| (*name).to_owned()).collect()), "{address}");
    }
    for (need, status, wrong) in [
        (json!({ "zone": "75114", "wishes": ["toilette"] }), 400, "/wishes"),
        (
            json!({ "zone": "75114", "visits": [{ "weekday": "lundi", "start": "8h", "end": "09:00" }] }),
            400,
            "/visits/0/start",
        ),
        (
            json!({ "zone": "75114", "visits": [{ "weekday": "lundi", "start": "10:00", "end": "09:00" }] }),
            422,
            "/visits/0",
        ),
        (json!({ "zone": "75114", "weights": { "price": 1.5 } }), 400, "/weights/price"),
        (json!({ "zone": "75114", "modes": [] }), 422, "/modes"),
        (json!({ "zone": 75114 }), 400, "/zone"),
    ] {
        let answer = sent(&site, "/api/v1/compare", &need).await;
        let problem = read(&answer);
        assert_eq!((answer.status.as_u16(), places(&problem)), (status, vec![wrong.to_owned()]), "{need}");
    }
    let plain = Request::post("/api/v1/compare").header(header::CONTENT_TYPE, "text/plain");
    let answer = send(&site, plain.body(Body::from("{}")).unwrap()).await;
    assert_eq!(answer.status, StatusCode::UNSUPPORTED_MEDIA_TYPE);
    let other = Request::builder().method(Method::DELETE).uri("/api/v1/law").body(Body::empty()).unwrap();
    let answer = send(&site, other).await;
    assert_eq!(
        (answer.status, &answer.headers[header::ALLOW]),
        (StatusCode::METHOD_NOT_ALLOWED, &"GET,HEAD".parse().unwrap())
    );
    assert_eq!(answer.headers[header::CONTENT_TYPE], "application/problem+json");
}

#[tokio::test]
async fn aids_are_computed_and_an_error_repeats_nothing_of_what_was_sent() {
    let site = demonstration_site().await;
    let situation = json!({
        "day": "2026-11-01", "gir": "3", "resources_month_euros": "1500", "apa_plan_month_euros": "800.00"
    });
    let answer = sent(&site, "/api/v1/aids", &situation).await;
    assert_eq!((answer.status, &answer.headers[header::CACHE_CONTROL]), (StatusCode::OK, &"no-store".parse().unwrap()));
    assert!(answer.headers.get(header::ETAG).is_none() && answer.headers.get(header::LAST_MODIFIED).is_none());
    let estimate = read(&answer);
    assert_eq!(estimate["cases"][0]["apa_month_euros"], "679.29");
    let used = estimate["cases"][0]["lines"]
        .as_array()
        .unwrap()
        .iter()
        .flat_map(|line| line["law_values"].as_array().unwrap());
    for value in used {
        assert!(estimate["law_values"].get(value["id"].as_str().unwrap()).is_some(), "{value}");
    }
    for wrong in [
        json!({ "resources_month_euros": "4321,98" }),
        json!({ "resources_month_euros": 4321.98 }),
        json!({ "resources_month_euros": "1500", "gir": "43219" }),
        json!({ "resources_month_euros": "1500", "4321": true }),
        json!({ "resources_month_euros": "1500", "apa_plan_month_euros": "4321.98" }),
    ] {
        let answer = sent(&site, "/api/v1/aids", &wrong).await;
        assert!(answer.status.is_client_error() && !answer.body.contains("4321"), "{wrong}: {}", answer.body);
    }
    assert_eq!(get(&site, "/api/v1/aids?gir=3").await.status, StatusCode::METHOD_NOT_ALLOWED, "never in an address");
    let without = site_with(ApiSettings { aids: false, ..ApiSettings::default() }).await;
    assert_eq!(sent(&without, "/api/v1/aids", &situation).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn what_goes_wrong_around_it_is_a_problem_too() {
    let site = demonstration_site().await;
    let large = Value::from("x".repeat(300 * 1024));
    let answer = sent(&site, "/api/v1/compare", &large).await;
    assert_eq!((answer.status, &read(&answer)["status"]), (StatusCode::PAYLOAD_TOO_LARGE, &json!(413)));
    let request = Request::post("/api/v1/aids").header("sec-fetch-site", "cross-site");
    let answer = send(&site, request.body(Body::from("{}")).unwrap()).await;
    assert_eq!((answer.status, &read(&answer)["status"]), (StatusCode::FORBIDDEN, &json!(403)));
}

#[tokio::test]
async fn an_availability_of_too_long_ago_is_unknown_and_an_address_of_a_site_that_is_none_is_not_given() {
    let mut listings = demonstration();
    let listing = listings.iter_mut().find(|listing| listing.availability.value().is_some()).unwrap();
    let finess = listing.finess;
    listing.provenance_mut(Field::Availability).unwrap().observed = date(2026, 10, 1);
    listing.website = Fact::new("javascript:alert(1)".to_owned(), listing.name.provenance.clone());
    let site = site(listings, None).await;
    let one = asked(&site, &format!("/api/v1/providers/{finess}")).await;
    let unknown = json!({ "status": "unknown" });
    assert_eq!((&one["provider"]["availability"], &one["provider"]["website"]), (&unknown, &unknown));
    let found = asked(&site, &format!("/api/v1/providers?q={finess}&unknown=availability&unknown=website")).await;
    assert_eq!(found["total"], 1);
}

#[tokio::test]
async fn the_law_has_what_a_formula_gives_before_a_text_says_it() {
    let site = demonstration_site().await;
    let law = asked(&site, "/api/v1/law?parameter=tarif-plancher-heure&on=2027-03-01").await;
    assert_eq!(law["values"][0]["value"], "25.20");
    assert_eq!(law["values"][0]["state"]["code"], "calcule");
    let need = json!({ "zone": "75114", "start": "2027-03-01" });
    let used = read(&sent(&site, "/api/v1/compare", &need).await);
    assert_eq!(used["floor"]["law_value"]["id"], law["values"][0]["id"]);
}

#[tokio::test]
async fn who_has_an_answer_already_is_not_sent_it_again() {
    let site = demonstration_site().await;
    for address in
        ["/api/v1/providers?limit=2", "/api/v1/compare?zone=75114", "/api/v1/law", "/api/v1/territory", OPENAPI]
    {
        let first = get(&site, address).await;
        let again = |name, value: &axum::http::HeaderValue| {
            Request::get(address).header(name, value).body(Body::empty()).unwrap()
        };
        let known = send(&site, again(header::IF_NONE_MATCH, &first.headers[header::ETAG])).await;
        assert_eq!((known.status, known.body.as_str()), (StatusCode::NOT_MODIFIED, ""), "{address}");
        let since = send(&site, again(header::IF_MODIFIED_SINCE, &first.headers[header::LAST_MODIFIED])).await;
        assert_eq!(since.status, StatusCode::NOT_MODIFIED, "{address}");
    }
}

#[tokio::test]
async fn a_page_of_another_site_may_get_and_no_more() {
    let site = demonstration_site().await;
    let from = |method: Method, address: &str| {
        let request = Request::builder().method(method).uri(address).header(header::ORIGIN, "https://example.org");
        request.header("sec-fetch-site", "cross-site")
    };
    let answer = send(&site, from(Method::GET, "/api/v1/law").body(Body::empty()).unwrap()).await;
    assert_eq!(answer.headers[header::ACCESS_CONTROL_ALLOW_ORIGIN], "*");
    assert!(answer.headers.get(header::ACCESS_CONTROL_ALLOW_CREDENTIALS).is_none());
    let asks = from(Method::OPTIONS, "/api/v1/law")
        .header(header::ACCESS_CONTROL_REQUEST_METHOD, "GET")
        .header(header::ACCESS_CONTROL_REQUEST_HEADERS, "if-none-match");
    let answer = send(&site, asks.body(Body::empty()).unwrap()).await;
    assert!(answer.status.is_success());
    assert_eq!(answer.headers[header::ACCESS_CONTROL_ALLOW_METHODS], "GET,HEAD");
    let post = from(Method::POST, "/api/v1/compare").header(header::CONTENT_TYPE, "application/json");
    let answer = send(&site, post.body(Body::from("{\"zone\":\"75114\"}")).unwrap()).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn an_address_that_asks_too_often_is_told_when_to_come_back() {
    let site = site_with(ApiSettings { requests_a_minute: 2, aids: true }).await;
    let first = get(&site, "/api/v1/law").await;
    let header = |answer: &Answer, name: &str| answer.headers[name].to_str().unwrap().to_owned();
    assert_eq!((header(&first, "ratelimit-limit"), header(&first, "ratelimit-remaining")), ("2".into(), "1".into()));
    get(&site, "/api/v1/law").await;
    let refused = get(&site, "/api/v1/law").await;
    assert_eq!(refused.status, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(header(&refused, "ratelimit-remaining"), "0");
    assert!(header(&refused, "retry-after").parse::<u32>().unwrap() > 0);
    assert_eq!(read(&refused)["status"], 429);
    assert_eq!(get(&site, "/").await.status, StatusCode::OK, "pages are not counted");
}

#[tokio::test]
async fn the_page_for_programmers_names_every_address_and_its_parameters() {
    let site = demonstration_site().await;
    for prefix in ["", "/en", "/falc"] {
        let page = get(&site, &format!("{prefix}/api")).await;
        assert_eq!(page.status, StatusCode::OK);
        let codes = crate::support::texts(&page.body, "main code");
        for (method, path, parameters) in app::routes::API.iter().filter(|line| line.1 != "/api/v1") {
            assert!(codes.iter().any(|code| code == path), "{method} {path}");
            for parameter in *parameters {
                assert!(codes.iter().any(|code| code == parameter), "{parameter}");
            }
        }
    }
    let root = get(&site, "/api/v1").await;
    assert_eq!((root.status, &root.headers[header::LOCATION]), (StatusCode::SEE_OTHER, &"/api".parse().unwrap()));
}

mod changes {
    //! What was published, in its order.

    use std::sync::Arc;

    use axum::http::StatusCode;
    use domain::Parameters;
    use domain::law::parameters::{Parameter, Published, State};
    use domain::provider::listing::{Fact, Source};
    use jiff::Timestamp;
    use jiff::civil::date;
    use rust_decimal::Decimal;
    use server::catalogue::{Current, PublishedCatalogue};
    use server::http::client::ClientAddress;
    use server::http::limits::SignInLimits;
    use server::http::staff::StaffServices;
    use server::http::{SiteState, router};
    use server::storage::{Authorship, EnteredValue, ListingStore, ParameterStore, Save};

    use super::{asked, get};
    use crate::support::{FixedClock, demonstration, intake, paris, store};

    fn at(time: &str) -> Timestamp {
        time.parse().unwrap()
    }

    #[tokio::test]
    async fn each_change_is_told_once_in_its_order_and_by_whom_only_as_a_source() {
        let store = Arc::new(store().await);
        let mut listings = demonstration().into_iter();
        let (one, other) = (listings.next().unwrap(), listings.next().unwrap());
        let by = |author: &str, recorded_at| Authorship {
            author: author.to_owned(),
            source: Source::City,
            recorded_at: at(recorded_at),
        };
        store
            .save(vec![Save::new(None, one.clone())], &by("jeanne.secret", "2026-11-01T08:00:00Z"), None)
            .await
            .unwrap();
        let published = Published {
            parameter: Parameter::DepartmentHour,
            value: Decimal::from(26),
            state: State::Entered,
            from: date(2026, 1, 1),
            until: None,
            article: "arrêté du 12 janvier 2026".into(),
            url: "https://example.org/arrete".into(),
            read: date(2026, 11, 1),
        };
        let (author, recorded_at) = ("paul.secret".to_owned(), at("2026-11-02T08:00:00.5Z"));
        store.add_value(EnteredValue { published, withdrawn: false, author, recorded_at }).await.unwrap();
        store
            .save(vec![Save::new(None, other.clone())], &by("jeanne.secret", "2026-11-03T08:00:00Z"), None)
            .await
            .unwrap();
        let before = store.find(one.finess).await.unwrap().unwrap();
        let mut later = one.clone();
        later.email = Fact::new("accueil@exemple.fr".to_owned(), one.name.provenance.clone());
        later.website = Fact::Unknown;
        let save = Save::new(Some(&before), later);
        store.save(vec![save], &by("jeanne.secret", "2026-11-04T08:00:00Z"), None).await.unwrap();

        let published = Current::of(vec![one.clone(), other], paris(), Parameters::embedded(), None);
        let limits = SignInLimits::new(governor::clock::FakeRelativeClock::default());
        let office = StaffServices::new(store, limits, || Timestamp::UNIX_EPOCH, ClientAddress::default());
        let state = SiteState::new(Arc::new(PublishedCatalogue::new(published)), Arc::new(FixedClock), intake().await);
        let site = router(state, office);

        let all = asked(&site, "/api/v1/changes").await;
        let ids: Vec<&str> =
            all["changes"].as_array().unwrap().iter().map(|change| change["id"].as_str().unwrap()).collect();
        let [first, second, law] = ["990000000-1", "990000001-1", "tarif-apa-departement-heure-2026-11-02T08:00:00.5Z"];
        assert_eq!(ids, [first, law, second, "990000000-2"]);
        assert_eq!(all["changes"][1]["parameter"]["code"], "tarif-apa-departement-heure");
        assert_eq!(all["changes"][3]["fields"][0]["code"], "email");
        assert!(!all.to_string().contains("secret"), "who wrote it is the journal's");

        let (mut address, mut told) = ("/api/v1/changes?limit=1".to_owned(), Vec::new());
        loop {
            let page = asked(&site, &address).await;
            told.push(page["changes"][0]["id"].as_str().unwrap().to_owned());
            match page["page"]["next_cursor"].as_str() {
                Some(cursor) => address = format!("/api/v1/changes?limit=1&cursor={cursor}"),
                None => break,
            }
        }
        assert_eq!(told, ids, "page after page");
        for (since, expected) in [
            ("2026-11-02", &ids[1..]),
            ("2026-11-03T08:00:00Z", &ids[2..]),
            ("2026-11-03T08:00:01Z", &ids[3..]),
            ("2027-01-01", &[][..]),
        ] {
            let page = asked(&site, &format!("/api/v1/changes?since={since}")).await;
            let found: Vec<&str> =
                page["changes"].as_array().unwrap().iter().map(|change| change["id"].as_str().unwrap()).collect();
            assert_eq!(found, expected, "{since}");
        }
        let feed = get(&site, "/api/v1/changes.atom").await;
        assert_eq!(feed.status, StatusCode::OK);
        let places: Vec<usize> =
            ids.iter().map(|id| feed.body.find(&format!("changes#{id}<")).unwrap_or_else(|| panic!("{id}"))).collect();
        assert!(places.is_sorted_by(|one, other| one > other), "the newest first: {places:?}");
        assert!(!feed.body.contains("secret"));
    }
}
