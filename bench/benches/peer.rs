//! The same decision by Signpost and by a general rules engine, side by side on the shipped guide.

#![allow(missing_docs, clippy::unwrap_used)]

use divan::{Bencher, black_box};
use signpost::engine::Answers;
use signpost::engine::walk::walk;
use signpost::guide::Guide;
use signpost::guide::compile::guide_from_json;
use signpost_bench::peer::{self, Extent, Form};
use signpost_bench::{Subject, answers};

fn main() {
    divan::main();
}

fn people(guide: &Guide) -> Vec<Answers> {
    (0..64).map(|seed| answers(guide, seed)).collect()
}

/// The peer gets its input ready made; it is not timed.
fn bench_peer(bencher: Bencher, extent: Extent, form: Form) {
    let guide = Subject::Shipped.guide();
    let file = peer::file(&Subject::Shipped.guide_json());
    let decision = peer::decision(&peer::content(&file, extent, form));
    let inputs: Vec<_> = people(&guide)
        .iter()
        .map(|answers| peer::input(&guide, &walk(&guide, answers)))
        .collect();
    let mut turn = inputs.iter().cycle();
    bencher.bench_local(|| peer::decide(&decision, turn.next().unwrap().clone()));
}

#[divan::bench_group]
mod routes {
    use super::*;

    /// Finds the questions that are asked, too.
    #[divan::bench]
    fn signpost(bencher: Bencher) {
        let guide = Subject::Shipped.guide();
        let people = people(&guide);
        let mut turn = people.iter().cycle();
        bencher.bench_local(|| {
            let walk = walk(black_box(&guide), turn.next().unwrap());
            let routes = guide
                .routes()
                .iter()
                .filter(|route| walk.holds(&route.rule));
            routes.map(|route| route.id).collect::<Vec<_>>()
        });
    }

    #[divan::bench]
    fn zen_table(bencher: Bencher) {
        bench_peer(bencher, Extent::Routes, Form::Table);
    }

    #[divan::bench]
    fn zen_expressions(bencher: Bencher) {
        bench_peer(bencher, Extent::Routes, Form::Expressions);
    }
}

#[divan::bench_group]
mod routes_and_statements {
    use super::*;

    /// Finds the questions that are asked, too.
    #[divan::bench]
    fn signpost(bencher: Bencher) {
        let guide = Subject::Shipped.guide();
        let people = people(&guide);
        let mut turn = people.iter().cycle();
        bencher.bench_local(|| walk(black_box(&guide), turn.next().unwrap()).outcome(&guide));
    }

    #[divan::bench]
    fn zen_table(bencher: Bencher) {
        bench_peer(bencher, Extent::Everything, Form::Table);
    }

    #[divan::bench]
    fn zen_expressions(bencher: Bencher) {
        bench_peer(bencher, Extent::Everything, Form::Expressions);
    }
}

/// From the file's text to something that decides everything.
#[divan::bench_group]
mod load {
    use super::*;

    /// Checks every id, link and citation, too.
    #[divan::bench]
    fn signpost(bencher: Bencher) {
        let json = Subject::Shipped.guide_json();
        bencher.bench_local(|| guide_from_json(black_box(&json)));
    }

    fn bench_load(bencher: Bencher, form: Form) {
        let file = peer::file(&Subject::Shipped.guide_json());
        let content = peer::content(&file, Extent::Everything, form);
        bencher.bench_local(|| peer::decision(black_box(&content)));
    }

    #[divan::bench]
    fn zen_table(bencher: Bencher) {
        bench_load(bencher, Form::Table);
    }

    #[divan::bench]
    fn zen_expressions(bencher: Bencher) {
        bench_load(bencher, Form::Expressions);
    }
}
