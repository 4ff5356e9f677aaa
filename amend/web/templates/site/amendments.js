// The amendments in place: which packages are chosen, kept in the address; and the one text that goes with the choice.
{
  const choosing = document.querySelector("[data-switching]");
  const places = document.querySelector("[data-places]");
  if (choosing && places) {
    const boxes = [...choosing.querySelectorAll("[name=with]")];
    const only = choosing.querySelector("[name=only]");
    const [oneText, besideText] = choosing.querySelectorAll("[name=text]");
    const told = choosing.querySelector("[data-told]");
    const given = new URLSearchParams(location.search);
    const named = given.has("with") ? given.get("with").split(",") : boxes.slice(0, 1).map((box) => box.value);
    for (const box of boxes) box.checked = named.includes(box.value);
    only.checked = !given.has("all");
    besideText.checked = given.has("text") ? given.get("text") === "beside" : matchMedia("(min-width: 60rem)").matches;
    oneText.checked = !besideText.checked;

    const show = (place, chosen) => {
      const mine = place.dataset.packages.split(" ").filter((one) => chosen.includes(one));
      const variants = [...place.querySelectorAll(".variant")];
      const having = (mark) => variants.filter((one) => one.dataset.with.split(" ").includes(mark));
      let picked = having(mine.join("+") || "-");
      const apart = mine.length > 1 && !picked.length;
      if (apart) picked = variants.filter((one) => mine.some((mark) => having(mark).includes(one)));
      for (const one of variants) one.classList.toggle("picked", picked.includes(one));
      const many = place.querySelector("[data-many]");
      if (many) many.hidden = !apart;
      const changes = picked.reduce((sum, one) => sum + Number(one.dataset.changes), 0);
      const said = picked.some((one) => one.querySelector(".unmade"));
      place.classList.toggle("changed", changes > 0 || said);
      place.hidden = !picked.length;
      return changes;
    };

    const address = () => {
      const parts = ["with=" + boxes.filter((box) => box.checked).map((box) => box.value).join(",")];
      if (!only.checked) parts.push("all=1");
      parts.push("text=" + (besideText.checked ? "beside" : "one"));
      return "?" + parts.join("&");
    };

    const update = (first) => {
      const chosen = boxes.filter((box) => box.checked).map((box) => box.value);
      let changes = 0;
      for (const place of places.querySelectorAll("[data-packages]")) changes += show(place, chosen);
      places.classList.toggle("only-changes", only.checked);
      places.classList.toggle("beside", besideText.checked);
      const names = boxes.filter((box) => box.checked).map((box) => box.dataset.name);
      const count = changes === 1 ? "1 changed paragraph" : `${changes} changed paragraphs`;
      told.textContent = !names.length
        ? "Nothing is chosen: the text is as printed."
        : `${changes ? count : "No changed paragraph"} on this page with the amendments of: ${names.join("; ")}.`;
      for (const page of document.querySelectorAll("[data-touched-by]")) {
        page.querySelector("[data-changes-there]").hidden = !page.dataset.touchedBy.split(" ").some((one) => chosen.includes(one));
      }
      for (const link of document.querySelectorAll("[data-keep]")) link.search = address();
      if (!first) try { history.replaceState(null, "", address() + location.hash); } catch { /* the choice is shown all the same */ }
    };

    choosing.addEventListener("change", () => update(false));
    update(true);
    if (location.hash) document.getElementById(decodeURIComponent(location.hash.slice(1)))?.scrollIntoView();
  }
}
