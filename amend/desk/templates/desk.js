// What the pages of the desk do. All that is decided is decided by the desk itself; here it is asked, and put in its place.
const root = document.documentElement, by = (id) => document.getElementById(id);
root.classList.add("has-scripts");
const policy = window.trustedTypes ? trustedTypes.createPolicy("amend-desk", { createHTML: (html) => html }) : null;
// What the desk sends is made of templates that take no words for marks.
const put = (element, html) => { element.innerHTML = policy ? policy.createHTML(html) : html; };
const wrong = by("wrong"), lost = by("lost"), told = by("told");
const LOST = "The desk does not answer: it was ended, or this machine is busy. What was kept is kept. Start it again with “amend desk”; what you typed is still on this page.";
const MOST = 64 * 1024 * 1024;

class Told extends Error { constructor(words, answer, status) { super(words); this.answer = answer; this.status = status; } }

const tell = (words) => { told.textContent = ""; setTimeout(() => { told.textContent = words; }, 30); };
const say = (element, words) => { if (element.textContent !== words) element.textContent = words; };
const fail = (error) => {
  if (!(error instanceof Told)) throw error;
  if (error.message) { say(wrong, error.message); wrong.scrollIntoView({ block: "nearest" }); }
};
let missed = 0;
const heard = () => { missed = 0; say(lost, ""); };

async function fetched(path, how) {
  let answer;
  try { answer = await fetch(path, how); } catch (error) { missed += 1; say(lost, LOST); throw new Told("", null, 0); }
  heard();
  if (answer.ok) return answer;
  const text = await answer.text();
  let data = null;
  try { data = JSON.parse(text); } catch (error) { /* a page or words */ }
  const words = data && data.error ? data.error : answer.status === 413 ? text
    : answer.status === 403 ? "The desk does not know this page any more: open the address that “amend desk” printed."
    : "The desk could not do that, and it is a fault of its own. Load the page again.";
  throw new Told(words, data, answer.status);
}
async function ask(path, sent) {
  const how = sent === undefined ? { headers: { Accept: "application/json" } }
    : { method: "POST", headers: { "Content-Type": "application/json", Accept: "application/json" }, body: JSON.stringify(sent) };
  const data = await (await fetched(path, how)).json();
  say(wrong, "");
  return data;
}

// Files to take away: asked for first, so that what is wrong is told in the page.
async function take(link) {
  link.setAttribute("aria-busy", "true");
  try {
    const answer = await fetched(link.href);
    const said = /filename="([^"]*)"/.exec(answer.headers.get("Content-Disposition") || "");
    const url = URL.createObjectURL(await answer.blob()), made = document.createElement("a");
    made.href = url;
    made.download = said ? said[1] : "file";
    made.click();
    setTimeout(() => URL.revokeObjectURL(url), 60000);
    say(wrong, "");
    tell(`${made.download} is made.`);
  } catch (error) { fail(error); } finally { link.removeAttribute("aria-busy"); }
}

// What the files of the workspace were when they were last looked at; what this page changes itself is no news to it.
let seen = null;

// A form of named fields, sent as data; what comes back is put where the form says.
const values = (form) => {
  const found = {};
  for (const field of form.elements) {
    if (!field.name || field.disabled || ((field.type === "radio" || field.type === "checkbox") && !field.checked)) continue;
    const list = field.dataset.list;
    if (list === undefined) { found[field.name] = field.value; continue; }
    found[list] = found[list] || {};
    const key = field.dataset.item;
    (found[list][key] = found[list][key] || {})[field.name.split(":")[0]] = field.value;
  }
  for (const [name, value] of Object.entries(found)) if (typeof value === "object") found[name] = Object.values(value);
  return found;
};
const answered = (data, into) => {
  if (data.go) { location.href = data.go; return; }
  if (into && data.html !== undefined) {
    put(into, data.html);
    const first = into.querySelector("[data-first]");
    if (first) first.focus();
  }
  if (data.told) tell(data.told);
};
// What takes longer is asked for again until it is done; how far it is stands in one line.
async function done(data) {
  const line = by("errand");
  try {
    while (data.waits) {
      if (line) say(line, data.said);
      await new Promise((soon) => { setTimeout(soon, 400); });
      data = await ask(data.waits);
    }
  } finally { if (line) say(line, ""); }
  return data;
}
async function post(form, pressed) {
  const into = by(form.dataset.into), button = pressed || form.querySelector("button");
  if (button) button.setAttribute("aria-busy", "true");
  try {
    const sent = { ...(form.dataset.with ? values(by(form.dataset.with)) : {}), ...values(form) };
    if (pressed && pressed.name) sent[pressed.name] = pressed.value;
    answered(await done(await ask(form.dataset.post, sent)), into);
    seen = null;
  } catch (error) {
    if (error instanceof Told && error.answer && error.answer.html && into) put(into, error.answer.html);
    fail(error);
  } finally { if (button) button.removeAttribute("aria-busy"); }
}
document.addEventListener("submit", (event) => {
  event.preventDefault();
  if (event.target.dataset.post) post(event.target, event.submitter);
  else if (event.target.dataset.goes) location.href = `${event.target.dataset.goes}?${new URLSearchParams(values(event.target))}`;
});
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-take]");
  if (link && !event.ctrlKey && !event.metaKey) { event.preventDefault(); take(link); }
});
document.addEventListener("toggle", async (event) => {
  const more = event.target, body = more.querySelector && more.querySelector(".more-body");
  if (!body || !more.open || !more.dataset.more || more.dataset.had) return;
  more.dataset.had = "yes";
  say(body, "…");
  try {
    const sheet = by("sheet"), at = sheet ? `${more.dataset.more.includes("?") ? "&" : "?"}at=${sheet.dataset.at}&was=${sheet.dataset.was}` : "";
    const data = await ask(more.dataset.more + at);
    if (data.html !== undefined) put(body, data.html); else say(body, data.said);
  } catch (error) { delete more.dataset.had; say(body, ""); fail(error); }
}, true);
