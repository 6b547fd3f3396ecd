"use strict";
// Draws the layouts of the review, keeps every change in the browser, and saves the answers as a file.
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const by = (id) => document.getElementById(id);
  const items = data.groups.flatMap((group) => group.tasks.map((task) => ({ group, task, id: task.item_id })));
  const storageKey = "curation-review-" + data.ticket;
  let state = { at: 0, answers: {} };
  let kept = true;
  let started = 0;

  const blank = () => ({ values: {}, seconds: 0, done: false });
  const current = () => items[state.at];
  const answerOf = (item) => (state.answers[item.id] ??= blank());

  function restore() {
    try {
      const text = localStorage.getItem(storageKey);
      if (text) state = JSON.parse(text);
      localStorage.setItem(storageKey, JSON.stringify(state));
    } catch {
      kept = false;
    }
    if (!(state.at >= 0 && state.at < items.length)) state.at = 0;
  }
  function keep() {
    try {
      localStorage.setItem(storageKey, JSON.stringify(state));
    } catch {
      kept = false;
      note("This browser keeps nothing for this page: save the file before you close it.");
    }
  }
  const note = (text) => { by("note").textContent = text; };

  // --- the tree of a layout -------------------------------------------------------------------------------------
  const make = (tag, attributes = {}, ...children) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (value === false || value === undefined) continue;
      if (name === "class") element.className = value;
      else element.setAttribute(name, value);
    }
    element.append(...children);
    return element;
  };
  const filled = (text, task) => (text && text.startsWith("$") ? found(text.slice(1), task) : text) ?? "";
  // `name`, or `name[2].part` inside a Repeater.
  const found = (path, task) => path.split(/[.[\]]+/).filter(Boolean).reduce((at, name) => at?.[name], task);
  let heading = "";
  let warned = null;
  let last = null;
  let number = 0;

  function draw(node, item, place) {
    const a = node.attributes;
    if (node.tag === "Header") {
      heading = String(filled(a.value, item.task));
      const element = make("h2", {}, heading);
      place.append(element);
      last = element;
      return;
    }
    if (["Text", "HyperText"].includes(node.tag)) last = null;
    if (node.tag === "Repeater") {
      (filled(a.on, item.task) || []).forEach((_, index) => {
        const view = make("div");
        for (const child of node.children) draw(numbered(child, a.indexFlag, index), item, view);
        place.append(view);
      });
      return;
    }
    if (node.tag === "Image") return void picture(node, item, place);
    if (node.tag === "Text") return void place.append(make("div", { class: "cur-text" }, String(filled(a.value, item.task))));
    if (node.tag === "HyperText") {
      // The words in it were escaped when the task was made; the page's policy runs no script from it either.
      const element = make("div");
      element.innerHTML = filled(a.value, item.task);
      place.append(element);
      return;
    }
    if (node.tag === "Choices") return void choices(node, item, place);
    if (node.tag === "TextArea") return void area(node, item, place);
    if (node.tag === "Taxonomy") return void taxonomy(node, item, place);
    const view = make("div", { class: a.className || undefined, style: undefined });
    if (a.style) view.hidden = true;
    if (a.visibleWhen) view.shownWhen = { unless: a.visibleWhen === "choice-unselected", name: a.whenTagName, values: a.whenChoiceValue?.split(",") };
    for (const child of node.children) draw(child, item, view);
    place.append(view);
  }
  function numbered(node, flag, index) {
    const attributes = Object.fromEntries(Object.entries(node.attributes).map(([k, v]) => [k, v.replaceAll(flag, String(index))]));
    return { ...node, attributes, children: node.children.map((child) => numbered(child, flag, index)) };
  }
  function picture(node, item, place) {
    // The text of the picture stands under it for everybody, so the picture itself is only named.
    const image = make("img", { src: filled(node.attributes.value, item.task), alt: filled(node.attributes.value.replace(/src$/, "alt"), item.task) });
    const button = make("button", { type: "button", class: "picture", "aria-expanded": "false", title: "Larger or smaller" }, image);
    button.addEventListener("click", () => button.setAttribute("aria-expanded", String(button.classList.toggle("large"))));
    place.append(button);
  }
  function takeHeading() {
    // A heading right before a control is its label: the legend of the group that a screen reader names.
    last?.remove();
    last = null;
    return heading;
  }
  function control(element, node) {
    element.spec = node.attributes;
    return element;
  }
  function choices(node, item, place) {
    const a = node.attributes;
    const legend = takeHeading();
    const inline = a.showInline === "true" || a.layout === "inline";
    const group = control(make("fieldset", { class: inline ? "inline" : undefined }, make("legend", {}, legend)), node);
    const options = make("div", { class: "options" });
    const given = a.value ? filled(a.value, item.task) : node.children.map((c) => c.attributes);
    const several = a.choice === "multiple";
    for (const option of given) {
      const value = option.alias || option.value;
      const input = make("input", { type: several ? "checkbox" : "radio", name: a.name, value, title: option.hint });
      input.checked = (answerOf(item).values[a.name] ?? []).includes(value);
      const key = option.hotkey && option.hotkey.length === 1 ? option.hotkey : "";
      const label = make("label", {}, input, make("span", {}, option.value));
      if (key) { label.append(make("kbd", {}, key)); input.hotkey = key; }
      options.append(label);
      input.addEventListener("change", () => {
        const values = answerOf(item).values;
        if (a.name === "answer" && values.answer?.length) { input.checked = values.answer.includes(value); return; }
        values[a.name] = [...group.querySelectorAll("input:checked")].map((i) => i.value);
        changed(item);
        if (a.name === "answer") onward();
      });
      // A second click takes a choice back that nobody has to make; a first answer and what is required stay.
      input.addEventListener("click", () => {
        if (input.type === "radio" && input.was && a.name !== "answer" && a.required !== "true") {
          input.checked = false;
          answerOf(item).values[a.name] = [];
          changed(item);
        }
        for (const other of group.querySelectorAll("input")) other.was = other.checked;
      });
      input.was = input.checked;
    }
    if (a.name === "answer") group.addEventListener("keydown", (event) => readOn(event, group));
    group.append(options);
    place.append(group);
  }
  function readOn(event, group) {
    // A first answer cannot be taken back: in its group the arrows move, and space or Enter answers.
    const inputs = [...group.querySelectorAll("input:not(:disabled)")];
    const at = inputs.indexOf(event.target);
    if (at < 0 || event.ctrlKey || event.altKey || event.metaKey) return;
    const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
    if (step) inputs[(at + step + inputs.length) % inputs.length].focus();
    else if (event.key === "Enter" && !event.repeat) event.target.click();
    else return;
    event.preventDefault();
  }
  function onward() {
    // The first answer is locked now: the focus goes to the question that is open instead of being lost.
    const open = [...by("item").querySelectorAll("fieldset")].find((g) => g.spec?.name === "answer_open" && visible(g));
    (open?.querySelector("input") ?? by("item")).focus({ preventScroll: true });
  }
  function area(node, item, place) {
    const a = node.attributes;
    const before = String(filled(a.value, item.task));
    const values = answerOf(item).values;
    if (a.name === "seen_rev") { values.seen_rev = [before]; return; }
    const id = "field-" + ++number;
    const box = make("textarea", { id, rows: a.rows || "2", dir: "auto" });
    box.value = values[a.name]?.[0] ?? before;
    box.before = before;
    box.addEventListener("input", () => { values[a.name] = [box.value]; changed(item, false); });
    const label = a.name === "comment" ? "Comment (optional)" : takeHeading();
    place.append(control(make("div", { class: "field" }, make("label", { for: id }, label), box), node));
  }
  function leaves(node, path = []) {
    return node.children.filter((c) => c.tag === "Choice").flatMap((child) => {
      const names = [...path, child.attributes.value];
      const below = leaves(child, names);
      return below.length ? below : [{ code: child.attributes.alias, name: names.join(" › "), hint: child.attributes.hint }];
    });
  }
  function taxonomy(node, item, place) {
    const a = node.attributes;
    const all = leaves(node);
    const most = Number(a.maxUsages || 2);
    const values = answerOf(item).values;
    values.category ??= [...(item.task.categories ?? [])];
    const legend = takeHeading();
    const group = control(make("fieldset", {}, make("legend", {}, legend)), node);
    const picked = make("div", { class: "picked" });
    const id = "field-" + ++number;
    const search = make("input", { type: "search", id, placeholder: "Search categories", "aria-label": "Search categories" });
    const list = make("select", { size: "6", "aria-label": "Categories that match" });
    const show = () => {
      picked.replaceChildren(...values.category.map((code) => {
        const name = all.find((l) => l.code === code)?.name ?? code;
        const button = make("button", { type: "button", "aria-label": "Remove " + name }, name + " ×");
        button.addEventListener("click", () => { values.category = values.category.filter((c) => c !== code); show(); changed(item); });
        return button;
      }));
    };
    const filter = () => {
      const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
      list.replaceChildren(...all.filter((l) => words.every((w) => l.name.toLowerCase().includes(w))).slice(0, 400)
        .map((l) => make("option", { value: l.code, title: l.hint }, l.name)));
      list.hidden = !words.length;
    };
    const add = () => {
      if (!list.value) return;
      values.category = [...values.category.filter((c) => c !== list.value), list.value].slice(-most);
      search.value = "";
      filter(); show(); changed(item); search.focus();
    };
    search.addEventListener("input", filter);
    search.addEventListener("keydown", (event) => {
      if (event.key === "ArrowDown" && !list.hidden) { list.focus(); list.selectedIndex = 0; event.preventDefault(); }
      if (event.key === "Enter" && !event.ctrlKey && list.options.length) { list.selectedIndex = 0; add(); event.preventDefault(); }
    });
    // One click or tap chooses; the arrows only move, so that the keyboard can read on before Enter.
    let pointed = false;
    list.addEventListener("pointerdown", () => { pointed = true; });
    list.addEventListener("change", () => { if (pointed) add(); });
    list.addEventListener("click", () => { if (pointed) add(); });
    list.addEventListener("keydown", (event) => {
      pointed = false;
      if (event.key === "Enter" && !event.ctrlKey) { add(); event.preventDefault(); }
    });
    group.append(picked, search, list);
    place.append(group);
    filter(); show();
  }

  // --- what is on the screen ------------------------------------------------------------------------------------
  function visible(element) {
    for (let at = element; at && at !== by("item").parentElement; at = at.parentElement) if (at.hidden) return false;
    return true;
  }
  function refresh(item) {
    const values = answerOf(item).values;
    // Views depend on controls inside other views: repeat until nothing changes.
    for (let pass = 0; pass < 6; pass++) {
      for (const view of by("item").querySelectorAll("div")) {
        if (!view.shownWhen) continue;
        const named = [...by("item").querySelectorAll("fieldset")].find((g) => g.spec?.name === view.shownWhen.name);
        const chosen = values[view.shownWhen.name] ?? [];
        const met = chosen.length > 0 && (!view.shownWhen.values || view.shownWhen.values.some((v) => chosen.includes(v)));
        // A control that is off the screen opens nothing; the skip is looked at wherever it is.
        const seen = view.shownWhen.unless || !named || visible(named);
        view.hidden = view.shownWhen.unless ? met : !(met && seen);
      }
    }
    // Digits answer the one question that is open.
    const open = [...by("item").querySelectorAll("fieldset")].filter((g) => ["answer", "answer_open"].includes(g.spec?.name) && visible(g));
    for (const group of open) {
      const locked = group.spec.name === "answer" && (values.answer?.length ?? 0) > 0;
      [...group.querySelectorAll("input")].forEach((input, i) => {
        input.hotkey = locked || i > 8 ? "" : String(i + 1);
        input.disabled = locked;
        const label = input.parentElement;
        label.querySelector("kbd")?.remove();
        if (input.hotkey) label.append(make("kbd", {}, input.hotkey));
      });
    }
    // A server takes a key also while its control is hidden, so its screens give these none; here a hidden control has no key.
    for (const group of by("item").querySelectorAll("fieldset")) {
      if (group.spec?.name !== "verdict") continue;
      for (const input of group.querySelectorAll("input")) {
        const key = { accept: "a", revise: "e", reject: "r", unsure: "u" }[input.value];
        if (input.hotkey || !key) continue;
        input.hotkey = key;
        input.parentElement.append(make("kbd", {}, key));
      }
    }
    const taken = (item.task.closed_choices ?? []).find((c) => c.alias === values.answer?.[0]);
    for (const kept of by("item").querySelectorAll(".cur-kept")) {
      kept.querySelector(".own")?.remove();
      if (taken) kept.append(make("div", { class: "own" }, `You answered: ${taken.value}`));
    }
    const all = items.map(answerOf);
    by("place").textContent = `${state.at + 1} of ${items.length} · ${all.filter((x) => x.done).length} done`;
    by("place").className = answerOf(item).done ? "done" : "";
  }
  function changed(item, redraw = true) {
    const answer = answerOf(item);
    answer.done = answer.done && missing(item).length === 0 && !undecided(item);
    note("");
    if (redraw) refresh(item);
    keep();
  }
  function missing(item) {
    const values = answerOf(item).values;
    const found = [];
    for (const element of by("item").querySelectorAll("fieldset, .field")) {
      const a = element.spec;
      if (!a || a.required !== "true" || !visible(element)) continue;
      if (!element.querySelector("input, textarea, select")) continue; // nothing can be chosen here
      if (!(values[a.name] ?? []).some((v) => String(v).trim())) found.push(a.requiredMessage || a.name);
    }
    return found;
  }
  function undecided(item) {
    // A dispute that is settled by nothing: said here, as nobody can be asked again once the file is sent.
    const values = answerOf(item).values;
    if (values.skip?.length) return "";
    const choice = values.choice?.[0];
    if (item.task.undecided?.includes(choice)) return "The person you take was not sure, so nothing is decided: choose another, or your own verdict.";
    const parts = [...by("item").querySelectorAll("fieldset")].filter((g) => g.spec?.name?.startsWith("mix_") && visible(g));
    if (choice === "mix" && !parts.some((g) => values[g.spec.name]?.length)) return "Mix of both: say of at least one part whose it is.";
    return "";
  }
  function count() {
    if (started && items.length && !document.hidden) answerOf(current()).seconds += Math.min(300, (Date.now() - started) / 1000);
    started = Date.now();
  }
  function show(index) {
    if (!items.length) { note("Nothing waits for you in this file."); return; }
    count();
    state.at = Math.max(0, Math.min(items.length - 1, index));
    const item = current();
    heading = "";
    last = null;
    number = 0;
    by("item").replaceChildren();
    by("title").textContent = item.group.heading;
    draw(item.group.layout, item, by("item"));
    own(item);
    refresh(item);
    keep();
    window.scrollTo(0, 0);
    by("item").querySelectorAll(".cur-left, .cur-side").forEach((e) => { e.scrollTop = 0; });
    by("item").focus();
  }
  function go(index) {
    note("");
    show(index);
  }
  function ended() {
    const left = items.filter((item) => !answerOf(item).done).length;
    return left ? `That was the last one, and ${left === 1 ? "1 item is" : `${left} items are`} not finished: go back to ${left === 1 ? "it" : "them"}, or save what you have.`
      : "That was the last one: save your answers as a file (Ctrl+S) and send it back.";
  }
  function own(item) {
    // What this person answered before the key was shown, beside the key.
    const answers = item.task.own_answers;
    if (!answers) return;
    const told = Object.entries(answers).map(([book, words]) => make("div", {}, `${book}: ${words}`));
    const card = make("div", { class: "cur-card own" }, make("h2", {}, "Your answers in round 1"), ...told);
    by("item").querySelector(".cur-key")?.before(card);
  }
  function wordless(item) {
    // Revise that changes nothing counts as an objection: said once, before the item is finished. Another key or option is a change.
    const values = answerOf(item).values;
    if (values.verdict?.[0] !== "revise" || values.swap_in?.length || values.key_edit?.length) return false;
    const edits = [...by("item").querySelectorAll(".field")].filter((e) => e.spec?.name?.endsWith("_edit") && visible(e));
    const boxes = edits.map((e) => e.querySelector("textarea"));
    return boxes.length > 0 && boxes.every((box) => box.value.trim() === box.before.trim());
  }
  function next() {
    const item = current();
    const wanting = missing(item);
    if (wanting.length) { note(wanting.join(" · ")); return; }
    const open = undecided(item);
    if (open) { note(open); return; }
    const values = answerOf(item).values;
    if (wordless(item) && warned !== item) {
      warned = item;
      note("You chose revise and changed no words: your reason counts as an objection. To leave it so, press Next again.");
      return;
    }
    const decided = ["verdict", "choice", "skip", "answer_open", "authored_text"].some((name) => values[name]?.length);
    // What a screen requires decides its item; nothing required is missing here. A first answer alone does not.
    const asked = [...by("item").querySelectorAll("fieldset, .field")].some((e) =>
      e.spec?.required === "true" && e.spec.name !== "answer" && visible(e) && values[e.spec.name]?.length);
    if (!decided && !asked) {
      note("Nothing is chosen yet."); return;
    }
    answerOf(item).done = true;
    note(state.at === items.length - 1 ? ended() : "");
    show(state.at + 1);
  }

  // --- the file -------------------------------------------------------------------------------------------------
  const TEXTS = ["comment", "seen_rev", "text_edit", "instruction_edit", "rubric_edit", "stem_edit", "options_edit", "explanation_edit", "authored_text"];
  function parts(item) {
    const answer = answerOf(item);
    const skipped = answer.values.skip?.length > 0;
    const found = [];
    // Only what is on the screen counts: the tree says what that is.
    const host = by("item");
    host.replaceChildren();
    draw(item.group.layout, item, host);
    refresh(item);
    const shown = new Set([...host.querySelectorAll("fieldset, .field")]
      .filter((e) => visible(e) || e.spec?.name === "answer").map((e) => e.spec?.name));
    shown.add("seen_rev");
    for (const [name, values] of Object.entries(answer.values)) {
      if (!shown.has(name) || !values.length || (skipped && !["skip", "seen_rev", "comment"].includes(name))) continue;
      if (name === "comment" && !values[0].trim()) continue;
      const type = name === "category" ? "taxonomy" : TEXTS.includes(name) ? "textarea" : "choices";
      const value = type === "taxonomy" ? { taxonomy: values.map((v) => [v]) } : type === "textarea" ? { text: values } : { choices: values };
      found.push({ from_name: name, to_name: "subject", type, value });
    }
    return found;
  }
  function file() {
    count();
    const done = items.filter((item) => answerOf(item).done);
    const answers = done.map((item) => ({
      project: item.group.project, item: item.id, result: parts(item), seconds: Math.round(answerOf(item).seconds * 10) / 10,
    }));
    show(state.at);
    return { format: data.format, version: data.version, ticket: data.ticket, answers, kept: state };
  }
  function save() {
    const made = file();
    if (!made.answers.length) { note("No item is finished yet (Ctrl+Enter finishes one)."); return; }
    const name = "answers-" + (data.round ? `round-${data.round}-` : "") + data.ticket.slice(0, 8) + ".json";
    const link = make("a", { download: name });
    link.href = URL.createObjectURL(new Blob([JSON.stringify(made, null, 1)], { type: "application/json" }));
    link.click();
    URL.revokeObjectURL(link.href);
    const left = items.flatMap((item, i) => answerOf(item).done ? [] : [i + 1]);
    const open = `${left.length === 1 ? "1 item is" : `${left.length} items are`} left: number ${left.slice(0, 12).join(", ")}${left.length > 12 ? " …" : ""}.`;
    const aside = items.flatMap((item, i) => answerOf(item).done && answerOf(item).values.skip?.length ? [i + 1] : []);
    const given = aside.length ? ` You left number ${aside.join(", ")} to somebody else.` : "";
    note(`Saved ${made.answers.length} of ${items.length} items as ${name}.${given} ` + (left.length
      ? `${open} Finish ${left.length === 1 ? "it" : "them"} and save again, or send the file as it is.`
      : "Send this file back to the person who sent you this page."));
  }
  async function load(event) {
    const chosen = event.target.files[0];
    if (!chosen) return;
    try {
      const read = JSON.parse(await chosen.text());
      if (read.ticket !== data.ticket) { note("That file was saved from another page."); return; }
      state = read.kept;
      show(state.at);
      note("Opened: you can go on where you saved.");
    } catch {
      note("That is not a file this page has saved.");
    }
    event.target.value = "";
  }

  // --- keys -----------------------------------------------------------------------------------------------------
  document.addEventListener("keydown", (event) => {
    if (by("help").open) return;
    if ((event.ctrlKey || event.metaKey) && event.key === "Enter") { event.preventDefault(); if (!event.repeat) next(); return; }
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s") { event.preventDefault(); save(); return; }
    if (event.altKey && event.key === "ArrowLeft") { event.preventDefault(); go(state.at - 1); return; }
    if (event.altKey && event.key === "ArrowRight") { event.preventDefault(); go(state.at + 1); return; }
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.target.matches("textarea, select, input[type=search]")) return;
    if (event.key === "?") { guide(); return; }
    const input = [...by("item").querySelectorAll("input")].find((i) => i.hotkey === event.key && !i.disabled && visible(i));
    if (!input) return;
    event.preventDefault();
    // A key that is held down would answer what the first press has opened.
    if (event.repeat) return;
    // A key pressed again leaves what it chose.
    if (input.type !== "radio" || !input.checked) input.click();
  });
  function guide() {
    by("help-text").innerHTML = current()?.group.guidelines ?? "";
    by("help").showModal();
  }
  by("next").addEventListener("click", next);
  by("back").addEventListener("click", () => go(state.at - 1));
  by("save").addEventListener("click", save);
  by("guide").addEventListener("click", guide);
  by("load").addEventListener("change", load);
  window.addEventListener("pagehide", () => { count(); keep(); });
  document.addEventListener("visibilitychange", () => { if (document.hidden) { count(); keep(); } else started = Date.now(); });

  restore();
  show(state.at);
  if (!kept) note("This browser keeps nothing for this page: save the file before you close it.");
})();
