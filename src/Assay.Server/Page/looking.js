// Has the text looked at while it is written, and lists what has to be repaired.

import * as api from './api.js';

const Pause = 350;

// A machine that has much to do may have less a moment later.
const FirstRetry = 1000;
const MostRetries = 5;
const MostSlowRetries = 2;

export class Looking {
  #editor;
  #count;
  #list;
  #offer;
  #draft = null;
  #timer = 0;
  #current = null;

  constructor(editor, count, list, offer) {
    this.#editor = editor;
    this.#count = count;
    this.#list = list;
    this.#offer = offer;
    offer.querySelector('button').addEventListener('click', () => {
      editor.replace(this.#draft);
      editor.focus();
    });
    editor.onChange(() => this.soon());
  }

  /** Looks when nothing has been written for a moment; a later look takes the place of an earlier one. */
  soon(pause = Pause) {
    clearTimeout(this.#timer);
    this.#current?.abort();
    this.#timer = setTimeout(() => this.#look(), pause);
  }

  async #look(tries = 0) {
    const text = this.#editor.text;
    if (text.trim() === '') {
      this.#show({ problems: [], claims: [] });
      return;
    }
    const own = this.#current = new AbortController();
    try {
      const found = await api.look(text, own.signal);
      this.#show(found);
      if (found.isOutOfTime) this.#again(tries, MostSlowRetries);
    } catch (error) {
      // A text that is too large is worth saying at once; that the server is busy is not.
      if (error instanceof api.Refused && (error.status === 413 || error.status === 400)) {
        this.#show({ problems: [{ line: 0, column: 0, message: error.message, advice: null }], claims: [] });
      } else if (!own.signal.aborted) {
        this.#again(tries, MostRetries);
      }
    }
  }

  #again(tries, most) {
    if (tries < most) this.#timer = setTimeout(() => this.#look(tries + 1), FirstRetry * 2 ** tries);
  }

  #show({ problems, claims, draft }) {
    this.#offer.hidden = !draft;
    this.#draft = draft?.text ?? null;
    this.#offer.querySelector('pre').textContent = draft?.block ?? '';
    const found = `${claims.length} ${claims.length === 1 ? 'claim' : 'claims'}`;
    const repairs = `${problems.length} ${problems.length === 1 ? 'place' : 'places'} to repair`;
    const summary = problems.length > 0 ? `${found}, ${repairs}:` : claims.length > 0 ? `${found}, nothing to repair.` : 'There is no claim in this text yet.';
    if (this.#count.textContent !== summary) this.#count.textContent = summary;
    this.#list.hidden = problems.length === 0;
    this.#list.replaceChildren(...problems.map((problem) => this.#item(problem)));
    this.#editor.mark(problems.map((problem) => problem.line));
  }

  #item(problem) {
    const item = document.createElement('li');
    const sentence = problem.advice ? `${problem.message} ${problem.advice}` : problem.message;
    if (problem.line === 0) {
      item.textContent = sentence;
      return item;
    }
    const jump = document.createElement('button');
    jump.type = 'button';
    jump.textContent = `Line ${problem.line}, column ${problem.column}`;
    jump.addEventListener('click', () => this.#editor.goTo(problem.line, problem.column));
    item.append(jump, `: ${sentence}`);
    return item;
  }
}
