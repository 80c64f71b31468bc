"use strict";
// The page of `kg review`. It holds no truth of its own: every decision is sent at once, and what comes back is shown.
const $ = (id) => document.getElementById(id);
const el = (tag, props = {}, ...children) => {
  const node = document.createElement(tag);
  for (const [key, value] of Object.entries(props)) {
    if (key === "class") node.className = value;
    else if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
    else if (key in node && !key.startsWith("aria")) node[key] = value;
    else node.setAttribute(key, value);
  }
  node.append(...children.filter((c) => c !== null && c !== undefined));
  return node;
};
let form, text, state, shown = [], at = null, draft = null, placeAt = 0;

const get = async (path) => (await fetch(path)).json();
const post = async (path, body) => {
  const answer = await fetch(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
  return { ok: answer.ok, status: answer.status, data: await answer.json() };
};
const say = (message) => { $("message").textContent = message || ""; $("message").hidden = !message; };
const words = (id) => String(id ?? "").replaceAll("-", " ").replaceAll("_", " ");

// Items of all lists in one form; a field of the review is an item too.
function items() {
  const out = [];
  const review = state.sheet.review;
  for (const field of form.fields.review) {
    out.push({ kind: "review", id: field.name, value: review[field.name], evidence: (review.evidence || {})[field.name] || [],
      origin: (review.origin || {})[field.name] || null, field });
  }
  for (const kind of form.lists.slice(1)) for (const item of state.sheet[kind]) out.push({ kind, id: item.id, item, evidence: item.evidence, origin: item.origin });
  return out;
}
function status(entry) {
  const origin = entry.origin;
  if (!origin) return "unreviewed";
  if (origin.by === "person" && !["rejected", "corrected"].includes(origin.status)) return "added";
  return origin.status || "unreviewed";
}
const decided = (entry) => status(entry) !== "unreviewed";
function label(entry) {
  if (entry.kind === "review") return `${words(entry.id)}: ${entry.value ?? "not stated"}`;
  const i = entry.item;
  const of = {
    persons: () => `${i.label} (${words(i.role)})`,
    deaths: () => `${i.victim}, ${words(i.death_type)}`,
    agencies: () => i.name,
    risk_factors: () => `${words(i.factor)}, ${i.subject}`,
    contacts: () => `${i.date} ${i.agency}: ${words(i.kind)}`,
    missed_opportunities: () => `${words(i.type)}: ${i.agency ?? "no particular agency"}`,
    good_practice: () => i.agency ?? "no particular agency",
    recommendations: () => `${i.number ?? "(no number)"} to ${i.addressees.join(", ") || "all"}`,
  };
  return of[entry.kind]();
}
const doubt = (entry) => entry.origin?.confidence ?? (entry.kind === "review" && entry.value === null ? 0.5 : 0.75);
const worth = (entry) => state.worth[entry.kind]?.[entry.id] ?? 0;
const line = (entry) => entry.evidence.length ? entry.evidence[0].lines[0] : 1e9;

function refresh(keep) {
  const list = $("list").value, show = $("show").value;
  shown = items().filter((e) => (list === "all" || e.kind === list) && (show === "all" || decided(e) === (show === "decided")));
  const order = $("order").value;
  if (order === "worth") shown.sort((a, b) => decided(a) - decided(b) || worth(b) - worth(a) || line(a) - line(b));
  else if (order === "doubt") shown.sort((a, b) => decided(a) - decided(b) || doubt(a) - doubt(b) || line(a) - line(b));
  else shown.sort((a, b) => line(a) - line(b));
  $("progress").textContent = `${state.decided} of ${state.total} items decided`;
  $("undo").disabled = !state.can_undo;
  const box = $("items");
  box.replaceChildren(...shown.map((entry, n) => el("li", { role: "option", id: `i${n}`, class: status(entry), onclick: () => choose(n) },
    el("span", { class: "what" }, label(entry)),
    el("small", {}, form.titles[entry.kind], entry.origin?.confidence != null ? ` · sure ${Math.round(entry.origin.confidence * 100)}%` : "", " ",
      decided(entry) ? el("span", { class: `state ${status(entry)}` }, status(entry)) : "")))); 
  if (!shown.length) box.append(el("li", { class: "empty" }, "Nothing here. Choose another list, or show all."));
  const found = keep ? shown.findIndex((e) => e.kind === keep.kind && e.id === keep.id) : -1;
  choose(found >= 0 ? found : Math.min(keep?.n ?? 0, shown.length - 1));
}

function choose(n) {
  draft = null;
  at = n >= 0 && n < shown.length ? n : null;
  document.querySelectorAll("#items li").forEach((li, i) => li.setAttribute("aria-selected", String(i === at)));
  if (at === null) { $("item").replaceChildren(); $("items").removeAttribute("aria-activedescendant"); places([]); return; }
  $("items").setAttribute("aria-activedescendant", `i${at}`);
  $(`i${at}`).scrollIntoView({ block: "nearest" });
  showItem(shown[at]);
  placeAt = 0;
  places(shown[at].evidence, true);
}

// The text
function drawText() {
  const box = $("lines");
  if (!text.lines) { box.replaceChildren(el("p", { class: "empty" }, `The text ${text.source ? `(${text.source}) ` : ""}is not at hand. Start again with --text FILE to see the passages.`)); return; }
  const headings = new Set(text.headings);
  box.replaceChildren(...text.lines.map((words, i) => el("div", { class: headings.has(i + 1) ? "l heading" : "l", id: `l${i + 1}` },
    el("button", { type: "button", tabIndex: -1, "aria-label": `line ${i + 1}`, onclick: (e) => pick(i + 1, e.shiftKey) }, String(i + 1)), el("span", {}, words))));
}
function places(evidence, go) {
  document.querySelectorAll(".place-here").forEach((n) => n.classList.remove("place-here"));
  if (!text.lines) return;
  for (const place of evidence) for (let n = place.lines[0]; n <= place.lines[1]; n++) $(`l${n}`)?.classList.add("place-here");
  if (go && evidence.length) $(`l${evidence[Math.min(placeAt, evidence.length - 1)].lines[0]}`)?.scrollIntoView({ block: "center" });
}
function paragraphAt(n) { return (text.passages || []).find(([first, last]) => first <= n && n <= last); }
function pick(n, extend) {
  if (!draft) return;
  const last = draft.evidence[draft.evidence.length - 1];
  if (extend && last) { last.lines = [Math.min(last.lines[0], n), Math.max(last.lines[0], n)]; last.quote = null; }
  else { const p = paragraphAt(n); draft.evidence.push({ lines: [n, n], paragraph: p ? p[2] : null, page: p ? p[3] : null, quote: null }); }
  drawPlaces(); places(draft.evidence);
}

// The item
function showItem(entry) {
  const origin = entry.origin;
  const parts = (...nodes) => nodes.filter((n) => n !== null);
  const editable = entry.kind === "review" ? [entry.field] : form.fields[entry.kind];
  const values = entry.kind === "review" ? { [entry.id]: entry.value } : entry.item;
  draft = { kind: entry.kind, id: entry.id, evidence: structuredClone(entry.evidence), adding: false };
  $("item").replaceChildren(...parts(
    el("h2", {}, label(entry)),
    el("div", { class: "decide buttons" },
      el("button", { type: "button", class: "accept", onclick: () => decide("accept") }, "Accept ", el("kbd", {}, "a")),
      el("button", { type: "button", onclick: () => save() }, "Save correction ", el("kbd", {}, "Ctrl+Enter")),
      el("button", { type: "button", class: "reject", onclick: () => decide("reject") }, "Reject ", el("kbd", {}, "r")),
      decided(entry) && status(entry) !== "added" ? el("button", { type: "button", onclick: () => decide("undecide") }, "Take back ", el("kbd", {}, "o")) : null),
    el("p", { class: "meta" }, `${form.titles[entry.kind]} · ${status(entry)}`, origin?.rule ? ` · found by ${origin.rule}` : "",
      origin?.confidence != null ? ` · sure ${Math.round(origin.confidence * 100)}%` : ""),
    origin?.was ? el("p", { class: "was" }, "The machine had said: ", Object.entries(origin.was).filter(([k]) => k !== "evidence").map(([k, v]) => `${words(k)} ${typeof v === "object" && v !== null ? JSON.stringify(v) : v ?? "not stated"}`).join("; ") || "other places") : null,
    fieldsForm(editable, values, origin?.note)));
  drawPlaces();
}
function fieldsForm(editable, values, note) {
  const box = el("form", { id: "fields", onsubmit: (e) => { e.preventDefault(); save(); } });
  for (const field of editable) box.append(input(field, values[field.name]));
  box.append(el("div", { class: "field" }, el("h3", {}, "Where it stands"), el("p", { class: "hint" }, "Lines of the text, first to last. A click on a line's number adds a place."), el("div", { id: "places" })));
  box.append(el("div", { class: "field" }, el("label", { htmlFor: "f-note" }, "Note (why)"), el("textarea", { id: "f-note", rows: 2, value: note || "" })));
  box.append(el("button", { class: "vh", tabIndex: -1 }, "Save"));
  return box;
}
function options(field) {
  const sheet = state.sheet;
  if (field.scheme) return Object.entries(form.vocabularies[field.scheme]).map(([id, says]) => [id, words(id), says]);
  if (["agency", "agencies"].includes(field.how)) return sheet.agencies.map((a) => [a.name, a.name, ""]);
  if (["person", "persons"].includes(field.how)) return sheet.persons.map((p) => [p.label, `${p.label} (${words(p.role)})`, ""]);
  if (field.how === "yes-no") return [["true", "yes", ""], ["false", "no", ""]];
  return [];
}
function control(field, value, id) {
  const several = ["terms", "agencies", "persons"].includes(field.how);
  if (["term", "agency", "person", "yes-no"].includes(field.how) || several) {
    const chosen = new Set((several ? value || [] : [value]).map(String));
    const select = el("select", { id, multiple: several });
    if (!several) select.append(el("option", { value: "" }, field.required ? "choose" : "not stated"));
    for (const [key, name, says] of options(field)) select.append(el("option", { value: key, title: says, selected: value !== null && value !== undefined && chosen.has(key) }, name));
    return select;
  }
  if (field.how === "long") return el("textarea", { id, rows: 4, value: value ?? "" });
  const shownValue = field.how === "texts" ? (value || []).join("; ") : value ?? "";
  return el("input", { id, type: "text", value: String(shownValue), inputMode: ["integer", "number"].includes(field.how) ? "decimal" : "text", placeholder: field.how === "date" ? "2014-05-27, 2014-05 or 2014" : field.how === "texts" ? "separate with ;" : "" });
}
function read(field, node) {
  const several = ["terms", "agencies", "persons"].includes(field.how);
  if (several) return [...node.selectedOptions].map((o) => o.value);
  const raw = node.value.trim();
  if (field.how === "texts") return raw ? raw.split(";").map((t) => t.trim()).filter(Boolean) : [];
  if (raw === "") return null;
  if (field.how === "yes-no") return raw === "true";
  if (["integer", "number"].includes(field.how)) { const n = Number(raw); if (Number.isNaN(n)) throw new Error(`${words(field.name)}: ${raw} is not a number`); return n; }
  return raw;
}
function input(field, value) {
  const id = `f-${field.name}`;
  if (field.how !== "table") return el("div", { class: "field" }, el("label", { htmlFor: id }, words(field.name), field.required ? " (needed)" : ""), control(field, value, id));
  const rows = el("div", { id });
  const addRow = (row) => {
    const line = el("div", { class: "row" });
    line.row = row;
    for (const column of field.columns) line.append(el("label", {}, words(column.name), control(column, row[column.name], "")));
    line.append(el("button", { type: "button", "aria-label": "take this row away", onclick: () => line.remove() }, "×"));
    rows.append(line);
  };
  (value || []).forEach(addRow);
  return el("div", { class: "field" }, el("span", { class: "name" }, words(field.name)), rows, el("button", { type: "button", onclick: () => addRow({}) }, "add a row"));
}
function readTable(field) {
  return [...$(`f-${field.name}`).children].map((line) => {
    const row = { ...line.row };
    field.columns.forEach((column, n) => { row[column.name] = read(column, line.querySelectorAll("input, select")[n]); });
    if (field.name === "actions" && !row.evidence) row.evidence = structuredClone(draft.evidence);
    return row;
  });
}
function drawPlaces() {
  const box = $("places");
  if (!box) return;
  box.replaceChildren(...draft.evidence.map((place, n) => el("div", { class: "place" },
    el("label", {}, el("span", { class: "vh" }, "first line"), el("input", { type: "text", inputMode: "numeric", value: String(place.lines[0]), onchange: (e) => { place.lines[0] = Number(e.target.value); place.quote = null; places(draft.evidence); } })), "to",
    el("label", {}, el("span", { class: "vh" }, "last line"), el("input", { type: "text", inputMode: "numeric", value: String(place.lines[1]), onchange: (e) => { place.lines[1] = Number(e.target.value); place.quote = null; places(draft.evidence); } })),
    place.paragraph ? el("span", { class: "hint" }, `paragraph ${place.paragraph}`) : "",
    el("button", { type: "button", onclick: () => { placeAt = n; places(draft.evidence, true); } }, "show"),
    el("button", { type: "button", "aria-label": "take this place away", onclick: () => { draft.evidence.splice(n, 1); drawPlaces(); places(draft.evidence); } }, "×"))));
}

function add() {
  const kind = $("list").value;
  if (kind === "all" || kind === "review") { say("Choose one list first, then add to it."); $("list").focus(); return; }
  say("");
  draft = { kind, id: null, evidence: [], adding: true };
  $("item").replaceChildren(el("h2", {}, `Add to ${form.titles[kind].toLowerCase()}`),
    el("div", { class: "decide buttons" }, el("button", { type: "button", class: "accept", onclick: () => save() }, "Add ", el("kbd", {}, "Ctrl+Enter")),
      el("button", { type: "button", onclick: () => choose(at ?? 0) }, "Leave ", el("kbd", {}, "Esc"))),
    fieldsForm(form.fields[kind], {}, ""));
  places([]);
  $("fields").querySelector("input, select, textarea").focus();
}
async function send(action, values) {
  const entry = draft.adding ? null : shown[at];
  const note = $("f-note")?.value.trim();
  const answer = await post("decide", { action, kind: draft.kind, item: draft.id, values, version: state.version, note: note || (entry?.origin?.note ? "" : null) });
  const kept = { kind: draft.kind, id: answer.data.item ?? draft.id, n: at ?? 0 };
  if (answer.data.sheet) state = answer.data;
  if (!answer.ok) { say(answer.data.error || "This could not be kept."); if (answer.status === 409) refresh(kept); return; }
  say("");
  refresh(draft.adding && $("show").value !== "open" ? kept : action === "undecide" ? kept : { n: at ?? 0, ...($("show").value === "open" ? {} : kept) });
  if ($("show").value !== "open" && !draft?.adding && action !== "undecide") move(1);
  $("items").focus();
}
async function decide(action) { if (at === null || !draft || draft.adding) return; await send(action, null); }
async function save() {
  if (!draft) return;
  try {
    const values = { evidence: draft.evidence };
    if (draft.kind === "review") values.value = read(shown[at].field, $(`f-${draft.id}`));
    else for (const field of form.fields[draft.kind]) values[field.name] = field.how === "table" ? readTable(field) : read(field, $(`f-${field.name}`));
    if (draft.kind !== "review") {
      const lost = form.fields[draft.kind].find((f) => f.required && (values[f.name] === null || values[f.name] === ""));
      if (lost) throw new Error(`${words(lost.name)} is needed`);
      if (!draft.evidence.length) throw new Error("Say where it stands: click the number of a line in the text");
    }
    await send(draft.adding ? "add" : "correct", values);
  } catch (error) { say(error.message); }
}
function move(by) { if (shown.length) choose(Math.max(0, Math.min(shown.length - 1, (at ?? 0) + by))); }
async function undo() {
  const answer = await post("undo", { version: state.version });
  if (answer.data.sheet) state = answer.data;
  say(answer.ok ? "" : answer.data.error);
  refresh(at !== null ? { ...shown[at], n: at } : null);
}
function find() {
  const wanted = $("find").value.trim().toLowerCase();
  document.querySelectorAll(".l.hit").forEach((n) => n.classList.remove("hit"));
  if (!wanted || !text.lines) { $("found").textContent = ""; return; }
  const hits = text.lines.flatMap((t, i) => t.toLowerCase().includes(wanted) ? [i + 1] : []);
  hits.forEach((n) => $(`l${n}`).classList.add("hit"));
  $("found").textContent = `${hits.length} line${hits.length === 1 ? "" : "s"}`;
  if (hits.length) { find.at = find.last === wanted ? (find.at + 1) % hits.length : 0; find.last = wanted; $(`l${hits[find.at]}`).scrollIntoView({ block: "center" }); }
}
document.addEventListener("keydown", (e) => {
  const typing = e.target.matches("input, select, textarea");
  if (e.key === "Enter" && (e.ctrlKey || e.metaKey)) { e.preventDefault(); save(); return; }
  if (e.key === "Escape" && typing) { if (draft) choose(at ?? 0); $("items").focus(); return; }
  if (e.target.id === "find" && e.key === "Enter") { e.preventDefault(); find(); return; }
  if (typing || e.ctrlKey || e.metaKey || e.altKey || $("help").open) return;
  const keys = { j: () => move(1), k: () => move(-1), ArrowDown: () => move(1), ArrowUp: () => move(-1), a: () => decide("accept"), r: () => decide("reject"), o: () => decide("undecide"), n: add, u: undo,
    e: () => $("fields")?.querySelector("input, select, textarea")?.focus(), p: () => { if (draft) { placeAt = (placeAt + 1) % Math.max(1, draft.evidence.length); places(draft.evidence, true); } }, "/": () => $("find").focus(), "?": () => $("help").showModal() };
  if (keys[e.key] && !(e.key.startsWith("Arrow") && e.target.id === "lines")) { e.preventDefault(); keys[e.key](); }
});
async function begin() {
  [form, text, state] = await Promise.all([get("form.json"), get("text.json"), get("state.json")]);
  document.title = `Correct ${state.sheet.review.id}`;
  $("title").textContent = state.sheet.review.title;
  $("path").textContent = state.path;
  $("list").append(el("option", { value: "all" }, "all"), ...form.lists.map((k) => el("option", { value: k }, form.titles[k])));
  for (const id of ["list", "show", "order"]) $(id).addEventListener("change", () => refresh(null));
  $("add").addEventListener("click", add); $("undo").addEventListener("click", undo);
  $("help-open").addEventListener("click", () => $("help").showModal());
  $("finish").addEventListener("click", async () => { await post("finish", { finished: true }); document.body.replaceChildren(el("p", { class: "empty" }, "Every decision is saved. You may close this window.")); });
  drawText(); refresh(null); $("items").focus(); document.body.dataset.ready = "yes";
}
begin().catch((error) => say(`The page could not be read: ${error.message}`));
