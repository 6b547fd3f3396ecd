"use strict";
(async () => {
  const unpacked = (text) => {
    const raw = atob(text), bytes = new Uint8Array(raw.length);
    for (let index = 0; index < raw.length; index += 1) bytes[index] = raw.charCodeAt(index);
    return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"))).json();
  };
  // The overview needs no data: where these cannot be unpacked, it stays, and the page says why the rest is missing.
  const tellUnread = () => {
    const told = document.createElement("p");
    told.className = "note";
    told.setAttribute("role", "alert");
    told.textContent = "Items, provisions and categories cannot be shown: this browser is too old to unpack them (Chrome and Edge can since 80, Firefox since 113, Safari since 16.4), or the file is damaged.";
    document.getElementById("content").prepend(told);
  };
  const held = document.getElementById("data");
  let data;
  // A small site goes on without a pause, so that the page is whole when it has loaded.
  try { data = held.dataset.packed ? await unpacked(held.textContent) : JSON.parse(held.textContent); } catch { tellUnread(); return; }
  const at = (id) => document.getElementById(id);
  // Text only ever enters the page as text, never as markup.
  const make = (name, text, parent, more) => {
    const node = document.createElement(name);
    if (text !== undefined && text !== null) node.textContent = text;
    for (const [key, value] of Object.entries(more || {})) node.setAttribute(key, value);
    if (parent) parent.appendChild(node);
    return node;
  };
  const C = Object.fromEntries(data.columns.map((name, index) => [name, index]));
  const P = { document: 0, id: 1, citation: 2, heading: 3, text: 4, modality: 5, rules: 6 };
  const K = { code: 0, name: 1, parent: 2, definition: 3 };
  const items = data.items;
  // What only the page of one item shows, of a large site: unpacked when the first such page is opened.
  let lacking = data.details || [];
  const filled = async () => {
    const details = await unpacked(at("details").textContent);
    items.forEach((item, index) => lacking.forEach((place, number) => { item[place] = details[index][number]; }));
    lacking = [];
  };
  const byId = new Map(items.map((item, index) => [item[C.id], index]));
  const clauseById = new Map(data.provisions.map((p, index) => [p[P.id], index]));
  const categoryByCode = new Map(data.categories.map((c, index) => [c[K.code], index]));
  const group = (key) => {
    const found = new Map();
    items.forEach((item, index) => {
      const value = item[C[key]];
      for (const one of Array.isArray(value) ? value : value === "" || value === null ? [] : [value]) {
        if (!found.has(one)) found.set(one, []);
        found.get(one).push(index);
      }
    });
    return found;
  };
  const onClause = group("clauses");
  const family = group("family");
  const pairs = group("pair");
  const ancestors = (category) => {
    const way = [];
    for (let c = category; c >= 0 && way.length < 12; c = data.categories[c][K.parent]) way.push(c);
    return way;
  };
  const documentsOf = (item) => new Set(item[C.clauses].map((c) => data.provisions[c][P.document]));
  const plural = (n, one, many) => `${n.toLocaleString("en")} ${n === 1 ? one : many || one + "s"}`;
  const link = (text, target, parent) => make("a", text, parent, { href: target });
  const address = (view, filters) => {
    const query = new URLSearchParams(Object.entries(filters).filter(([, value]) => value !== ""));
    return `#${view}${query.size ? "?" + query : ""}`;
  };

  at("theme").addEventListener("click", () => {
    const root = document.documentElement;
    const system = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
    root.dataset.theme = (root.dataset.theme || system) === "dark" ? "light" : "dark";
  });

  // --- lists of items -----------------------------------------------------------------------------------------------
  const FILTERS = [
    ["document", "Document", () => data.documents.map((d) => [d.slug, d.title])],
    ["category", "Category", () => data.categories.map((c, i) => [c[K.code], `${"  ".repeat(ancestors(i).length - 1)}${c[K.name]}`])],
    ["kind", "Kind"], ["level", "Level"], ["expected", "Expected answer"], ["language", "Language"], ["state", "State"],
  ];
  const values = (name) => [...new Set(items.map((item) => item[C[name]]))].filter((v) => v !== "" && v !== null).sort();
  const matches = (filters) => {
    const words = (filters.q || "").toLowerCase().split(/\s+/).filter(Boolean);
    const document_ = filters.document === undefined ? -1 : data.documents.findIndex((d) => d.slug === filters.document);
    const category = filters.category === undefined ? -1 : categoryByCode.get(filters.category);
    const clause = filters.clause === undefined ? -1 : clauseById.get(filters.clause);
    const plain = ["kind", "level", "expected", "language", "state"].filter((name) => filters[name] !== undefined);
    const hits = [];
    items.forEach((item, index) => {
      if (plain.some((name) => item[C[name]] !== filters[name])) return;
      if (filters.document !== undefined && !documentsOf(item).has(document_)) return;
      if (filters.category !== undefined && !item[C.categories].some((c) => ancestors(c).includes(category))) return;
      if (filters.clause !== undefined && !item[C.clauses].includes(clause)) return;
      if (words.length && !words.every((word) => haystack(index).includes(word))) return;
      hits.push(index);
    });
    return hits;
  };
  const stacks = [];
  const haystack = (index) => {
    if (stacks[index] === undefined) {
      const item = items[index];
      stacks[index] = [item[C.id], item[C.text], item[C.instruction], ...(item[C.turns] || []).map((turn) => turn[1]),
        ...(item[C.rubric] || []).map((point) => point[3]), ...item[C.options], ...item[C.clauses].map((c) => data.provisions[c][P.citation]),
        ...item[C.categories].map((c) => data.categories[c][K.name])].join("\n").toLowerCase();
    }
    return stacks[index];
  };
  const PAGE = 50;
  const cardOf = (index, parent) => {
    const item = items[index];
    const card = make("article", undefined, parent, { class: "card" });
    link(item[C.id], `#item/${encodeURIComponent(item[C.id])}`, make("p", undefined, card));
    const text = item[C.text];
    make("p", text.length > 400 ? `${text.slice(0, 400)}…` : text, card, { class: "words" });
    const where = item[C.clauses].map((c) => data.provisions[c][P.citation]);
    const sort = item[C.categories].slice(0, 1).map((c) => data.categories[c][K.name]);
    make("p", [...where, ...sort, item[C.level], item[C.expected] && `expected: ${item[C.expected]}`, item[C.state]].filter(Boolean).join(" · "), card,
      { class: "quiet" });
  };
  const listOf = (hits, parent) => {
    const list = make("div", undefined, parent);
    let shown = 0;
    const more = make("button", "", parent, { type: "button", class: "more" });
    const step = () => {
      const from = shown;
      for (; shown < Math.min(from + PAGE, hits.length); shown++) cardOf(hits[shown], list);
      more.hidden = shown >= hits.length;
      more.textContent = `Show ${Math.min(PAGE, hits.length - shown)} more of ${hits.length - shown}`;
      if (from) list.children[from].querySelector("a").focus();
    };
    more.addEventListener("click", step);
    step();
  };
  const showItems = (view, filters) => {
    title(view, "Items");
    const form = make("form", undefined, view, { class: "filters", role: "search" });
    const box = make("input", undefined, make("label", "Words, id or citation", form), { type: "search", name: "q", autocomplete: "off" });
    box.value = filters.q || "";
    for (const [name, label, choices] of FILTERS) {
      const options = choices ? choices() : values(name).map((v) => [v, v]);
      if (options.length < 2 && filters[name] === undefined) continue;
      const select = make("select", undefined, make("label", label, form), { name });
      make("option", "all", select, { value: "" });
      for (const [value, text] of options) make("option", text, select, { value });
      select.value = filters[name] || "";
    }
    if (filters.clause !== undefined) {
      const only = make("p", undefined, view, { class: "note" });
      make("span", `Only items on ${filters.clause}. `, only);
      link("Show all", "#items", only);
    }
    const status = make("p", undefined, view, { role: "status" });
    const place = make("div", undefined, view);
    const draw = () => {
      const hits = matches(filters);
      status.textContent = `${plural(hits.length, "item")} of ${items.length.toLocaleString("en")}`;
      place.replaceChildren();
      listOf(hits, place);
    };
    const changed = () => {
      const before = JSON.stringify(filters);
      for (const field of form.elements) if (field.name) { if (field.value) filters[field.name] = field.value; else delete filters[field.name]; }
      // Leaving the search box tells of a change that was drawn already: drawing again would take the focus from the link just reached.
      if (JSON.stringify(filters) === before) return;
      history.replaceState(null, "", address("items", filters));
      draw();
    };
    let wait;
    box.addEventListener("input", () => { clearTimeout(wait); wait = setTimeout(changed, 150); });
    form.addEventListener("change", changed);
    form.addEventListener("submit", (event) => { event.preventDefault(); changed(); });
    draw();
  };

  // --- one item -----------------------------------------------------------------------------------------------------
  const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
  const clauseBox = (number, quotes, parent) => {
    const p = data.provisions[number];
    const d = data.documents[p[P.document]];
    const head = make("p", undefined, parent);
    link(p[P.citation], `#provision/${encodeURIComponent(p[P.id])}`, head);
    make("span", ` · ${d.title}, edition ${d.edition}`, head, { class: "quiet" });
    if (p[P.heading]) make("p", p[P.heading], parent, { class: "quiet" });
    if (!p[P.text]) {
      make("p", "The licence of this document does not let its words be shown here.", parent, { class: "note" });
      return;
    }
    const quote = make("blockquote", undefined, parent);
    let rest = p[P.text];
    const marked = quotes.find((q) => q && rest.includes(q));
    if (marked) {
      const start = rest.indexOf(marked);
      quote.append(rest.slice(0, start));
      make("mark", marked, quote);
      rest = rest.slice(start + marked.length);
    }
    quote.append(rest);
  };
  const showItem = (view, id) => {
    const index = byId.get(id);
    if (index === undefined) return missing(view, `There is no item ${id} here.`);
    const item = items[index];
    title(view, id);
    if (item[C.turns]?.length) {
      for (const [role, words] of item[C.turns]) {
        const turn = make("div", undefined, view, { class: "turn" });
        make("p", role, turn, { class: "quiet" });
        make("p", words, turn, { class: "words" });
      }
    } else make("p", item[C.text], view, { class: "words" });
    for (const [image, text, from, licence] of item[C.pictures] || []) {
      const figure = make("figure", undefined, view);
      if (image !== null) make("img", undefined, figure, { src: data.images[image], alt: text });
      make("figcaption", [text, [from, licence].filter(Boolean).join(", ")].filter(Boolean).join(" — "), figure, { class: "quiet" });
    }
    if (item[C.instruction]) make("p", item[C.instruction], view, { class: "words keyword" });
    if (item[C.rubric]?.length) {
      make("h2", "Rubric", view);
      const table = make("table", undefined, make("div", undefined, view, { class: "scroll" }));
      const head = make("tr", undefined, make("thead", undefined, table));
      for (const name of ["point", "role", "weight", "what the answer says", "rests on"]) make("th", name, head, { scope: "col" });
      const body = make("tbody", undefined, table);
      for (const [point, role, weight, words, clauses] of item[C.rubric]) {
        const row = make("tr", undefined, body);
        for (const cell of [point, role, weight, words]) make("td", cell, row);
        const cited = make("td", undefined, row);
        for (const c of clauses) link(data.provisions[c][P.citation], `#provision/${encodeURIComponent(data.provisions[c][P.id])}`, cited);
      }
    }
    if (item[C.options].length) {
      const list = make("ol", undefined, view, { class: "options" });
      item[C.options].forEach((option, number) => {
        const key = number === item[C.answer];
        const line = make("li", undefined, list, key ? { class: "key" } : {});
        make("span", option, line);
        if (key) make("span", " — the key", line, { class: "keyword" });
        if (item[C.why][number]) make("p", item[C.why][number], line, { class: "quiet" });
      });
      make("p", `Key: ${LETTERS[item[C.answer]] || "none"}`, view);
    }
    if (item[C.expected]) make("p", `What a model should do: ${item[C.expected]}`, view);
    if (item[C.explanation]) { make("h2", "Explanation", view); make("p", item[C.explanation], view, { class: "words" }); }
    make("h2", item[C.clauses].length === 1 ? "The provision it rests on" : "The provisions it rests on", view);
    if (!item[C.clauses].length) make("p", "none: it was written without a document", view);
    for (const number of item[C.clauses]) clauseBox(number, item[C.quotes], view);
    make("h2", "Categories", view);
    for (const category of item[C.categories]) {
      const line = make("p", undefined, view);
      ancestors(category).reverse().forEach((c, depth) => {
        if (depth) line.append(" › ");
        link(data.categories[c][K.name], address("items", { category: data.categories[c][K.code] }), line);
      });
    }
    const kin = [...new Set([...(pairs.get(item[C.pair]) || []), ...(family.get(item[C.family]) || [])])].filter((other) => other !== index);
    if (kin.length) {
      make("h2", "Items of the same pair or family", view);
      kin.slice(0, 20).forEach((other) => cardOf(other, view));
    }
    make("h2", "How it came to be", view);
    const facts = make("dl", undefined, view, { class: "facts" });
    const judged = item[C.judgements] === null ? "" : item[C.judgements] ? `by ${plural(item[C.judgements], "person", "people")}` : "by nobody";
    for (const [label, value] of [["kind", item[C.kind]], ["variant", item[C.variant]], ["topic", item[C.topic]], ["level", item[C.level]], ["without the provision", item[C.difficulty]], ["book", item[C.book]],
      ["language", item[C.language]], ["made by", item[C.maker]], ["judged", judged], ["decided by", item[C.rule]],
      ["agreement", item[C.agreement] === null ? "" : String(item[C.agreement])], ["state", item[C.state]], ["fingerprint", item[C.fingerprint]]])
      if (value) { make("dt", label, facts); make("dd", value, facts); }
    if (data.report) {
      const target = data.report.replaceAll("{id}", encodeURIComponent(id));
      make("p", undefined, view).appendChild(link("Report this item", target));
    }
  };

  // --- provisions ---------------------------------------------------------------------------------------------------
  const showProvisions = (view, filters) => {
    title(view, "Provisions");
    data.documents.forEach((d, number) => {
      const mine = data.provisions.map((p, i) => i).filter((i) => data.provisions[i][P.document] === number);
      const with_ = mine.filter((i) => onClause.has(i)).length;
      const fold = make("details", undefined, view);
      if (data.documents.length === 1 || filters.document === d.slug) fold.open = true;
      make("summary", `${d.title} (${[d.jurisdiction, `edition ${d.edition}`].filter(Boolean).join(", ")}): ${plural(mine.length, "clause")}, ${with_} with an item`, fold);
      if (/^https?:/.test(d.url)) link("the source", d.url, make("p", undefined, fold)).rel = "noreferrer";
      let filled = false;
      const fill = () => {
        if (filled || !fold.open) return;
        filled = true;
        const grid = make("table", undefined, make("div", undefined, fold, { class: "scroll" }));
        const head = make("tr", undefined, make("thead", undefined, grid));
        for (const [name, cls] of [["clause", ""], ["words", ""], ["what it does", ""], ["items", "n"]]) make("th", name, head, { scope: "col", class: cls });
        const body = make("tbody", undefined, grid);
        for (const i of mine) {
          const p = data.provisions[i];
          const row = make("tr", undefined, body);
          link(p[P.citation], `#provision/${encodeURIComponent(p[P.id])}`, make("th", undefined, row, { scope: "row" }));
          make("td", p[P.text].length > 240 ? `${p[P.text].slice(0, 240)}…` : p[P.text], row);
          make("td", p[P.modality], row);
          make("td", String((onClause.get(i) || []).length), row, { class: "n" });
        }
      };
      fold.addEventListener("toggle", fill);
      fill();
    });
  };
  const showProvision = (view, id) => {
    const number = clauseById.get(id);
    if (number === undefined) return missing(view, `There is no clause ${id} here.`);
    const p = data.provisions[number];
    title(view, p[P.citation]);
    clauseBox(number, [], view);
    if (p[P.rules].length) {
      make("h2", "Rules read in it", view);
      const list = make("ul", undefined, view);
      for (const rule of p[P.rules]) make("li", rule, list);
    }
    const hits = onClause.get(number) || [];
    make("h2", plural(hits.length, "item"), view);
    listOf(hits, view);
    for (const result of data.results) for (const row of result.rows) if (row[0] === id) { make("h2", "Results", view); resultTable(result, [row], view); }
  };

  // --- categories ---------------------------------------------------------------------------------------------------
  const counts = () => {
    const found = new Array(data.categories.length).fill(0);
    for (const item of items) {
      const seen = new Set();
      for (const c of item[C.categories]) for (const a of ancestors(c)) seen.add(a);
      for (const c of seen) found[c] += 1;
    }
    return found;
  };
  const showCategories = (view) => {
    title(view, "Categories");
    const found = counts();
    const most = Math.max(1, ...found);
    const below = new Map();
    data.categories.forEach((c, i) => { if (!below.has(c[K.parent])) below.set(c[K.parent], []); below.get(c[K.parent]).push(i); });
    const tree = make("div", undefined, view, { class: "tree" });
    const branch = (parent, place) => {
      const list = make("ul", undefined, place);
      for (const c of below.get(parent) || []) {
        const [code, name, , definition] = data.categories[c];
        const line = make("li", undefined, list);
        const children = below.has(c);
        const where = children ? make("summary", undefined, make("details", undefined, line)) : line;
        link(name, address("items", { category: code }), where).title = definition;
        const bar = make("span", undefined, where, { class: "bar", "aria-hidden": "true" });
        bar.style.width = `${(found[c] / most) * 160}px`;
        make("span", ` ${found[c]}`, where, { class: "quiet" });
        if (children) {
          if (parent === -1 && found[c]) where.parentNode.open = true;
          branch(c, where.parentNode);
        }
      }
    };
    branch(-1, tree);
  };
  const matrix = () => {
    const place = at("matrix");
    const tops = data.categories.map((c, i) => i).filter((i) => ancestors(i).length === 2);
    const columns = tops.length ? tops : data.categories.map((c, i) => i).filter((i) => data.categories[i][K.parent] < 0);
    if (!items.length || !columns.length || data.documents.length > 60) return;
    const cells = new Map();
    for (const item of items) {
      const seen = new Set();
      for (const c of item[C.categories]) for (const a of ancestors(c)) seen.add(a);
      for (const d of documentsOf(item)) for (const c of seen) cells.set(`${d}|${c}`, (cells.get(`${d}|${c}`) || 0) + 1);
    }
    make("h2", "Items by category and document", place);
    const box = make("div", undefined, place, { class: "scroll", tabindex: "0", role: "region", "aria-label": "Items by category and document" });
    const grid = make("table", undefined, box, { class: "heat" });
    const head = make("tr", undefined, make("thead", undefined, grid));
    make("th", "category", head, { scope: "col" });
    for (const d of data.documents) make("th", d.title, head, { scope: "col" });
    const most = Math.max(1, ...columns.flatMap((c) => data.documents.map((_, d) => cells.get(`${d}|${c}`) || 0)));
    const body = make("tbody", undefined, grid);
    for (const c of columns) {
      const row = make("tr", undefined, body);
      make("th", data.categories[c][K.name], row, { scope: "row" });
      data.documents.forEach((d, number) => {
        const n = cells.get(`${number}|${c}`) || 0;
        const cell = make("td", undefined, row, n ? { class: `h${Math.max(1, Math.ceil((n / most) * 4))}` } : {});
        if (n) link(String(n), address("items", { category: data.categories[c][K.code], document: d.slug }), cell);
        else make("span", "0", cell, { class: "quiet" });
      });
    }
  };

  // --- results ------------------------------------------------------------------------------------------------------
  const percent = (share) => `${(share * 100).toFixed(0)} %`;
  const resultTable = (result, rows, parent) => {
    const grid = make("table", undefined, make("div", undefined, parent, { class: "scroll" }));
    make("caption", result.title, grid);
    const head = make("tr", undefined, make("thead", undefined, grid));
    for (const name of ["clause", "items", ...result.measures]) make("th", name, head, { scope: "col" });
    const body = make("tbody", undefined, grid);
    for (const [clause, citation, n, cells] of rows) {
      const row = make("tr", undefined, body);
      const name = make("th", undefined, row, { scope: "row" });
      if (clauseById.has(clause)) link(citation, `#provision/${encodeURIComponent(clause)}`, name); else name.textContent = citation;
      make("td", String(n), row, { class: "n" });
      for (const cell of cells) {
        const td = make("td", undefined, row);
        if (!cell) { td.textContent = "not measured"; continue; }
        const [value, low, high, count] = cell;
        const track = make("span", undefined, td, { class: "track", "aria-hidden": "true" });
        const line = make("i", undefined, track);
        line.style.left = `${low * 100}%`;
        line.style.width = `${(high - low) * 100}%`;
        make("b", undefined, track).style.left = `calc(${value * 100}% - 1px)`;
        td.append(`${percent(value)} [${percent(low)}, ${percent(high)}], n ${count}`);
      }
    }
  };
  const showResults = (view) => {
    title(view, "Results");
    for (const result of data.results) resultTable(result, result.rows, view);
  };

  // --- which view ---------------------------------------------------------------------------------------------------
  const title = (view, text) => make("h1", text, view, { tabindex: "-1" });
  const missing = (view, text) => { title(view, "Not found"); make("p", text, view); };
  const VIEWS = { items: showItems, provisions: showProvisions, categories: showCategories, results: showResults };
  let first = true;
  const route = () => {
    if (location.hash === "#content") return;
    const [path, query] = location.hash.slice(1).split("?");
    const [name, ...rest] = path.split("/");
    let id = rest.join("/");
    try { id = decodeURIComponent(id); } catch { /* an address that somebody cut: shown as not found */ }
    const view = at("view");
    if (name === "item" && lacking.length) { filled().then(route, tellUnread); return; }
    view.replaceChildren();
    const known = VIEWS[name] || (name === "item" && showItem) || (name === "provision" && showProvision);
    at("overview").hidden = Boolean(known);
    view.hidden = !known;
    if (known) known(view, name === "item" || name === "provision" ? id : Object.fromEntries(new URLSearchParams(query || "")));
    const current = { item: "items", provision: "provisions" }[name] || (VIEWS[name] ? name : "overview");
    for (const anchor of document.querySelectorAll("nav a"))
      if (anchor.id === `to-${current}`) anchor.setAttribute("aria-current", "page"); else anchor.removeAttribute("aria-current");
    const head = (known ? view : at("overview")).querySelector("h1");
    document.title = known ? `${head.textContent} · ${at("overview-title").textContent}` : at("overview-title").textContent;
    if (!first) { head.focus(); scrollTo(0, 0); }
    first = false;
  };
  matrix();
  addEventListener("hashchange", route);
  route();
})();
