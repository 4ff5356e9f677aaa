// Who held what on any day: each time through which a position stood is shown when the day is in it. A day is written
// 2021-12-31, so that two compare as words do; nothing is worked out here but that.
(() => {
  const said = document.getElementById("day-said");
  if (!said) return;
  const [typed, changed, about, earlier, later] = ["typed", "changed", "about", "earlier", "later"].map((name) =>
    document.getElementById(`day-${name}`),
  );
  const sections = [...document.querySelectorAll("#matrix .whose-held")];
  const days = [...changed.options].map((one) => one.value).sort();
  const questions = [...about.options].map((one) => one.value);
  const months = "January February March April May June July August September October November December".split(" ");
  let day = said.dataset.shown;

  const inWords = (text) => {
    const [year, month, number] = text.split("-").map(Number);
    return `${number} ${months[month - 1]} ${year}`;
  };
  // The day that is meant by “31 December 2021”, “31 Dec 2021”, “31/12/2021” or “2021-12-31”; "" for what is none.
  const dayOf = (text) => {
    const turned = text.trim().match(/^(\d{1,2})[\s./-]+([a-z]{3,}|\d{1,2})[\s./,-]+(\d{4})$/i);
    const found = turned ? [0, turned[3], turned[2], turned[1]] : text.trim().match(/^(\d{4})-(\d\d)-(\d\d)$/);
    if (!found) return "";
    const named = months.findIndex((name) => name.toLowerCase().startsWith(found[2].toLowerCase()));
    const month = /\d/.test(found[2]) ? Number(found[2]) : named + 1;
    const written = [found[1], String(month).padStart(2, "0"), found[3].padStart(2, "0")].join("-");
    const read = new Date(`${written}T00:00:00Z`);
    return !Number.isNaN(read.getTime()) && read.toISOString().startsWith(written) ? written : "";
  };

  const show = () => {
    let anybody = false;
    for (const section of sections) {
      let held = false;
      let asked = false;
      for (const cell of section.querySelectorAll(".cell")) {
        const wanted = about.value === "" || about.value === cell.dataset.question;
        let stood = false;
        for (const one of cell.querySelectorAll(".spell")) {
          const { since, until } = one.dataset;
          one.hidden = !(since <= day && (until === "" || day < until));
          stood ||= !one.hidden;
        }
        cell.hidden = !(stood && wanted);
        held ||= !cell.hidden;
        asked ||= wanted;
      }
      section.querySelector(".none-by-then").hidden = held;
      section.hidden = !asked;
      anybody ||= held;
    }
    const kept = said.dataset.kept;
    said.textContent =
      `At the end of ${inWords(day)}` +
      (anybody ? "" : ": nothing by then that the record has") +
      (kept && day > kept ? `. The record is kept only up to ${inWords(kept)}` : "");
    const before = days.filter((one) => one <= day);
    changed.value = before.length ? before[before.length - 1] : "";
    earlier.setAttribute("aria-disabled", String(!days.some((one) => one < day)));
    later.setAttribute("aria-disabled", String(!days.some((one) => one > day)));
  };

  const go = (to) => {
    day = to;
    typed.value = inWords(day);
    typed.removeAttribute("aria-invalid");
    show();
    const address = new URL(location.href);
    address.searchParams.set("on", day);
    if (about.value) address.searchParams.set("about", about.value);
    else address.searchParams.delete("about");
    try {
      history.replaceState(null, "", address);
    } catch {
      // a browser may keep the address of a file as it is
    }
  };

  typed.addEventListener("change", () => {
    const found = dayOf(typed.value);
    if (found) return go(found);
    typed.setAttribute("aria-invalid", "true");
    said.textContent = "That is no day: write it as 31 December 2021, or as 2021-12-31";
  });
  changed.addEventListener("change", () => go(changed.value));
  about.addEventListener("change", () => go(day));
  earlier.addEventListener("click", () => go(days.filter((one) => one < day).pop() ?? day));
  later.addEventListener("click", () => go(days.find((one) => one > day) ?? day));

  const asked = new URLSearchParams(location.search);
  const on = dayOf(asked.get("on") ?? "");
  if (on) day = on;
  if (questions.includes(asked.get("about"))) about.value = asked.get("about");
  typed.value = inWords(day);
  show();
  if (asked.has("on") && !on) said.textContent += ", for the address names no day";
  let target = null;
  try {
    target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  } catch {
    // an address that was cut short
  }
  if (target) target.scrollIntoView(); // what is above it may have become shorter
})();
