// The list of what was decided.

import * as api from './api.js';
import { summaryOf } from './running.js';

const MostShown = 4;

export class Past {
  #list;
  #empty;
  #open;

  /** Takes the list, the words for an empty one, and what to call with the name of a run to open. */
  constructor(list, empty, open) {
    this.#list = list;
    this.#empty = empty;
    this.#open = open;
  }

  async refresh(current) {
    try {
      const runs = await api.list();
      this.#empty.hidden = runs.length > 0;
      this.#list.replaceChildren(...runs.map((run) => this.#item(run, current)));
    } catch {
      // The list stays as it is; whatever is done next says that the server is gone.
    }
  }

  #item(run, current) {
    const item = document.createElement('li');
    const body = document.createElement('div');
    const link = document.createElement('a');
    link.href = `/runs/${run.id}`;
    link.textContent = run.title;
    if (run.id === current) link.setAttribute('aria-current', 'page');
    link.addEventListener('click', (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      this.#open(run.id);
    });
    const time = document.createElement('time');
    time.dateTime = run.at;
    time.textContent = new Date(run.at).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' });
    const state = run.isLive ? 'going on' : run.state === 'done' ? [summaryOf(run.verdicts), run.note].filter(Boolean).join(' ') : run.note ?? run.state;
    body.append(link, document.createElement('br'), time, ` · ${state}`, this.#outcomes(run.verdicts));
    item.append(body, this.#forget(run));
    return item;
  }

  // What each claim is called, how it came out, and what shows it.
  #outcomes(verdicts) {
    const list = document.createElement('ul');
    list.className = 'outcomes';
    for (const { word, glyph, name, essence } of verdicts.slice(0, MostShown)) {
      const badge = document.createElement('span');
      badge.className = `badge ${word}`;
      badge.textContent = `${glyph} ${word}`;
      const item = document.createElement('li');
      item.append(badge, ` ${name}${essence ? `: ${essence}` : ''}`);
      list.append(item);
    }
    if (verdicts.length > MostShown) {
      const rest = document.createElement('li');
      rest.textContent = `and ${verdicts.length - MostShown} more`;
      list.append(rest);
    }
    return list;
  }

  #forget(run) {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = 'Forget';
    button.setAttribute('aria-label', `Forget ${run.title}`);
    button.addEventListener('click', async () => {
      const next = button.closest('li').nextElementSibling ?? button.closest('li').previousElementSibling;
      await api.forget(run.id).catch(() => {});
      next?.querySelector('button')?.focus();
      button.closest('li').remove();
      this.#empty.hidden = this.#list.children.length > 0;
    });
    return button;
  }
}
