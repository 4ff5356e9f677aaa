// What the other views do, and what every page asks now and then.

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
