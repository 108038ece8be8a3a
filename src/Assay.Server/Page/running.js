// Runs a claim and shows what happens to it, also after the connection was lost or the page was loaded anew.

import * as api from './api.js';

const sentence = {
  waiting: 'Waiting for its turn.',
  running: 'Deciding.',
  cancelled: 'Stopped.',
};

const plural = (count, noun) => `${count} ${noun}${count === 1 ? '' : 's'}`;

/** How a run came out, in a sentence. */
export function summaryOf(verdicts) {
  if (verdicts.length === 0) return 'No claim was decided.';
  const counts = new Map();
  for (const { word } of verdicts) counts.set(word, (counts.get(word) ?? 0) + 1);
  const parts = [...counts].map(([word, count]) => `${count} ${word}`);
  const others = verdicts.filter(({ isExpected }) => !isExpected).length;
  if (others > 0) parts.push(`${others} not as expected`);
  return `${plural(verdicts.length, 'claim')}: ${parts.join(', ')}.`;
}

export class Running {
  #parts;
  #ended;
  #id = null;
  #source = null;
  #clock = 0;
  #verdicts = [];

  /** Takes the elements of the page, and what to call when a run has begun or ended. */
  constructor(parts, ended) {
    this.#parts = parts;
    this.#ended = ended;
  }

  get id() {
    return this.#id;
  }

  /** Whether something is running. */
  get isGoing() {
    return this.#source !== null;
  }

  /** Shows a run that is kept, and follows it where it is still going on. */
  show(run) {
    this.#leave();
    this.#id = run.id;
    this.#verdicts = run.isLive ? [] : run.verdicts;
    const { report, about } = this.#parts;
    report.innerHTML = run.isLive ? '' : run.html;
    about.hidden = run.isLive;
    about.textContent = `Decided on ${new Date(run.at).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' })} by Assay ${run.version}.`;
    if (run.isLive) {
      this.#follow(run.id, new Date(run.at));
    } else {
      this.#say(this.#ending(run.state, run.note));
    }
  }

  /** Shows nothing. */
  clear(said) {
    this.#leave();
    this.#id = null;
    this.#parts.report.replaceChildren();
    this.#parts.about.hidden = true;
    this.#say(said);
  }

  /** Says something in the place of a result. */
  refuse(message) {
    this.#say(message);
  }

  async stop() {
    if (!this.#id) return;
    try {
      await api.cancel(this.#id);
    } catch (error) {
      if (error.status !== 404) this.#say(error.message);
    }
  }

  #follow(id, since) {
    const { going, fraction, activity, elapsed } = this.#parts;
    going.hidden = false;
    fraction.removeAttribute('value');
    activity.textContent = '';
    this.#say(sentence.waiting);
    const tick = () => { elapsed.textContent = `${Math.max(0, (Date.now() - since) / 1000).toFixed(1)} s`; };
    tick();
    this.#clock = setInterval(tick, 100);
    const source = this.#source = api.events(id);
    source.addEventListener('state', (event) => this.#say(sentence[JSON.parse(event.data).state] ?? ''));
    source.addEventListener('progress', (event) => this.#progress(JSON.parse(event.data)));
    source.addEventListener('settled', (event) => this.#settled(JSON.parse(event.data)));
    source.addEventListener('ended', () => this.#end(id));
    source.addEventListener('error', () => {
      // A browser comes back by itself, unless the server knows nothing of the run any more.
      if (source.readyState === EventSource.CLOSED) this.#end(id);
      else this.#parts.activity.textContent = 'The connection was lost; trying again.';
    });
    this.#ended(false);
  }

  #progress({ claim, activity, fraction }) {
    this.#parts.activity.textContent = `${claim}: ${activity}`;
    if (fraction === null) this.#parts.fraction.removeAttribute('value');
    else this.#parts.fraction.value = fraction;
  }

  #settled({ verdict, html }) {
    this.#verdicts.push(verdict);
    this.#parts.report.insertAdjacentHTML('beforeend', html);
    this.#say(`${verdict.name} is ${verdict.word}.`);
  }

  async #end(id) {
    this.#leave();
    try {
      this.show(await api.show(id));
    } catch (error) {
      this.#say(error.status === 404 ? 'The server was started anew before this was begun. Run it again.' : error.message);
    }
    this.#ended(true);
  }

  #leave() {
    this.#source?.close();
    this.#source = null;
    clearInterval(this.#clock);
    this.#parts.going.hidden = true;
  }

  #ending(state, note) {
    const summary = summaryOf(this.#verdicts);
    const word = state === 'done' ? '' : sentence[state] ?? '';
    return [state === 'done' || this.#verdicts.length > 0 ? summary : word, note].filter(Boolean).join(' ');
  }

  #say(text) {
    if (this.#parts.said.textContent !== text) this.#parts.said.textContent = text;
  }
}
