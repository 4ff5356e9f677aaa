// Two texts compared: which two; from change to change by button and key; and how it is shown, kept in the address.
{
  const choose = document.getElementById("choose");
  if (choose) {
    const one = document.getElementById("one"), other = document.getElementById("other"), told = document.getElementById("no-page");
    const pages = new Map();
    for (const link of document.querySelectorAll("a[data-pair]")) pages.set(link.dataset.pair, link);
    const page = (a, b) => pages.get(`${a} ${b}`) || pages.get(`${b} ${a}`);
    const print = (select) => select.selectedOptions[0].dataset.print;
    const paragraph = (words) => { const p = document.createElement("p"); p.textContent = words; told.append(p); };
    const offer = () => {
      const list = document.createElement("ul");
      const pairs = [[print(one), one.value], [print(other), other.value], [print(one), print(other)]];
      for (const found of new Set(pairs.map(([a, b]) => page(a, b)))) {
        if (!found) continue;
        const item = document.createElement("li"), link = document.createElement("a");
        link.href = found.href;
        link.textContent = found.textContent;
        item.append(link);
        list.append(item);
      }
      told.append(list);
    };
    document.getElementById("compare").addEventListener("click", () => {
      const found = page(one.value, other.value);
      told.replaceChildren();
      if (found) {
        location.href = found.href;
      } else if (one.value === other.value) {
        paragraph("That is one text twice. Choose another beside it.");
      } else {
        paragraph("These two are of different prints, and what is made of one print cannot be laid beside what is made of another word for word. Here is each beside its own print, and the prints beside one another:");
        offer();
      }
    });
  }

  const compared = document.querySelector(".compared");
  if (compared) {
    const asked = new URLSearchParams(location.search);
    const only = document.getElementById("only"), keys = document.getElementById("keys"), said = document.getElementById("place");
    const views = { side: "view-side", inline: "view-inline" };
    const places = [...compared.querySelectorAll('.row.c[id^="c-"]')];
    const all = Number(compared.dataset.places), before = Number(compared.dataset.before);
    let at = -1;

    const view = () => Object.keys(views).find((name) => document.getElementById(views[name]).checked);
    const query = () => {
      const now = new URLSearchParams(asked);
      for (const [name, value] of [["view", view()], ["only", only.checked && "1"], ["keys", !keys.checked && "off"]]) {
        if (value) now.set(name, value); else now.delete(name);
      }
      return now.size ? `?${now}` : "";
    };
    const keep = () => {
      const words = query();
      try { history.replaceState(null, "", `${location.pathname}${words}${location.hash}`); } catch { /* not from every disk */ }
      for (const link of document.querySelectorAll("a[data-keep]")) link.search = link.pathname === location.pathname && link.hash ? location.search : words;
    };

    document.getElementById(views[asked.get("view")] || "view-auto").checked = true;
    only.checked = asked.get("only") === "1";
    keys.checked = asked.get("keys") !== "off";
    for (const input of document.querySelectorAll(".how input")) input.addEventListener("change", keep);
    keep();

    const show = (index) => {
      at = index;
      const place = places[index];
      place.tabIndex = -1;
      place.focus({ preventScroll: true });
      place.scrollIntoView({ block: "start" });
      said.textContent = `${before + index + 1} of ${all} · ${place.closest("section").querySelector("h2").textContent}`;
    };
    const here = () => {
      const focused = document.activeElement.closest?.(".row.c[id]");
      return focused ? places.indexOf(focused) : -1;
    };
    // Where the reader is: at the change that has the focus or was gone to, unless it has been scrolled away.
    const from = () => {
      const index = here() >= 0 ? here() : at;
      const box = index >= 0 ? places[index].getBoundingClientRect() : null;
      return box && box.bottom > 0 && box.top < innerHeight ? index : -1;
    };
    const turn = (rel, last) => {
      const link = document.querySelector(`.sheets a[rel="${rel}"]`);
      if (!link) return false;
      location.href = `${link.href.split("#")[0]}#c-${last}`;
      return true;
    };
    const next = () => {
      const index = from();
      const found = index >= 0 ? index + 1 : places.findIndex((place) => place.getBoundingClientRect().top > 60);
      if (found >= 0 && found < places.length) show(found);
      else if (!turn("next", before + places.length + 1)) said.textContent = "That was the last change.";
    };
    const previous = () => {
      const index = from();
      const found = index >= 0 ? index - 1 : places.findLastIndex((place) => place.getBoundingClientRect().top < 0);
      if (found >= 0) show(found);
      else if (!turn("prev", before)) said.textContent = "That was the first change.";
    };
    document.getElementById("next").addEventListener("click", next);
    document.getElementById("previous").addEventListener("click", previous);
    const ways = { n: next, j: next, p: previous, k: previous };
    document.addEventListener("keydown", (event) => {
      if (!keys.checked || event.ctrlKey || event.altKey || event.metaKey || event.isComposing || event.defaultPrevented) return;
      if (event.target.closest?.("input:not([type=checkbox], [type=radio]), select, textarea, [contenteditable]")) return;
      const way = ways[event.key.toLowerCase()];
      if (way) {
        event.preventDefault();
        way();
      }
    });
    const wanted = () => {
      const index = places.findIndex((place) => `#${place.id}` === location.hash);
      if (index >= 0) show(index);
    };
    addEventListener("hashchange", wanted);
    wanted();
  }
}
