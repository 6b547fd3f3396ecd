"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const at = (id) => document.getElementById(id);
  // Text only ever enters the page as text, never as markup.
  const make = (name, text, parent) => {
    const node = document.createElement(name);
    if (text !== undefined) node.textContent = text;
    if (parent) parent.appendChild(node);
    return node;
  };

  at("theme").addEventListener("click", () => {
    const root = document.documentElement;
    const system = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
    root.dataset.theme = (root.dataset.theme || system) === "dark" ? "light" : "dark";
  });

  const dialog = at("dialog");
  at("close").addEventListener("click", () => dialog.close());
  const openCell = (key) => {
    const [document_, taxonomy, code] = key.split("|");
    at("dialog-title").textContent = `${document_}: ${taxonomy} ${code}`;
    const body = at("dialog-body");
    body.replaceChildren();
    for (const [number, category, score] of data.cells[key] || []) {
      const [citation, text] = data.clauses[number];
      const card = make("div", undefined, body);
      card.className = "card";
      make("p", undefined, card).appendChild(make("strong", `${citation} → ${category} (${score})`));
      make("p", text, card);
    }
    dialog.showModal();
  };

  const MOST = 50;
  const haystack = data.items.map(([id, text, labels, where, , pictures = []]) =>
    [id, text, ...labels, ...pictures.map((p) => p[0]), ...where.map((n) => data.clauses[n][0])].join("\n").toLowerCase());
  const showItem = ([id, text, labels, where, story, pictures = []], parent) => {
    const card = make("div", undefined, parent);
    card.className = "card";
    make("p", undefined, card).appendChild(make("strong", id));
    for (const number of where) {
      const [citation, words] = data.clauses[number];
      const line = make("p", undefined, card);
      make("span", `clause ${citation}: `, line).className = "quiet";
      make("span", words, line);
    }
    for (const label of labels) make("p", `category ${label}`, card);
    make("p", text, card);
    for (const [caption, digest] of pictures) {
      const figure = make("figure", undefined, card);
      if (data.images[digest]) {
        const image = make("img", undefined, figure);
        image.src = data.images[digest];
        image.alt = caption;
      }
      make("figcaption", caption, figure).className = "quiet";
    }
    make("p", story.join(" → "), card).className = "quiet";
  };
  const find = () => {
    const words = at("find").value.trim().toLowerCase();
    const list = at("lineage");
    list.replaceChildren();
    if (!words) {
      at("found").textContent = `${data.items.length} items`;
      return;
    }
    const hits = [];
    for (let i = 0; i < haystack.length; i++) if (haystack[i].includes(words)) hits.push(i);
    at("found").textContent = `${hits.length} of ${data.items.length} items` + (hits.length > MOST ? `, the first ${MOST} are shown` : "");
    for (const i of hits.slice(0, MOST)) showItem(data.items[i], list);
  };
  at("find").addEventListener("input", find);
  document.addEventListener("click", (event) => {
    const cell = event.target.closest("[data-cell]");
    if (cell) openCell(cell.dataset.cell);
    const item = event.target.closest("[data-item]");
    if (item) {
      at("find").value = item.dataset.item;
      find();
      at("items").scrollIntoView();
    }
  });
  find();
})();
