//! A slow machine on a slow line, and what a page costs there, as Chromium's developer tools have it.

use serde_json::json;

use super::{Event, Session};

/// How slow it is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Slowness {
    /// How many times slower the processor is.
    pub(crate) processor: f64,
    /// What passes through the line, in kilobits per second.
    pub(crate) kilobits: f64,
    /// How long an answer takes to begin, in milliseconds.
    pub(crate) latency: f64,
}

/// What came over the line.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(crate) struct Traffic {
    /// How often something was asked for.
    pub(crate) requests: f64,
    /// How much came, heads and bodies as they were packed, in bytes.
    pub(crate) bytes: f64,
}

impl Session {
    /// From now on everything is this slow, and nothing is kept of what was loaded.
    pub(crate) fn slow_down(&self, slowness: Slowness) {
        let Slowness {
            processor,
            kilobits,
            latency,
        } = slowness;
        // In bytes per second.
        let throughput = kilobits * 1000.0 / 8.0;
        for (method, parameters) in [
            ("Network.enable", json!({})),
            ("Network.setCacheDisabled", json!({ "cacheDisabled": true })),
            (
                "Network.emulateNetworkConditions",
                json!({
                    "offline": false, "latency": latency,
                    "downloadThroughput": throughput, "uploadThroughput": throughput,
                }),
            ),
        ] {
            self.tell_chromium(method, parameters);
        }
        self.slow_the_processor(processor);
    }

    /// From now on the processor is so many times slower for pages.
    pub(crate) fn slow_the_processor(&self, times: f64) {
        self.tell_chromium("Emulation.setCPUThrottlingRate", json!({ "rate": times }));
    }

    /// From now on each page runs this before anything of its own.
    pub(crate) fn run_first(&self, script: &str) {
        self.tell_chromium(
            "Page.addScriptToEvaluateOnNewDocument",
            json!({ "source": script }),
        );
    }

    /// What came over the line since this, or what was sent, was last asked.
    pub(crate) fn traffic(&self) -> Traffic {
        let mut traffic = Traffic::default();
        for Event { method, params } in self.events() {
            match method.as_str() {
                "Network.requestWillBeSent" => traffic.requests += 1.0,
                "Network.loadingFinished" => {
                    traffic.bytes += params["encodedDataLength"].as_f64().unwrap();
                }
                _ => {}
            }
        }
        traffic
    }

    /// From now on the memories of each page's programs are noted, for [`weigh_programs`](Self::weigh_programs).
    pub(crate) fn note_programs(&self) {
        self.run_first(
            "window.memories = new Set();
            for (const name of ['instantiate', 'instantiateStreaming']) {
                const real = WebAssembly[name];
                WebAssembly[name] = async (...given) => {
                    const made = await real.apply(WebAssembly, given);
                    const { memory } = (made.instance ?? made).exports;
                    if (memory) memories.add(memory);
                    return made;
                };
            }",
        );
    }

    /// The bytes of every memory that a program in the page has.
    pub(crate) fn weigh_programs(&self) -> f64 {
        let sum = "return [...memories].reduce((sum, { buffer }) => sum + buffer.byteLength, 0);";
        self.ask(sum, &[])
    }
}
