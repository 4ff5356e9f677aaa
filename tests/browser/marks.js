// Marks of what comes in and goes out that only eyes can tell: no hidden words before or behind, or across a paragraph.
() => {
  const SAYS_IT = /^\W*(words )?(inserted|left out|insertion|deleted|deletion)( words)?\W*$/i;
  const hidden = one => {
    if (!one || one.nodeType !== 1 || one.getAttribute("aria-hidden") === "true") return false;
    const style = getComputedStyle(one);
    if (style.display === "none" || style.visibility === "hidden") return false;  // hidden from ears too
    const box = one.getBoundingClientRect();
    const unseen = style.clipPath === "inset(50%)" || style.clip.startsWith("rect(0") || style.clip.startsWith("rect(1px") ||
      (style.overflow === "hidden" && box.width <= 1 && box.height <= 1);
    return unseen && /\p{L}/u.test(one.textContent);
  };
  const filled = one => one.nodeType === 1 || (one.nodeType === 3 && one.textContent.trim() !== "");
  const says = (one, end) => hidden(one) && /^\W*end\b/i.test(one.textContent) === end;
  const side = (one, end) => {
    const inside = [...one.childNodes].filter(filled);
    if (says(end ? inside.at(-1) : inside[0], end)) return true;
    let beside = end ? one.nextSibling : one.previousSibling;
    while (beside && !filled(beside)) beside = end ? beside.nextSibling : beside.previousSibling;
    return says(beside, end);
  };
  const found = [];
  for (const one of document.querySelectorAll("ins, del")) {
    const words = one.textContent.trim().replace(/\s+/g, " ");
    const told = `${one.localName} “${words.slice(0, 50)}”`;
    const blocks = [...one.querySelectorAll("*")].filter(inner => {
      const display = getComputedStyle(inner).display;
      return !(display.startsWith("inline") || display.startsWith("ruby") || display === "contents" || display === "none") &&
        !hidden(inner) && !["absolute", "fixed"].includes(getComputedStyle(inner).position);
    });
    if (blocks.length) found.push(`${told} crosses a paragraph (${blocks[0].localName})`);
    const line = getComputedStyle(one).textDecorationLine;
    if (one.checkVisibility() && line === "none") found.push(`${told} is told by colour alone: it has no line`);
    if (SAYS_IT.test(words)) continue;
    if (!one.checkVisibility()) continue;
    if (!side(one, false)) found.push(`${told} has no hidden words before it`);
    if (!side(one, true)) found.push(`${told} has no hidden words behind it`);
  }
  return found;
}
