// What makes the page wider than the screen: the outermost elements that reach beyond it, but for those that scroll in a box of their own.
() => {
  const root = document.scrollingElement, wide = root.clientWidth;
  const over = Math.max(root.scrollWidth, document.body.scrollWidth) - wide;
  if (over <= 0) return [];
  const boxed = one => {
    for (let up = one.parentElement; up && up !== document.body && up !== document.documentElement; up = up.parentElement)
      if (getComputedStyle(up).overflowX !== "visible") return true;
    return false;
  };
  const found = [...document.body.querySelectorAll("*")].filter(one =>
    one.getBoundingClientRect().right + scrollX > wide + .5 && one.checkVisibility() && !boxed(one));
  const inner = found.filter(one => !found.some(other => other !== one && one.contains(other)));
  const named = one => one.localName + (one.id ? "#" + one.id : "") +
    (typeof one.className === "string" && one.className ? "." + one.className.trim().split(/\s+/).join(".") : "");
  return [...new Set(inner.map(one => `${named(one)} “${one.textContent.trim().replace(/\s+/g, " ").slice(0, 40)}”`))].slice(0, 5)
    .concat(inner.length ? [] : ["something that has no box"]).map(words => `${words} (by ${over} pixels)`);
}
