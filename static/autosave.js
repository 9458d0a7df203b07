// Saves a page of answers in passing. Without it, or without JavaScript, the button saves just the same.

const form = document.querySelector("form[data-autosave]");
const status = document.querySelector("[data-autosave-status]");
const WAIT = 1500;

let timer = null;
let isSaving = false;
let isChanged = false;
let isUnsaved = false;
let isLeaving = false;

// The words stand over the foot of the page, so what somebody is typing in moves out from under them.
function say(words) {
  if (status.textContent === words) return;
  status.textContent = words;
  if (form.contains(document.activeElement)) document.activeElement.scrollIntoView({ block: "nearest" });
}

function describe(answer) {
  if (answer.problems.length === 0) return answer.saved;
  return `${answer.saved}, all but this: ${answer.problems.join(". ")}.`;
}

async function save() {
  if (isSaving) return;
  isSaving = true;
  isChanged = false;
  try {
    const response = await fetch(form.action, {
      method: "POST",
      body: new URLSearchParams(new FormData(form)),
      headers: { Accept: "application/json" },
      keepalive: true,
    });
    isUnsaved = !response.ok;
    if (response.ok) say(describe(await response.json()));
    else say("Not saved yet. Press the button at the end of this page to see why.");
  } catch {
    isUnsaved = true;
    say("Not saved: there is no connection. Your answers are still on this page.");
  }
  isSaving = false;
  if (isChanged) later();
}

function later() {
  isChanged = true;
  clearTimeout(timer);
  timer = setTimeout(save, WAIT);
}

// On a slow phone somebody may have answered before this script came.
function isDifferent(field) {
  return field.checked !== field.defaultChecked || field.value !== field.defaultValue;
}

// The button sends the whole page, so nothing has to be saved beside it.
function leaveByButton() {
  clearTimeout(timer);
  isChanged = false;
  isLeaving = true;
}

function keepUnsaved(event) {
  if (isUnsaved && !isLeaving) event.preventDefault();
}

if (form && status) {
  form.addEventListener("change", later);
  form.addEventListener("input", later);
  form.addEventListener("submit", leaveByButton);
  addEventListener("online", () => { if (isUnsaved) later(); });
  addEventListener("beforeunload", keepUnsaved);
  addEventListener("pagehide", () => { if (isChanged) save(); });
  if ([...form.querySelectorAll("input:not([type=hidden]), textarea")].some(isDifferent)) later();
}
