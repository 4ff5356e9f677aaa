// What the pages of the desk do. All that is decided is decided by the desk itself; here it is asked, and put in its place.
"use strict";
(() => {
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

  // The text that is edited
  const sheet = by("sheet");
  const grow = (box) => { box.style.height = "auto"; box.style.height = `${box.scrollHeight + 4}px`; };
  const headed = (box) => {
    const level = box.querySelector("[data-level]"), part = box.querySelector("[data-headed]");
    if (level && part) part.hidden = level.value !== "clause" && level.value !== "Schedule";
  };
  const asShown = () => {
    const button = document.createElement("button");
    Object.assign(button, { type: "button", textContent: "Show it as it is now" });
    button.dataset.do = "show";
    return button;
  };

  // The text of the page: what is shown of it, the box in which something is edited, and what is asked of the desk.
  class EditedText {
    constructor() {
      this.text = sheet.querySelector("[data-part=clause]");
      this.elsewhere = by("elsewhere");
      this.had = new Map();
      this.busy = false;
      this.open = null;
      this.last = Promise.resolve();
    }
    path(what) { return `/edit/${sheet.dataset.sheet}/${what}`; }
    where() { return { at: sheet.dataset.at, was: sheet.dataset.was, version: Number(sheet.dataset.version) }; }
    address({ sheet: id, at, was }) { return `/edit?sheet=${id}&${was ? `was=${was}` : `at=${at}`}`; }
    dirty() { return this.open && [...this.open.querySelectorAll("textarea")].some((box) => box.value !== (box.dataset.wasWords || "")); }

    // What is shown
    signs() {
      for (const sign of this.text.querySelectorAll(".editable a.here")) {
        sign.setAttribute("role", "button");
        sign.setAttribute("aria-expanded", "false");
        sign.lastElementChild.textContent = "\u270e";
      }
    }
    shown(state, { focus, push } = {}) {
      this.open = null;
      Object.assign(sheet.dataset, { version: state.version, at: state.at, was: state.was });
      this.putParts(state);
      sheet.querySelector("[data-do=undo]").disabled = !state.undo;
      sheet.querySelector("[data-do=redo]").disabled = !state.redo;
      if (push) history.pushState(null, "", this.address(state)); else history.replaceState(null, "", this.address(state));
      document.title = `${state.title} · ${document.title.split(" · ").pop()}`;
      say(this.elsewhere, "");
      this.signs();
      this.contentsInView();
      const row = focus && by(focus), sign = row && row.querySelector("a.here");
      if (sign) sign.focus({ preventScroll: false });
      else if (focus !== undefined) this.text.querySelector("h2").focus({ preventScroll: !push });
    }
    putParts(state) {
      for (const part of ["contents", "clause", "beside"]) {
        for (const element of document.querySelectorAll(`[data-part=${part}]`)) {
          if (part !== "contents" || this.had.get(element) !== state[part]) put(element, state[part]);
          this.had.set(element, state[part]);
        }
      }
    }
    contentsInView() {
      const current = document.querySelector(".contents.wide [aria-current]"), list = document.querySelector(".contents.wide");
      if (!current || !list) return;
      const top = current.getBoundingClientRect().top - list.getBoundingClientRect().top;
      if (top < 40 || top > list.clientHeight - 60) list.scrollTop += top - list.clientHeight / 3;
    }
    async asked(at, was) { return ask(`${this.path("shown")}?at=${at || ""}&was=${was || ""}`); }
    async refresh() { this.shown(await this.asked(sheet.dataset.at, sheet.dataset.was)); }
    async go(at, was) {
      this.shown(await this.asked(at, was), { focus: "", push: true });
      scrollTo(0, 0);
    }

    // One thing at a time, in the order in which it was pressed; what was pressed on a page that is another by then is not done.
    once(work, pressed) {
      this.last = this.last.then(async () => {
        if (pressed && !pressed.isConnected) return;
        this.busy = true;
        sheet.setAttribute("aria-busy", "true");
        try { await work(); } catch (error) { fail(error); } finally { this.busy = false; sheet.removeAttribute("aria-busy"); }
      }).catch((error) => { setTimeout(() => { throw error; }); });  // a fault of ours is seen, and stops nothing else
    }
    async send(what, sent, row) {
      try {
        const state = await ask(this.path(what), { ...this.where(), ...sent });
        this.shown(state, { focus: state.focus || row || "" });
        tell(state.told);
      } catch (error) { await this.stale(error); }
    }
    // Another window was first: the text is shown as it is, and what was typed stays in its box.
    async stale(error) {
      if (!(error instanceof Told) || error.status !== 409) throw error;
      const typed = this.typed();
      await this.refresh();
      const behind = typed.of ? by(typed.of) : this.text.querySelector("[data-add-clause]");
      if (typed.fields.length && behind) {
        await (typed.of ? this.edit(behind) : this.newClause(behind));
        this.retype(typed);
      }
      say(wrong, "Another window changed this text first. It is shown as it is now, and your words are in their box: look, then do it again.");
    }
    typed() {
      if (!this.open) return { fields: [] };
      const fields = [...this.open.querySelectorAll("textarea, input, select")].map((one) => [one.id, one.value]);
      const { of, asked } = this.open.dataset;
      return { fields, of, asked, adding: this.open.querySelector("details.adding[open]") };
    }
    retype({ fields, asked, adding }) {
      for (const [id, value] of this.open && this.open.dataset.asked === asked ? fields : []) {
        const field = this.open.querySelector(`[id="${id}"]`);
        if (field) field.value = value;
        if (field && field.tagName === "TEXTAREA") grow(field);
      }
      if (adding && this.open) this.open.querySelector("details.adding").open = true;
      if (this.open) headed(this.open);
    }

    // The box in which something is edited
    close(back) {
      if (!this.open) return;
      const row = by(this.open.dataset.of), sign = row ? row.querySelector("a.here") : this.text.querySelector("[data-add-clause]");
      this.open.remove();
      this.open = null;
      if (row) row.classList.remove("edited");
      if (row && sign) sign.setAttribute("aria-expanded", "false");
      if (back && sign) sign.focus();
    }
    async edit(row) {
      const [, at, start] = /^r-([\d.]+)(?:-(\d+))?$/.exec(row.id);
      const box = await this.opened(`at=${at}&start=${start || 0}`, row);
      if (!box) return;
      row.classList.add("edited");
      const sign = row.querySelector("a.here"), first = box.querySelector("textarea");
      if (sign) sign.setAttribute("aria-expanded", "true");
      first.focus();
      first.setSelectionRange(first.value.length, first.value.length);
    }
    async newClause(button) {
      const box = await this.opened(`new=${button.dataset.addClause}`, button.parentElement);
      if (!box) return;
      box.querySelector("[data-heading]").focus();
      box.scrollIntoView({ block: "nearest" });
    }
    // The box, behind what it is about; none where another window was first.
    async opened(asked, behind) {
      this.close();
      const data = await ask(`${this.path("row")}?${asked}`);
      if (data.version !== Number(sheet.dataset.version)) { await this.refresh(); return null; }
      const box = document.createElement("div");
      box.className = "editing";
      Object.assign(box.dataset, { of: behind.id || "", asked });
      put(box, data.editor);
      behind.after(box);
      this.open = box;
      for (const area of box.querySelectorAll("textarea")) grow(area);
      headed(box);
      return box;
    }
    async change() {
      const box = this.open, row = box.dataset.of;
      const areas = [...box.querySelectorAll("textarea[data-reword]")].filter((one) => one.value !== one.dataset.wasWords);
      if (!areas.length) { this.close(true); return; }
      for (const area of areas) {
        await this.send("do", { kind: "reword", row: area.dataset.reword, piece: Number(area.dataset.piece), words: area.value }, row);
      }
    }
    async add() {
      const form = this.open.querySelector("form"), heading = form.querySelector("[data-heading]");
      const level = form.querySelector("[data-level]").value, words = form.querySelector("[data-added]").value;
      await this.send("do", { kind: "add", row: form.dataset.row, level, words, heading: heading.value });
    }
    async remove() { await this.send("do", { kind: "remove", row: this.open.querySelector("form").dataset.row }); }
    async keepTyped() { if (this.dirty()) await this.change(); }

    // What others did meanwhile
    files() {
      if (this.elsewhere.textContent || this.busy) return;
      this.elsewhere.append("Files of the workspace changed meanwhile. ", asShown());
    }
    heard(pulse) {
      if (this.busy || pulse.version === undefined || pulse.version === Number(sheet.dataset.version)) return;
      if (!this.open) {
        this.once(async () => { await this.refresh(); tell("The text was changed in another window, and is shown as it is now."); });
        return;
      }
      if (this.elsewhere.textContent) return;
      this.elsewhere.append("Another window changed this text. ", asShown());
    }
  }

  // What is pressed and typed on it
  const goPressed = (edited, event, to) => {
    event.preventDefault();
    const narrow = to.closest("details.narrow");
    if (narrow) narrow.open = false;
    edited.once(async () => { await edited.keepTyped(); await edited.go(to.dataset.at, to.dataset.was); }, to);
  };
  const buttonPressed = (edited, button) => {
    const what = button.dataset.do;
    if (what === "undo" || what === "redo") edited.once(() => edited.send(what, {}));
    else if (what === "begin") edited.once(async () => { location.href = (await ask("/edit/begin", { print: by("print").value })).go; });
    else if (what === "open") location.href = `/edit?print=${encodeURIComponent(by("print").value)}`;
    else if (what === "show") edited.once(() => edited.refresh());
    else if (button.dataset.addClause !== undefined) edited.once(() => edited.newClause(button), button);
    else if ("remove" in button.dataset) edited.once(() => edited.remove(), button);
    else if ("cancel" in button.dataset) edited.close(true);
    else if ("add" in button.dataset) edited.once(() => edited.add(), button);
  };
  const rowPressed = (edited, event) => {
    const row = event.target.closest(".editable .row[id]");
    if (!row || event.target.closest(".editing, summary")) return;
    if (event.target.closest("a.here")) event.preventDefault();
    else if (String(getSelection())) return;
    if (edited.open && edited.open.dataset.of === row.id) { edited.close(true); return; }
    edited.once(async () => { await edited.keepTyped(); if (by(row.id)) await edited.edit(by(row.id)); }, row);
  };
  const keyPressed = (edited, event) => {
    const box = event.target, writes = box.tagName === "TEXTAREA" || box.tagName === "INPUT" || box.tagName === "SELECT";
    if (event.key === "Escape" && edited.open) { event.preventDefault(); edited.close(true); }
    else if (event.key === "Enter" && box.dataset.reword !== undefined && !event.isComposing) { event.preventDefault(); edited.once(() => edited.change(), box); }
    else if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && box.dataset.added !== undefined) { event.preventDefault(); edited.once(() => edited.add(), box); }
    else if (event.key === " " && box.classList.contains("here")) { event.preventDefault(); box.click(); }
    else if ((event.ctrlKey || event.metaKey) && !writes && "zyZ".includes(event.key)) {
      event.preventDefault();
      edited.once(() => edited.send(event.key === "z" ? "undo" : "redo", {}));
    }
  };
  const fieldChanged = (edited, field) => {
    if (field.name === "house") edited.once(async () => { edited.shown(await ask(edited.path("house"), { ...edited.where(), house: field.value })); by(field.id).focus(); });
    else if (field.dataset.level !== undefined) headed(edited.open);
    else if (field.id === "marked") sheet.classList.toggle("unmarked", !field.checked);
  };
  const editing = () => {
    const edited = new EditedText();
    sheet.addEventListener("click", (event) => {
      const to = event.target.closest("a[data-at], a[data-was]"), button = event.target.closest("button");
      if (to && !event.ctrlKey && !event.metaKey && !event.shiftKey) goPressed(edited, event, to);
      else if (button) buttonPressed(edited, button);
      else rowPressed(edited, event);
    });
    sheet.addEventListener("submit", (event) => { if (event.target.closest(".editor")) edited.once(() => edited.change(), event.target); });
    sheet.addEventListener("input", (event) => { if (event.target.tagName === "TEXTAREA") grow(event.target); });
    sheet.addEventListener("change", (event) => fieldChanged(edited, event.target));
    sheet.addEventListener("keydown", (event) => keyPressed(edited, event));
    addEventListener("popstate", () => {
      const found = new URLSearchParams(location.search);
      edited.once(async () => edited.shown(await edited.asked(found.get("at"), found.get("was"))));
    });
    addEventListener("beforeunload", (event) => { if (edited.dirty()) event.preventDefault(); });
    history.replaceState(null, "", edited.address(sheet.dataset));
    edited.signs();
    return edited;
  };
  const edited = sheet ? editing() : null;

  // Words that are proposed, placed as they are typed
  const proposed = by("proposed");
  if (proposed) {
    let waiting = 0, turn = 0;
    const into = by("placed");
    const place = async () => {
      const mine = ++turn;
      try {
        const form = proposed.form, data = await ask("/write/placed", values(form));
        if (mine !== turn) return;
        put(into, data.html);
        by("keep-proposed").hidden = !data.keeps;
        if (data.told) tell(data.told);
      } catch (error) { fail(error); }
    };
    const soon = (pause) => { clearTimeout(waiting); waiting = setTimeout(place, pause); };
    proposed.addEventListener("input", () => soon(350));
    proposed.form.addEventListener("change", (event) => { if (event.target !== proposed) soon(0); });
    into.addEventListener("click", (event) => {
      const button = event.target.closest("[data-instead]");
      if (!button) return;
      proposed.value = button.dataset.instead;
      proposed.focus();
      soon(0);
    });
    if (proposed.value) soon(0);
  }

  // Files that are taken in
  const drop = by("drop");
  if (drop) {
    const chosen = by("file"), into = by("taken");
    const send = async (file) => {
      if (file.size > MOST) { say(wrong, `${file.name} is larger than 64 MB, and the desk takes no more.`); return; }
      say(wrong, "");
      const saved = by("saved") ? by("saved").value : "";
      put(into, "");
      drop.setAttribute("aria-busy", "true");
      tell(`Reading ${file.name}`);
      by("reading").hidden = false;
      try {
        const asked = new URLSearchParams({ name: file.name, print: by("print").value, saved });
        for (const box of ["untracked", "comments"]) if (by(box).checked) asked.set(box, "yes");
        const answer = await fetched(`/take/file?${asked}`, { method: "POST", body: file, headers: { Accept: "application/json", "Content-Type": "application/octet-stream" } });
        answered(await done(await answer.json()), into);
      } catch (error) { fail(error); } finally { drop.removeAttribute("aria-busy"); by("reading").hidden = true; chosen.value = ""; }
    };
    chosen.addEventListener("change", () => { if (chosen.files[0]) send(chosen.files[0]); });
    for (const kind of ["dragenter", "dragover"]) document.addEventListener(kind, (event) => { event.preventDefault(); drop.classList.add("over"); });
    for (const kind of ["dragleave", "drop"]) document.addEventListener(kind, (event) => { event.preventDefault(); drop.classList.remove("over"); });
    document.addEventListener("drop", (event) => {
      if (event.dataTransfer.files[0]) { send(event.dataTransfer.files[0]); return; }
      const words = event.dataTransfer.getData("text/plain").trim().split("\n")[0].slice(0, 300), title = by("title");
      if (words) { title.value = words; title.focus(); }
    });
  }

  // Fields that ask again when they change, such as which actors are on
  document.addEventListener("change", (event) => {
    const form = event.target.form;
    if (form && form.dataset.asks !== undefined && form.dataset.post) post(form, null);
  });

  // Whether the desk is there, and what others changed meanwhile
  const pulse = async () => {
    if (document.hidden) return;
    let data;
    try {
      const of = sheet ? `?sheet=${sheet.dataset.sheet}` : "";
      const answer = await fetch(`/pulse${of}`, { headers: { Accept: "application/json" } });
      if (!answer.ok) return;
      data = await answer.json();
    } catch (error) { if (++missed > 1) say(lost, LOST); return; }
    heard();
    if (edited) edited.heard(data);
    if (seen !== null && seen !== data.files) {
      const note = document.querySelector("[data-files]");
      if (note) { note.hidden = false; say(note, note.dataset.files); }
      if (edited) edited.files();
    }
    seen = data.files;
    const making = document.querySelector("[data-making]");
    if (making && data.site) { say(making, data.site.said); if (data.site.ready !== (making.dataset.making === "ready")) location.reload(); }
  };
  setInterval(pulse, 2000);
  pulse();
})();
