"use strict";
(() => {
  const table = document.getElementById("rows");
  if (!table) return;
  const choices = table.closest("section").querySelector(".choices");
  const body = table.tBodies[0];
  const rows = [...body.rows];
  // As the command line folds: without marks, in lower case
  const folded = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/[đĐ]/g, "d").toLowerCase();
  const texts = new Map(rows.map((row) => [row, " " + folded(row.textContent).replace(/\s+/g, " ")]));
  const selects = [...choices.querySelectorAll("select")];
  const search = choices.querySelector("input");
  const count = choices.querySelector("output");
  for (const select of selects) {
    const values = new Set(rows.map((row) => row.cells[select.dataset.column].textContent));
    for (const value of [...values].sort((a, b) => a.localeCompare(b, document.documentElement.lang)))
      select.add(new Option(value));
  }
  const show = () => {
    const wanted = folded(search.value).split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const row of rows) {
      row.hidden =
        !wanted.every((word) => texts.get(row).includes(" " + word)) ||
        !selects.every((select) => !select.value || row.cells[select.dataset.column].textContent === select.value);
      shown += row.hidden ? 0 : 1;
    }
    choices.classList.toggle("whole", shown === rows.length); // a part that is printed says that it is one
    count.textContent = choices.dataset.count.replace("{shown}", shown).replace("{all}", rows.length);
  };
  choices.addEventListener("input", show);
  choices.querySelector("button").addEventListener("click", () => {
    search.value = "";
    for (const select of selects) select.value = "";
    show();
  });
  const key = (row, column) => row.cells[column].dataset.key ?? "";
  const headers = [...table.tHead.rows[0].cells];
  headers.forEach((header, column) => {
    // The words stay the header's own: on paper a browser leaves the insides of a button out of a repeated header
    const button = document.createElement("button");
    button.type = "button";
    button.setAttribute("aria-label", choices.dataset.sort.replace("{column}", header.textContent));
    header.append(" ", button);
    header.addEventListener("click", () => {
      const down = header.getAttribute("aria-sort") === "ascending";
      for (const other of headers) other.removeAttribute("aria-sort");
      header.setAttribute("aria-sort", down ? "descending" : "ascending");
      const sorted = [...rows].sort((a, b) => {
        const [one, two] = [key(a, column), key(b, column)];
        if (!one || !two) return one ? -1 : two ? 1 : 0; // what is missing stands last
        const numbers = header.classList.contains("number");
        const order = numbers ? one - two : one < two ? -1 : one > two ? 1 : 0;
        return down ? -order : order;
      });
      body.append(...sorted);
    });
  });
  choices.hidden = false;
  show();
})();
