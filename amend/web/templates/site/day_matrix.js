// Who held what on any day: each time through which a position stood is shown when the day is in it. A day is written
// 2021-12-31, so that two compare as words do; nothing is worked out here but that.
(() => {
  const said = document.getElementById("day-said");
  if (!said) return;
  const typed = document.getElementById("day-typed");
  const changed = document.getElementById("day-changed");
  const earlier = document.getElementById("day-earlier");
  const later = document.getElementById("day-later");
  const sections = [...document.querySelectorAll("#matrix .whose-held")];
  const days = [...changed.options].map((one) => one.value).sort();
  let day = said.dataset.shown;

  const isDay = (text) => {
    if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
    const found = new Date(`${text}T00:00:00Z`);
    return !Number.isNaN(found.getTime()) && found.toISOString().startsWith(text);
  };
  const inWords = (text) => {
    const [year, month, number] = text.split("-").map(Number);
    const name = new Date(Date.UTC(2000, month - 1, 1)).toLocaleDateString("en-GB", { month: "long", timeZone: "UTC" });
    return `${number} ${name} ${year}`;
  };

  const show = () => {
    let anybody = false;
    for (const section of sections) {
      let any = false;
      for (const cell of section.querySelectorAll(".cell")) {
        let held = false;
        for (const one of cell.querySelectorAll(".standing")) {
          const { since, until } = one.dataset;
          one.hidden = !(since <= day && (until === "" || day < until));
          held ||= !one.hidden;
        }
        cell.hidden = !held;
        any ||= held;
      }
      section.querySelector(".none-by-then").hidden = any;
      anybody ||= any;
    }
    const kept = said.dataset.kept;
    said.textContent =
      `At the end of ${inWords(day)}` +
      (anybody ? "" : ": nobody in the record had said anything for certain by then") +
      (kept && day > kept ? `. The record is kept only up to ${inWords(kept)}` : "");
    const at = days.filter((one) => one <= day);
    changed.value = at.length ? at[at.length - 1] : "";
    earlier.setAttribute("aria-disabled", String(!days.some((one) => one < day)));
    later.setAttribute("aria-disabled", String(!days.some((one) => one > day)));
  };

  const go = (to, fromTyped) => {
    day = to;
    if (!fromTyped) typed.value = day;
    show();
    const address = new URL(location.href);
    address.searchParams.set("on", day);
    try {
      history.replaceState(null, "", address);
    } catch {
      // a browser may keep the address of a file as it is
    }
  };

  typed.addEventListener("change", () => {
    if (isDay(typed.value)) go(typed.value, true);
    else said.textContent = "That is no day: write it as day, month and year of four figures.";
  });
  changed.addEventListener("change", () => go(changed.value));
  earlier.addEventListener("click", () => {
    const to = days.filter((one) => one < day).pop();
    if (to) go(to);
  });
  later.addEventListener("click", () => {
    const to = days.find((one) => one > day);
    if (to) go(to);
  });

  const asked = new URLSearchParams(location.search).get("on");
  if (asked !== null && isDay(asked)) day = asked;
  typed.value = day;
  show();
  if (asked !== null && day !== asked) said.textContent += ", for the address names no day";
  const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (target) target.scrollIntoView(); // what is above it may have become shorter
})();
