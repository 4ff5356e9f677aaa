// The text that is edited: a clause of it, its contents, and what stands beside it.
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
