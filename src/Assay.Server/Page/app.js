// Puts the page together.

import * as api from './api.js';
import { Editor } from './editor.js';
import { Looking } from './looking.js';
import { Past } from './past.js';
import { Running } from './running.js';
import { holdsClaim, linkOf, textOf } from './sharing.js';

const Draft = 'draft';
const Given = 'given';
const Own = 'own';
const Invitation = 'Run the claim, and the answer appears here.';

const at = (id) => document.getElementById(id);
const parts = Object.fromEntries(['said', 'going', 'fraction', 'activity', 'elapsed', 'about', 'report'].map((id) => [id, at(id)]));
const [runButton, stopButton, shareButton, backButton, shareNote] = ['run_button', 'stop_button', 'share_button', 'back_button', 'share_note'].map(at);

const editor = new Editor(at('text_field'), at('line_numbers'));
const looking = new Looking(editor, at('problem_count'), at('problem_list'), at('draft_offer'));
const running = new Running(parts, (isOver) => {
  stopButton.hidden = isOver;
  runButton.setAttribute('aria-disabled', String(!isOver));
  if (isOver && document.activeElement === document.body) runButton.focus({ preventScroll: true });
  past.refresh(running.id);
  if (isOver) tabs.postMessage('decided');
});
const past = new Past(at('past_list'), at('past_empty'), (id) => go(`/runs/${id}`));

// Other tabs of this browser hear that there is something new.
const tabs = new BroadcastChannel('assay');
tabs.addEventListener('message', () => past.refresh(running.id));

let start = null;

async function run() {
  if (running.isGoing) return;
  runButton.setAttribute('aria-disabled', 'true');
  try {
    const { id } = await api.run(editor.text);
    history.pushState(null, '', `/runs/${id}`);
    running.show(await api.show(id));
    if (!running.isGoing) past.refresh(id);
    if (matchMedia('(max-width: 62rem)').matches) at('result_pane').scrollIntoView();
  } catch (error) {
    running.refuse(error.message);
  }
  if (!running.isGoing) runButton.setAttribute('aria-disabled', 'false');
}

// Puts a text into the editor. What the user wrote himself stays within reach.
function write(text) {
  const before = sessionStorage.getItem(Draft) ?? '';
  if (before !== text && before.trim() !== '' && before !== sessionStorage.getItem(Given)) sessionStorage.setItem(Own, before);
  if (editor.text !== text) editor.replace(text);
  sessionStorage.setItem(Draft, text);
  sessionStorage.setItem(Given, text);
  backButton.hidden = (sessionStorage.getItem(Own) ?? text) === text;
  shareNote.textContent = '';
  looking.soon(0);
}

function bringBack() {
  const text = sessionStorage.getItem(Own);
  sessionStorage.removeItem(Own);
  write(text);
  sessionStorage.removeItem(Given);
  backButton.hidden = true;
  editor.focus();
}

function go(path) {
  history.pushState(null, '', path);
  return arrive();
}

// Shows what the address says.
async function arrive() {
  const id = location.pathname.match(/^\/runs\/([a-z0-9]+)$/)?.[1];
  if (id && id === running.id) return;
  stopButton.hidden = true;
  runButton.setAttribute('aria-disabled', 'false');
  if (id) {
    try {
      const found = await api.show(id);
      write(found.text);
      running.show(found);
    } catch (error) {
      running.clear(error.status === 404 ? 'This run is not in the history of this server.' : error.message);
    }
  } else if (holdsClaim(location.hash)) {
    const text = await textOf(location.hash, start?.textBytes ?? 262144);
    running.clear(text === null ? 'The claim in this link is damaged or too large.' : 'This claim came with the link. Read it, and run it.');
    if (text !== null) write(text);
  } else {
    running.clear(Invitation);
    write(sessionStorage.getItem(Draft) ?? start?.examples[0]?.text ?? '');
  }
  past.refresh(running.id);
}

function offer(example) {
  const button = document.createElement('button');
  button.type = 'button';
  const words = example.name.replaceAll('-', ' ');
  button.textContent = words[0].toUpperCase() + words.slice(1);
  button.addEventListener('click', () => {
    if (location.pathname !== '/') history.pushState(null, '', '/');
    if (!running.isGoing) running.clear(Invitation);
    write(example.text);
    past.refresh(running.id);
  });
  return button;
}

async function share() {
  const link = await linkOf(editor.text);
  try {
    await navigator.clipboard.writeText(link);
    shareNote.textContent = `The link is copied. It holds the claim itself, ${link.length} characters, and works on any Assay server.`;
  } catch {
    // Without leave to write to the clipboard the address bar has it.
    history.replaceState(null, '', link);
    shareNote.textContent = 'The link is in the address bar. It holds the claim itself, and works on any Assay server.';
  }
}

runButton.addEventListener('click', run);
stopButton.addEventListener('click', () => running.stop());
shareButton.addEventListener('click', share);
backButton.addEventListener('click', bringBack);
editor.onChange(() => {
  sessionStorage.setItem(Draft, editor.text);
  shareNote.textContent = '';
});
document.addEventListener('keydown', (event) => {
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    run();
  }
});
addEventListener('popstate', arrive);
addEventListener('hashchange', () => { if (holdsClaim(location.hash)) arrive(); });

try {
  start = await api.start();
  at('example_list').replaceChildren(...start.examples.map(offer));
  at('version_note').textContent = `Assay ${start.version}. Claims are translated and never executed; they can name no file and reach no network. A submission may take ${start.seconds} s.`;
} catch (error) {
  running.refuse(error.message);
}
await arrive();
