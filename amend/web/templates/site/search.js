// Finds words in the texts of the site, which search-words.js brings; what it shows is made of text alone.
"use strict";
(() => {
  const form = document.querySelector("[data-search]"), data = self.amendWords;
  if (!form || !data) return;
  const told = document.querySelector("[data-told]"), hits = document.querySelector("[data-hits]"), more = document.querySelector("[data-more]");
  const box = form.elements.q, where = form.elements.in, most = 25;
  // Letter for letter, so that a place in what is folded is the same place in what is shown.
  const fold = (words) => Array.from({ length: words.length }, (_, at) => {
    const plain = words[at].normalize("NFD")[0].toLowerCase();
    return plain.length !== 1 ? words[at] : plain === "\u2019" || plain === "\u2018" ? "'" : plain === "\u201c" || plain === "\u201d" ? '"' : plain === "\u00a0" || plain === "\n" ? " " : plain;
  }).join("");
  const folded = new Array(data.texts.length);
  const textOf = (index) => folded[index] ?? (folded[index] = fold(data.texts[index]));
  const isLetter = (sign) => sign !== undefined && /[\p{L}\p{N}]/u.test(sign);

  const asked = (words) => {
    const found = [], plain = fold(words);
    for (const match of plain.matchAll(/"([^"]*)"?|[^\s"]+/g)) {
      const term = (match[1] ?? match[0]).trim().replace(/\s+/g, " ");
      if (term) found.push(term);
    }
    return [...new Set(found)];
  };
  // The places of a term where a word begins, from a place on.
  const placeOf = (text, term, from) => {
    for (let at = text.indexOf(term, from); at >= 0; at = text.indexOf(term, at + 1)) {
      if (!isLetter(term[0]) || !isLetter(text[at - 1])) return at;
    }
    return -1;
  };
  const ofText = (index, terms, cache) => {
    if (cache.has(index)) return cache.get(index);
    const text = textOf(index);
    let first = Infinity, found = { first: 0, count: 0 };
    for (const term of terms) {
      const at = placeOf(text, term, 0);
      if (at < 0) { found = null; break; }
      first = Math.min(first, at);
      for (let next = at; next >= 0 && found.count < 200; next = placeOf(text, term, next + term.length)) found.count += 1;
    }
    if (found) found.first = first;
    cache.set(index, found);
    return found;
  };

  const search = (terms, only) => {
    const cache = new Map(), found = [];
    for (const [page, places] of data.things) {
      const here = [];
      for (const place of places) {
        if (only !== "" && (place[0] === null ? "record" : String(place[0])) !== only) continue;
        const hit = ofText(place[3], terms, cache);
        if (hit) here.push([place, hit]);
      }
      if (!here.length) continue;
      const [place, hit] = here[0], named = fold(place[1]);
      const inName = terms.every((term) => placeOf(named, term, 0) >= 0);
      found.push({ page: place === places[0] ? page : place[2], place, hit, others: here.slice(1).map((one) => one[0]), rank: (inName ? 1000 : 0) + Math.min(hit.count, 200) - (place[0] === null ? 150 : place[0] * 300) });
    }
    return found.sort((one, other) => other.rank - one.rank);
  };

  const element = (name, words, more_) => Object.assign(document.createElement(name), words === undefined ? {} : { textContent: words }, more_);
  const link = (href, words) => { const made = element("a", words); made.setAttribute("href", href); return made; };
  // Where the most of what was asked for stands near together, but for the name of the clause, which is over it.
  const bestPlace = (plain, terms, after) => {
    const places = [];
    terms.forEach((term, which) => {
      let at = placeOf(plain, term, after);
      for (let number = 0; at >= 0 && number < 300; number += 1, at = placeOf(plain, term, at + term.length)) places.push([at, which]);
    });
    places.sort((one, other) => one[0] - other[0]);
    let best = -1, most_ = 0;
    places.forEach(([at], index) => {
      const near = new Set();
      for (let next = index; next < places.length && places[next][0] - at < 240; next += 1) near.add(places[next][1]);
      if (near.size > most_) { most_ = near.size; best = at; }
    });
    return best;
  };
  const context = (index, first, terms) => {
    const words = data.texts[index], plain = textOf(index), line = element("p");
    const body = words.indexOf("\n") + 1, best = bestPlace(plain, terms, body);
    const from = best < 0 ? first : best;
    let start = Math.max(best < 0 ? 0 : body, from - 60), end = Math.min(words.length, from + 260);
    while (start > 0 && isLetter(words[start - 1])) start -= 1;
    while (end < words.length && isLetter(words[end])) end += 1;
    if (start > 0) line.append("… ");
    let at = start;
    while (at < end) {
      let next = -1, size = 0;
      for (const term of terms) {
        const place = placeOf(plain, term, at);
        if (place >= 0 && (next < 0 || place < next || (place === next && term.length > size))) { next = place; size = term.length; }
      }
      if (next < 0 || next >= end) break;
      line.append(words.slice(at, next), element("mark", words.slice(next, next + size)));
      at = next + size;
    }
    if (at < end) line.append(words.slice(at, end));
    if (at < words.length) line.append(" …");
    return line;
  };
  const shown = (one, terms) => {
    const item = element("li"), heading = element("h2");
    heading.append(link(one.page, one.place[1]));
    const where_ = element("p", undefined, { className: "where" });
    if (one.place[0] === null) where_.append(one.place[4]);
    else where_.append("In ", link(one.place[2], data.prints[one.place[0]]));
    for (const other of one.others) where_.append(" · also ", link(other[2], `${data.prints[other[0]]}, ${other[1].split(":")[0]}`));
    item.append(heading, context(one.place[3], one.hit.first, terms), where_);
    return item;
  };

  let results = [], terms = [], count = 0;
  const show = () => {
    const next = results.slice(count, count + most);
    hits.append(...next.map((one) => shown(one, terms)));
    count += next.length;
    more.hidden = count >= results.length;
  };
  const run = (keep) => {
    terms = asked(box.value);
    results = terms.length && terms.join("").length > 1 ? search(terms, where.value) : [];
    count = 0;
    hits.replaceChildren();
    show();
    const said = results.length === 1 ? "1 result" : `${results.length} results`;
    told.textContent = !terms.length ? "" : terms.join("").length < 2 ? "Type two letters or more." : results.length ? `${said} with ${terms.length > 1 ? "all of that" : "that"}.` : "Nothing has that. Try fewer words, or the beginning of a word.";
    if (!keep) return;
    const query = new URLSearchParams();
    if (box.value) query.set("q", box.value);
    if (where.value) query.set("in", where.value);
    try { history.replaceState(null, "", `${location.pathname}${query.size ? `?${query}` : ""}`); } catch { /* a browser that does not let a page from disk */ }
  };
  let waiting = 0;
  box.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(() => run(true), 250); });
  where.addEventListener("change", () => run(true));
  form.addEventListener("submit", (event) => { event.preventDefault(); clearTimeout(waiting); run(true); });
  more.addEventListener("click", () => {
    const before = hits.children.length;
    show();
    hits.children[before]?.querySelector("a").focus();
  });
  const query = new URLSearchParams(location.search);
  box.value = query.get("q") ?? "";
  if ([...where.options].some((one) => one.value === query.get("in"))) where.value = query.get("in");
  run(false);
})();
