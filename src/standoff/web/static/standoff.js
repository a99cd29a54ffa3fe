// What a browser adds to pages that work without it: keys, copying, a drop zone, progress, layers. Data enters the page as text only.

const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const live = document.getElementById("live");
const server = document.currentScript === null; // the files of a folder have this as a script that is no module

function say(text) {
  if (!live) return;
  live.textContent = "";
  requestAnimationFrame(() => { live.textContent = text; });
}

// 1 What is remembered. Storage may be forbidden; then nothing is.
const memory = {
  get(name) {
    try { return localStorage.getItem(name); } catch { return null; }
  },
  set(name, value) {
    try { localStorage.setItem(name, value); } catch { /* the choice holds for this page */ }
  },
};

// 2 The current item. Only an outline moves: the focus stays where it is.
let current = null;
const items = () => all("[data-item]").filter((item) => item.getClientRects().length);

function mark(item) {
  current?.classList.remove("is-current");
  current = item;
  item.classList.add("is-current");
  item.scrollIntoView({ block: "nearest" });
}

function step(by) {
  const list = items();
  if (!list.length) return;
  let at = list.indexOf(current);
  // At first, the item that is on the screen, not the first of the page.
  if (at < 0) at = list.findIndex((item) => item.getBoundingClientRect().bottom > 60) - (by > 0 ? 1 : 0);
  mark(list[Math.min(list.length - 1, Math.max(0, at + by))]);
}

function open() {
  const href = current?.dataset.href ?? current?.querySelector("a[data-open]")?.getAttribute("href");
  if (href) location.assign(href);
}

// In a queue the next item takes the place of the one that was judged; what was judged last can be taken back from there.
function judge(key) {
  const button = current?.querySelector(`[data-judge] [data-key="${key}"]`)
    ?? (key === "u" ? document.querySelector('.decided [data-judge] [data-key="u"]') : null);
  if (!button) return false;
  if (current) memory.set("standoff.at", `${items().indexOf(current)} ${location.pathname}${location.search}`);
  button.click();
  return true;
}

function resume() {
  const [at, path] = (memory.get("standoff.at") ?? "").split(/ (.*)/s);
  memory.set("standoff.at", "");
  const list = items();
  if (path === location.pathname + location.search && list.length) mark(list[Math.min(Number(at) || 0, list.length - 1)]);
}

// 3 Citations
function select(element) {
  const range = document.createRange();
  range.selectNodeContents(element);
  const selection = getSelection();
  selection.removeAllRanges();
  selection.addRange(range);
}

async function copy(text, block) {
  try {
    await navigator.clipboard.writeText(await text);
    say("Citation copied");
    return true;
  } catch {
    if (block) {
      const details = block.closest("details");
      if (details) details.open = true;
      select(block);
    }
    say(block ? "The browser did not let the page copy. The words are selected." : "The browser did not let the page copy.");
    return false;
  }
}

async function fetched(address) {
  const answer = await fetch(address, { headers: { accept: "text/plain" } });
  if (!answer.ok) throw new Error(String(answer.status));
  return (await answer.text()).trim();
}

// Files have no server to ask for a citation: there it is what the item says, and the file that it stands in.
function read(item) {
  const shown = item.cloneNode(true);
  for (const part of all("svg, button, details, .sr, .number", shown)) part.remove();
  const file = document.querySelector(".permalink .address")?.textContent ?? "";
  return `${shown.textContent.replace(/\s+/g, " ").trim()} (${document.querySelector(".case-name")?.textContent ?? ""}, ${file})`;
}

async function copyFrom(button) {
  const from = button.dataset.copyFrom && document.getElementById(button.dataset.copyFrom);
  const block = from || button.closest("[data-item], .passage")?.querySelector(".words");
  const said = button.textContent;
  const done = await copy(from ? from.textContent : fetched(button.dataset.copy), block);
  if (!done) return;
  button.textContent = "copied";
  setTimeout(() => { button.textContent = said; }, 2000);
}

function copyCurrent() {
  const item = current ?? document.querySelector("[data-citation] pre");
  if (!item) return;
  if (item.dataset.cite) copy(fetched(item.dataset.cite), item.querySelector(".words") ?? item);
  else copy(server ? item.textContent.trim() : read(item), item);
}

for (const button of all("button[data-copy], button[data-copy-from]")) {
  button.hidden = false;
  button.addEventListener("click", () => copyFrom(button));
}

// 4 Keys: single ones, outside fields, without modifiers, and they can be switched off.
const VIEWS = new Map();
const NAMES = { a: "account", d: "disputes", t: "timeline", f: "faultlines", o: "outlets", c: "claims", l: "ledger", q: "unknowns", p: "actors", r: "review", i: "ingest", x: "export", m: "method" };
for (const [key, name] of Object.entries(NAMES)) {
  const link = document.querySelector(`nav.views a[data-view="${name}"]`);
  if (link) VIEWS.set(key, link);
}
const toggle = document.querySelector("[data-keys-switch]");
let keysOn = memory.get("standoff.keys") !== "off";
let going = 0;

