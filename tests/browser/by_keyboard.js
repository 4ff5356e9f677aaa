// What is looked at on a page that is walked by keyboard: what can be reached, and what the element in focus shows of itself.
(() => {
  const INTERACTIVE = [
    "a[href]", "area[href]", "button", "input:not([type=hidden])", "select", "textarea", "summary", "iframe",
    "audio[controls]", "video[controls]", "[contenteditable=''],[contenteditable=true]", "[tabindex]:not([tabindex='-1'])",
    ...["button", "link", "tab", "checkbox", "radio", "switch", "menuitem", "slider", "option"].map(role => `[role=${role}]`),
  ].join(",");
  const NATIVE = "a[href], button, input, select, textarea, summary, label, option, [role], [tabindex]";

  const shown = one => {
    if (one.closest("[inert]") || one.matches(":disabled")) return false;
    if (!one.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: false })) return false;
    return [...one.getClientRects()].some(box => box.width > 0 && box.height > 0);
  };
  const label = one => (one.labels && one.labels[0]) || null;
  const named = one => {
    const said = (one.getAttribute("aria-label") || (label(one) || one).textContent || one.id || "").trim().replace(/\s+/g, " ");
    return `${one.localName}${one.id ? "#" + one.id : ""} “${said.slice(0, 50)}”`;
  };
  const inFlow = one => [...document.querySelectorAll(INTERACTIVE)].filter(shown);

  // A radio button is reached by arrows from the one of its group that the tab key reaches.
  const groupOf = one => one.localName === "input" && one.type === "radio" && one.name
    ? [...document.querySelectorAll("input[type=radio]")].filter(other => other.name === one.name && other.form === one.form)
    : [one];

  const seen = new Set();
  let first = null;

  const covering = (one, boxes) => {
    const found = new Set();
    for (const box of boxes) {
      const [l, r, t, b] = [box.left + 1, box.right - 1, box.top + 1, box.bottom - 1];
      for (const [x, y] of [[(l + r) / 2, (t + b) / 2], [l, t], [r, t], [l, b], [r, b]]) {
        if (x < 0 || y < 0 || x >= innerWidth || y >= innerHeight) continue;
        const above = document.elementFromPoint(x, y);
        if (!above || above === one || one.contains(above) || above.contains(one)) continue;
        for (let up = above; up && !up.contains(one); up = up.parentElement) {
          if (["sticky", "fixed"].includes(getComputedStyle(up).position)) { found.add(named(up)); break; }
        }
      }
    }
    return [...found];
  };

  const marked = (one, drawn) => {
    const style = getComputedStyle(drawn);
    if (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0) return true;
    if (style.boxShadow !== "none") return true;
    const before = styles.get(drawn);
    return before !== undefined && before !== look(style);
  };
  const look = style => [style.borderColor, style.borderWidth, style.borderStyle, style.backgroundColor, style.color,
    style.textDecorationLine, style.textDecorationThickness, style.textDecorationStyle].join("|");
  const styles = new Map();

  window.__keyboard = {
    begin() {
      seen.clear(); styles.clear(); first = null;
      document.activeElement && document.activeElement.blur();
      getSelection().removeAllRanges();
      scrollTo({ top: 0, behavior: "instant" });
      for (const one of document.querySelectorAll(INTERACTIVE)) {
        styles.set(one, look(getComputedStyle(one)));
        const beside = label(one);
        if (beside) styles.set(beside, look(getComputedStyle(beside)));
      }
      return inFlow().length;
    },
    // One step, on or back: null when the focus is on nothing, which is between the end and the beginning.
    step(back) {
      const one = document.activeElement;
      if (!one || one === document.body || one === document.documentElement) return null;
      if (!back && seen.has(one)) return { again: one === first, stuck: one !== first, name: named(one) };
      first = first || one;
      seen.add(one);
      const beside = label(one);
      const hidden = getComputedStyle(one).opacity === "0" || one.getBoundingClientRect().width <= 1;
      const drawn = hidden && beside ? beside : one;
      const boxes = [...drawn.getClientRects()].filter(box => box.width > 0 && box.height > 0);
      const inView = boxes.some(b => b.right > 0 && b.bottom > 0 && b.left < innerWidth && b.top < innerHeight);
      return {
        name: named(one), covered: covering(drawn, boxes), inView,
        marked: marked(one, drawn) || (beside !== null && marked(one, beside)),
      };
    },
    end() {
      const reached = new Set([...seen].flatMap(groupOf));
      const missed = inFlow().filter(one => !reached.has(one) && !one.matches("[role=option]"))
        .filter(one => !(one.matches("[tabindex='-1']") && one.closest("[aria-activedescendant]")))
        .map(named);
      // What looks as if it could be clicked, and is nothing that a keyboard can reach.
      const pointed = [...document.body.querySelectorAll("*")].filter(one =>
        getComputedStyle(one).cursor === "pointer" && shown(one) && !one.closest(NATIVE) &&
        (!one.parentElement || getComputedStyle(one.parentElement).cursor !== "pointer"));
      return [...missed, ...pointed.map(one => `${named(one)}, which looks clickable`)];
    },
    // Targets under 24 by 24 CSS pixels (WCAG 2.5.8), but for those in a sentence and those with room around them.
    small() {
      const LEAST = 24;
      const inSentence = one => {
        if (getComputedStyle(one).display !== "inline") return false;
        let block = one.parentElement;
        while (block && getComputedStyle(block).display.startsWith("inline")) block = block.parentElement;
        if (!block) return false;
        const others = block.cloneNode(true);
        for (const other of others.querySelectorAll(INTERACTIVE)) other.remove();
        return /[\p{L}\p{N}]/u.test(others.textContent);
      };
      const targets = [...new Set(inFlow().filter(one => one.localName !== "iframe").map(one => {
        const hidden = getComputedStyle(one).opacity === "0" || one.getBoundingClientRect().width <= 1;
        return hidden && label(one) ? label(one) : one;
      }))].map(one => {
        const boxes = [...one.getClientRects(), ...(label(one) ? label(one).getClientRects() : [])];
        const box = one.getBoundingClientRect();
        const least = boxes.some(b => b.width >= LEAST && b.height >= LEAST) || (box.width >= LEAST && box.height >= LEAST);
        return { one, box, little: !least, x: box.left + box.width / 2, y: box.top + box.height / 2 };
      }).filter(({ box }) => box.right + scrollX > 0 && box.bottom + scrollY > 0);  // a skip link waits outside
      const near = (a, b) => {
        const dx = Math.max(b.box.left - a.x, 0, a.x - b.box.right), dy = Math.max(b.box.top - a.y, 0, a.y - b.box.bottom);
        if (Math.hypot(dx, dy) < LEAST / 2 - .01) return true;
        return b.little && Math.hypot(a.x - b.x, a.y - b.y) < LEAST - .01;
      };
      return targets.filter(a => a.little && !inSentence(a.one) &&
        targets.some(b => b !== a && !b.one.contains(a.one) && !a.one.contains(b.one) && near(a, b)))
        .map(a => `${named(a.one)} is ${Math.round(a.box.width)} by ${Math.round(a.box.height)} pixels, with another near`);
    },
  };
})()
