// The text with numbers beside its lines.

export class Editor {
  #field;
  #numbers;
  #wrong = new Set();

  constructor(field, numbers) {
    this.#field = field;
    this.#numbers = numbers;
    field.addEventListener('input', () => this.#number());
    field.addEventListener('scroll', () => { numbers.scrollTop = field.scrollTop; });
  }

  get text() {
    return this.#field.value;
  }

  /** Puts another text in the place of this one so that the browser can undo it, and leaves the focus where it is. */
  replace(text) {
    if (this.#field.value !== '') {
      const focused = document.activeElement;
      this.#field.focus({ preventScroll: true });
      this.#field.select();
      // Of all ways to write into a field this one alone is a step that can be undone.
      document.execCommand('insertText', false, text);
      focused?.focus({ preventScroll: true });
      if (focused === document.body) this.#field.blur();
    }
    if (this.#field.value !== text) this.#field.value = text;
    this.#field.setSelectionRange(0, 0);
    this.#field.scrollTop = 0;
    this.#number();
  }

  /** Calls back whenever the text was changed by hand. */
  onChange(callback) {
    this.#field.addEventListener('input', callback);
  }

  focus() {
    this.#field.focus();
  }

  /** Marks the numbers of lines that need repair. */
  mark(lines) {
    this.#wrong = new Set(lines);
    this.#number();
  }

  /** Puts the cursor there, lines and columns counted from 1. */
  goTo(line, column) {
    const lines = this.text.split('\n');
    const before = lines.slice(0, Math.max(0, line - 1)).reduce((sum, one) => sum + one.length + 1, 0);
    const at = Math.min(this.text.length, before + Math.max(0, column - 1));
    this.#field.focus();
    this.#field.setSelectionRange(at, at);
    const height = this.#field.scrollHeight / Math.max(1, lines.length);
    this.#field.scrollTop = Math.max(0, (line - 4) * height);
  }

  #number() {
    const count = this.#field.value.split('\n').length;
    const parts = [];
    for (let line = 1; line <= count; line++) {
      const number = document.createElement('span');
      number.textContent = `${line}\n`;
      if (this.#wrong.has(line)) number.className = 'wrong';
      parts.push(number);
    }
    this.#numbers.replaceChildren(...parts);
    this.#numbers.scrollTop = this.#field.scrollTop;
  }
}