const ACTIONS = {
  "/": () => document.querySelector("input[type=search]")?.focus(),
  j: () => step(1),
  k: () => step(-1),
  c: () => copyCurrent(),
  y: () => judge("y"),
  n: () => judge("n"),
  u: () => judge("u"),
  g: () => { going = Date.now(); },
  "?": () => {
    const keys = document.getElementById("keys");
    keys?.scrollIntoView({ block: "center" });
    keys?.querySelector("h2")?.focus({ preventScroll: true });
  },
};

function showKeys() {
  document.documentElement.classList.toggle("keys-on", keysOn);
  if (toggle) toggle.checked = keysOn;
}

if (toggle) {
  toggle.closest("label").hidden = false;
  toggle.addEventListener("change", () => {
    keysOn = toggle.checked;
    memory.set("standoff.keys", keysOn ? "on" : "off");
    showKeys();
  });
}
showKeys();

const inField = (target) => target instanceof Element && target.closest("input:not([type=checkbox]), textarea, select, [contenteditable]");

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && inField(event.target)) event.target.blur();
  if (!keysOn || event.ctrlKey || event.metaKey || event.altKey || event.isComposing || inField(event.target)) return;
  const view = Date.now() - going < 1500 && VIEWS.get(event.key);
  going = 0;
  if (view) {
    event.preventDefault();
    view.click();
  } else if (event.key === "Enter") {
    // Enter on a link or button is the browser's.
    if (current && !(event.target instanceof Element && event.target.closest("a, button, summary, label, input"))) open();
  } else if (Object.hasOwn(ACTIONS, event.key)) {
    event.preventDefault();
    ACTIONS[event.key]();
  }
});

// After a judgement the page comes back to the anchor of what was judged: go on from there.
const anchored = location.hash.length > 1 && document.getElementById(location.hash.slice(1))?.closest("[data-item]");
if (anchored) mark(anchored);

// 5 Files dropped on the page instead of chosen
for (const zone of all("[data-drop]")) {
  const input = zone.querySelector("input[type=file]");
  const list = zone.querySelector("[data-chosen]");
  const show = () => {
    list.hidden = !input.files.length;
    list.replaceChildren(...[...input.files].map((file) => {
      const row = document.createElement("li");
      row.textContent = file.name;
      return row;
    }));
  };
  const over = (on) => (event) => {
    event.preventDefault();
    zone.classList.toggle("is-over", on);
  };
  zone.classList.add("can-drop");
  zone.addEventListener("dragenter", over(true));
  zone.addEventListener("dragover", over(true));
  zone.addEventListener("dragleave", over(false));
  zone.addEventListener("drop", (event) => {
    over(false)(event);
    if (!event.dataTransfer?.files.length) return;
    input.files = event.dataTransfer.files;
    show();
    say(`${input.files.length} chosen`);
  });
  input.addEventListener("change", show);
}

// 6 Progress of a job: [data-field=NAME] shows a value of the job, within [data-row=N] one of its input N.
function put(place, value) {
  const text = String(value ?? "");
  if (place.textContent !== text) place.textContent = text;
}

function update(root, job) {
  for (const place of all("[data-field]", root)) if (!place.closest("[data-row]")) put(place, job[place.dataset.field]);
  const template = root.querySelector("template[data-poll-row]");
  job.inputs.forEach((input, n) => {
    let row = root.querySelector(`[data-row="${n}"]`);
    if (!row && template) {
      row = template.content.firstElementChild.cloneNode(true);
      row.dataset.row = n;
      template.parentNode.insertBefore(row, template);
    }
    if (row) for (const place of all("[data-field]", row)) put(place, input[place.dataset.field]);
  });
}

async function poll(root) {
  let misses = 0;
  while (misses < 10) {
    await new Promise((next) => setTimeout(next, 1000));
    try {
      const answer = await fetch(root.dataset.poll, { headers: { accept: "application/json" }, cache: "no-store" });
      if (!answer.ok) throw new Error(String(answer.status));
      const job = await answer.json();
      misses = 0;
      update(root, job);
      if (job.over) {
        // The page as it now stands has links that a row of text has not.
        location.reload();
        return;
      }
    } catch {
      misses += 1;
    }
  }
}

for (const root of all("[data-poll]")) poll(root);

// 7 Layers of the reader, at once; the address follows, so that it can be kept
for (const form of all("[data-layers]")) {
  const target = document.getElementById(form.dataset.layers);
  const button = form.querySelector("button");
  if (button) button.hidden = true;
  for (const box of all("input[hidden]", form)) if (box.type === "checkbox") box.hidden = false;
  form.addEventListener("change", () => {
    for (const box of all("input[type=checkbox]", form)) target?.classList.toggle(`on-${box.value}`, box.checked);
    if (!server) return;
    const address = new URL(form.action);
    for (const [name, value] of new FormData(form)) address.searchParams.append(name, value);
    history.replaceState(null, "", address.pathname + address.search + location.hash);
  });
}

resume();
