//! A help page that is a Yew application itself.

use yew::prelude::*;

fn main() {
    yew::Renderer::<Page>::new().render();
}

#[component]
fn Page() -> Html {
    let thanks = use_state(|| 0);
    let clicks = use_state(|| 0);
    let say_thanks = Callback::from({
        let thanks = thanks.clone();
        move |_| thanks.set(*thanks + 1)
    });
    let count = Callback::from({
        let clicks = clicks.clone();
        move |_| clicks.set(*clicks + 1)
    });
    html! {
        <main onclick={count}>
            <h1>{ "Where to send a privacy request" }</h1>
            <dsr-signpost>
                <p>
                    { "Write to the " }
                    <a href="https://go.microsoft.com/fwlink/?LinkId=321116">
                        { "Microsoft Privacy Response Center" }
                    </a>
                    { ", or to the organisation whose account you use." }
                </p>
            </dsr-signpost>
            <p><button type="button" onclick={say_thanks}>{ "Thank you" }</button></p>
            <p role="status">{ format!("Thanks: {}, clicks: {}", *thanks, *clicks) }</p>
        </main>
    }
}
