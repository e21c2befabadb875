//! Everybody reaches the doors that are theirs, by mouse, and every door is somebody's.

use std::collections::BTreeSet;

use crate::host::Host;
use crate::journey::Journey;
use crate::person::Person;
use crate::shipped::Guide;

const AN_ADMINISTRATOR_WHO_LEAVES: Journey = Journey {
    answers: &[
        ("capacity", &["contact"]),
        ("engagement", &["support"]),
        ("right", &["delete"]),
        ("contact-cases", &["both"]),
        ("replacement", &["agreed"]),
        ("law", &["gdpr"]),
    ],
    routes: &["contact-privacy-response-center"],
};

const AN_EMPLOYEE_WHO_PLAYS_XBOX: Journey = Journey {
    answers: &[
        ("capacity", &["member", "consumer"]),
        ("right", &["delete"]),
        ("law", &["gdpr"]),
    ],
    routes: &["member-organisation", "consumer-privacy-response-center"],
};

const A_MANAGER_WITH_A_COLLEAGUES_REQUEST: Journey = Journey {
    answers: &[
        ("capacity", &["acting"]),
        ("engagement", &["support"]),
        ("right", &["delete"]),
        ("support-plan", &["premier-tam"]),
        ("scope", &["specific"]),
        ("search", &["yes"]),
        ("files", &["closed-under-90-days"]),
        ("law", &["gdpr"]),
    ],
    routes: &["acting-support-tam", "acting-case-files-tam"],
};

/// Together with the three people above they reach every kind of channel.
const OTHERS: &[Journey] = &[
    Journey {
        answers: &[
            ("capacity", &["contact"]),
            ("engagement", &["fasttrack"]),
            ("right", &["rectify"]),
            ("contact-cases", &["none"]),
            ("law", &["gdpr"]),
        ],
        routes: &["contact-fasttrack-inbox"],
    },
    Journey {
        answers: &[
            ("capacity", &["acting"]),
            ("engagement", &["support"]),
            ("right", &["delete"]),
            ("support-plan", &["other"]),
            ("scope", &["all"]),
            ("files", &["open-mine"]),
            ("law", &["ccpa"]),
        ],
        routes: &["acting-support-request", "acting-case-files-own"],
    },
    Journey {
        answers: &[
            ("capacity", &["acting"]),
            ("engagement", &["consulting", "other-services"]),
            ("right", &["access"]),
            ("team-asked", &["not-yet"]),
            ("law", &["gdpr"]),
        ],
        routes: &["acting-engagement-manager", "acting-engagement-team"],
    },
    Journey {
        answers: &[
            ("capacity", &["acting"]),
            ("engagement", &["other-services"]),
            ("right", &["export"]),
            ("team-asked", &["unclear"]),
            ("law", &["gdpr"]),
        ],
        routes: &["acting-privacy-response-center"],
    },
    Journey {
        answers: &[
            ("capacity", &["acting"]),
            ("engagement", &["fasttrack"]),
            ("right", &["delete"]),
            ("migration", &["user-finished"]),
            ("law", &["gdpr"]),
        ],
        routes: &[
            "acting-fasttrack-deletion",
            "acting-online-services-guidance",
        ],
    },
    Journey {
        answers: &[
            ("capacity", &["acting"]),
            ("engagement", &["fasttrack"]),
            ("right", &["access"]),
            ("migration", &["running"]),
            ("law", &["gdpr"]),
        ],
        routes: &["acting-source-systems"],
    },
    Journey {
        answers: &[
            ("capacity", &["acting"]),
            ("engagement", &["fasttrack"]),
            ("right", &["access"]),
            ("migration", &["none"]),
            ("team-asked", &["not-yet"]),
            ("law", &["gdpr"]),
        ],
        routes: &["acting-fasttrack-team"],
    },
    Journey {
        answers: &[
            ("capacity", &["acting"]),
            ("engagement", &["not-sure"]),
            ("law", &["gdpr"]),
        ],
        routes: &["acting-find-out"],
    },
    Journey {
        answers: &[
            ("capacity", &["not-sure"]),
            ("right", &["not-sure"]),
            ("law", &["not-sure"]),
        ],
        routes: &["not-sure-privacy-response-center"],
    },
];

/// People who together reach every kind of channel.
pub(crate) fn everybody() -> impl Iterator<Item = &'static Journey> {
    let the_three = [
        &AN_ADMINISTRATOR_WHO_LEAVES,
        &AN_EMPLOYEE_WHO_PLAYS_XBOX,
        &A_MANAGER_WITH_A_COLLEAGUES_REQUEST,
    ];
    the_three.into_iter().chain(OTHERS)
}

#[test]
fn an_administrator_who_leaves_is_sent_to_the_privacy_response_center() {
    walk_alone(&AN_ADMINISTRATOR_WHO_LEAVES);
}

#[test]
fn an_employee_who_plays_xbox_is_sent_to_the_employer_and_to_the_privacy_response_center() {
    walk_alone(&AN_EMPLOYEE_WHO_PLAYS_XBOX);
}

#[test]
fn a_manager_with_a_colleagues_request_is_sent_to_the_account_manager_twice() {
    walk_alone(&A_MANAGER_WITH_A_COLLEAGUES_REQUEST);
}

#[test]
fn every_channel_that_a_route_leads_to_is_reached_by_somebody() {
    let host = Host::start();
    let person = Person::new();
    let guide = Guide::read();
    let mut reached = BTreeSet::new();
    for journey in OTHERS {
        person.open(&host.at("/"));
        journey.walk(&person, &guide);
    }
    // The three walk in tests of their own.
    for route in everybody().flat_map(|journey| journey.routes) {
        reached.insert(&guide.channel_of(route).id);
    }
    let used: BTreeSet<_> = guide.routes.iter().map(|route| &route.channel).collect();
    assert_eq!(reached, used);
    person.hear_no_complaint();
}

#[test]
fn not_being_sure_takes_the_other_choices_back() {
    let host = Host::start();
    let person = Person::new();
    person.open(&host.at("/"));
    person.choose(&["contact", "consumer", "not-sure"]);
    person.see_chosen(&["not-sure"]);
    person.choose(&["member"]);
    person.see_chosen(&["member"]);
}

#[test]
fn the_page_hears_of_every_step_and_of_the_outcome() {
    let host = Host::start();
    let person = Person::new();
    person.open(&host.at("/"));
    AN_EMPLOYEE_WHO_PLAYS_XBOX.walk(&person, &Guide::read());
    let heard = person.screen().heard.unwrap();
    let events: Vec<_> = heard.events.iter().map(|event| event.to_string()).collect();
    let expected = [
        r#"ready {}"#,
        r#"step {"question":"capacity"}"#,
        r#"step {"question":"right"}"#,
        r#"step {"question":"law"}"#,
        r#"outcome {"routes":["member-organisation","consumer-privacy-response-center"]}"#,
    ];
    assert_eq!(events, expected);
}

fn walk_alone(journey: &Journey) {
    let host = Host::start();
    let person = Person::new();
    person.open(&host.at("/"));
    journey.walk(&person, &Guide::read());
    person.hear_no_complaint();
}
