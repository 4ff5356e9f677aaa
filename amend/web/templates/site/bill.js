// The contents follow the reader, and the sign behind a subsection copies the address of it.
(() => {
  const following = document.querySelector("[data-follows]");
  if (following) {
    const links = new Map();
    for (const link of following.querySelectorAll("a")) {
      const there = link.hash && link.pathname === location.pathname ? document.getElementById(decodeURIComponent(link.hash.slice(1))) : null;
      if (there) links.set(there, link);
    }
    const places = [...links.keys()];
    let current = null, waiting = false;
    const follow = () => {
      waiting = false;
      let found = null;
      for (const place of places) {
        if (place.getBoundingClientRect().top > 120) break;
        found = place;
      }
      const link = links.get(found || places[0]);
      if (!link || link === current) return;
      if (current) current.removeAttribute("aria-current");
      link.setAttribute("aria-current", "location");
      current = link;
      if (following.contains(document.activeElement)) return;
      const top = link.getBoundingClientRect().top - following.getBoundingClientRect().top + following.scrollTop, room = following.clientHeight;
      if (top < following.scrollTop + 40 || top > following.scrollTop + room - 80) following.scrollTop = top - room / 3;
    };
    const soon = () => { if (!waiting) { waiting = true; requestAnimationFrame(follow); } };
    addEventListener("scroll", soon, { passive: true });
    addEventListener("resize", soon);
    addEventListener("hashchange", soon);
    follow();
  }
  const folded = document.querySelector("details.contents.narrow");
  if (folded) folded.addEventListener("click", (event) => { if (event.target.closest("a[href^='#']")) folded.open = false; });
  const said = document.querySelector("[data-copied]");
  if (said) document.addEventListener("click", (event) => {
    const sign = event.target.closest("a.here");
    if (!sign || !navigator.clipboard) return;
    navigator.clipboard.writeText(sign.href).then(() => { said.textContent = "The link is copied."; }, () => {});
  });
})();
