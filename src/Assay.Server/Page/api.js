// Talks to the server. Each tab has a name of its own, so that tabs take turns.

const tab = sessionStorage.getItem('tab') ?? crypto.randomUUID();
sessionStorage.setItem('tab', tab);

/** Why the server refused something; the message is for people. */
export class Refused extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

async function ask(path, options = {}) {
  let answer;
  try {
    answer = await fetch(path, options);
  } catch (error) {
    if (error.name === 'AbortError') throw error;
    throw new Refused(0, 'The server does not answer. Is assay serve still running?');
  }
  const isJson = (answer.headers.get('Content-Type') ?? '').startsWith('application/json');
  const body = isJson ? await answer.json() : null;
  if (!answer.ok) throw new Refused(answer.status, body?.error ?? `The server answered ${answer.status}.`);
  return body;
}

const send = (path, text, signal) => ask(path, {
  method: 'POST',
  headers: { 'Content-Type': 'application/json', 'Assay-Tab': tab },
  body: JSON.stringify({ text }),
  signal,
});

export const start = () => ask('/api/start');
export const look = (text, signal) => send('/api/look', text, signal);
export const run = (text) => send('/api/runs', text);
export const list = () => ask('/api/runs');
export const show = (id) => ask(`/api/runs/${encodeURIComponent(id)}`);
export const cancel = (id) => ask(`/api/runs/${encodeURIComponent(id)}/cancel`, { method: 'POST' });
export const forget = (id) => ask(`/api/runs/${encodeURIComponent(id)}`, { method: 'DELETE' });
export const events = (id) => new EventSource(`/api/runs/${encodeURIComponent(id)}/events`);
