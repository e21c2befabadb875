// Builds the two pages that the widget is compared with, of the guide that is shipped: `floor`, written
// by hand, and `surveyjs`, the same in SurveyJS. `cargo xtask bench` runs it; it finds esbuild and
// SurveyJS in NODE_PATH.
//
// node build.mjs GUIDE OUT: the folder of the guide and its words, and the folder for the pages.

import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";
import zlib from "node:zlib";
import { question } from "./floor/question.mjs";
import { survey } from "./surveyjs/questions.mjs";

// Only this way of asking looks into NODE_PATH.
const esbuild = createRequire(import.meta.url)("esbuild");

const [, , source, out] = process.argv;
const read = (...names) => fs.readFileSync(path.join(...names), "utf8");
const guide = JSON.parse(read(source, "guide.json"));
const text = JSON.parse(read(source, "text.en.json"));

/** What both pages ask and advise: the shipped guide without what only the widget can do. */
const content = {
  title: text.title,
  words: {
    next: text.phrases.continue,
    back: text.phrases.back,
    again: text.phrases["start-again"],
    result: text.phrases["outcome-kicker"],
    problem: text.phrases["error-heading"],
    one: { choose: text.phrases["choose-one"], error: text.phrases["error-choose-one"] },
    several: { choose: text.phrases["choose-several"], error: text.phrases["error-choose-several"] },
  },
  questions: guide.questions.map(({ id, choose, when, options }) => ({
    id,
    choose,
    when,
    title: text.questions[id].title,
    hint: text.questions[id].hint,
    options: options.map((option) => ({
      id: option.id,
      alone: option.alone,
      ...text.options[`${id}=${option.id}`],
    })),
  })),
  routes: guide.routes.map(({ id, channel, when }) => {
    const { address } = guide.channels.find((each) => each.id === channel);
    return {
      when,
      title: text.routes[id].title,
      about: text.routes[id].about,
      channel: text.channels[channel],
      link: address && (address.includes("://") ? address : `mailto:${address}`),
    };
  }),
};

/** One page: its script and style bundled, its HTML with `body` in it, each with a packed copy. */
async function build(name, data, body) {
  const folder = path.join(out, name);
  fs.rmSync(folder, { recursive: true, force: true });
  const here = fileURLToPath(new URL(name, import.meta.url));
  const asModule = {
    name: "data",
    setup(build) {
      build.onResolve({ filter: /^data$/ }, () => ({ path: "data", namespace: "data" }));
      build.onLoad({ filter: /.*/, namespace: "data" }, () => ({
        contents: JSON.stringify(data),
        loader: "json",
      }));
    },
  };
  await esbuild.build({
    entryPoints: [path.join(here, "page.js"), path.join(here, "page.css")],
    bundle: true,
    minify: true,
    format: "esm",
    define: { "process.env.NODE_ENV": '"production"' },
    outdir: folder,
    plugins: [asModule],
    logLevel: "warning",
  });
  const page = read(here, "index.html").replace("<!-- body -->", () => body);
  fs.writeFileSync(path.join(folder, "index.html"), page);
  fs.copyFileSync(new URL("../../static/icon.svg", import.meta.url), path.join(folder, "icon.svg"));
  for (const file of fs.readdirSync(folder)) {
    const bytes = fs.readFileSync(path.join(folder, file));
    fs.writeFileSync(path.join(folder, `${file}.br`), zlib.brotliCompressSync(bytes));
  }
}

/** An element as HTML, where the page's script makes it of the document. */
function html(tag, attributes, ...children) {
  const escape = (words) => words.replace(/[&<>"]/g, (char) => `&#${char.charCodeAt(0)};`);
  const pairs = Object.entries(attributes)
    .filter(([, value]) => value !== undefined && value !== false)
    .map(([name, value]) => (value === true ? ` ${name}` : ` ${name}="${escape(String(value))}"`));
  const inner = children
    .flat()
    .filter(Boolean)
    .map((child) => (typeof child === "string" ? escape(child) : child.html));
  const end = tag === "input" ? "" : `</${tag}>`;
  return { html: `<${tag}${pairs.join("")}>${inner.join("")}${end}` };
}

const [first] = content.questions;
const parts = question(html, content.words, first, { chosen: [] });
await build("floor", content, parts.map((part) => part.html).join(""));
await build("surveyjs", survey(content), "");
