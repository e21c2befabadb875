//! The standalone page while it is still coming: a driver does nothing in a frame that is, so a script of the page
//! around does it.

use serde_json::Value;

use crate::host::{Fault, Host, LET_GO};
use crate::person::Person;
use crate::shipped::page;

/// Lets the page come in pieces, and its first be painted: WebKitGTK keeps a script that came before that until the
/// page is there in full.
const PAINT: &str = "
    const [letGo, done] = arguments;
    const frame = document.createElement('iframe');
    frame.title = 'The page';
    frame.width = '600';
    frame.height = '600';
    frame.src = '/';
    document.querySelector('main').append(frame);
    const element = () => frame.contentDocument.querySelector('dsr-signpost');
    const find = (selector) => element()?.shadowRoot?.querySelector(selector) ?? null;
    const there = async (what) => {
        for (;;) {
            const found = what();
            if (found) return found;
            await new Promise((resolve) => requestAnimationFrame(resolve));
        }
    };
    const painted = () => frame.contentWindow.performance.getEntriesByType('paint').length > 0;
";

/// What a script returns that goes on from the first piece. It has the `frame`, its `element()`, `find(selector)` in
/// that, `there(what)` to wait for something, and `letGo`, the address that lets the next piece come.
pub(crate) fn seen_from_around(script: &str) -> Value {
    let host = Host::start();
    host.spoil("/", Fault::InPieces);
    host.publish("/around.html", &page("Around", "<main></main>"));
    let person = Person::new();
    person.arrive(&host.at("/around.html"));
    let script = format!(
        "{PAINT} there(painted).then(async () => {{ {script} }})
            .then(done, (error) => done(String(error)));"
    );
    person.session().await_answer(&script, &[LET_GO.into()])
}
