// Continues a prompt with the likeliest tokens, one request after another.
import { BadRequest } from './request.mjs';

const contextSize = 2048;

export class Generator {
  #model;
  #sequence;
  #last = Promise.resolve();

  static async load(getLlama, path, threads) {
    const llama = await getLlama({ gpu: false, build: 'never', logLevel: 'error' });
    const made = new Generator();
    made.#model = await llama.loadModel({ modelPath: path });
    // More threads than cores wait for one another: many times slower.
    const context = await made.#model.createContext({ contextSize, sequences: 1, threads: threads > 0 ? threads : llama.cpuMathCores });
    made.#sequence = context.getSequence();
    return made;
  }

  /** The continuation; alternatives is how many of the likeliest tokens are told at each place. */
  generate(prompt, hasSpecialTokens, mostTokens, alternatives) {
    const turn = this.#last.then(() => this.#generate(prompt, hasSpecialTokens, mostTokens, alternatives));
    this.#last = turn.catch(() => {});
    return turn;
  }

  async #generate(prompt, hasSpecialTokens, mostTokens, alternatives) {
    const model = this.#model;
    const start = [...(model.tokens.bos === null ? [] : [model.tokens.bos]), ...model.tokenize(prompt, hasSpecialTokens)];
    if (start.length + mostTokens > contextSize) {
      throw new BadRequest(`${start.length} tokens and ${mostTokens} of the reply are beyond the ${contextSize} that the model takes`, 400, 'context_length_exceeded');
    }

    // What is left of an earlier prompt would save time and change last digits.
    await this.#sequence.clearHistory();
    const made = [];
    const tokens = [];
    let next = start;
    let isEnded = false;
    while (made.length < mostTokens && !isEnded) {
      const likeliest = await this.#likeliest(next, Math.max(1, alternatives));
      const before = [...start, ...made];
      const named = likeliest.map(token => ({ text: model.detokenize([token.id], true, before), logprob: token.logprob }));
      made.push(likeliest[0].id);
      tokens.push({ ...named[0], alternatives: named.slice(0, alternatives) });
      isEnded = model.isEogToken(likeliest[0].id);
      next = [likeliest[0].id];
    }

    const said = isEnded ? made.slice(0, -1) : made;
    return { text: model.detokenize(said, false, start), tokens, isEnded, promptTokens: start.length, replyTokens: made.length };
  }

  // The likeliest tokens after these, with their log-probabilities; of equals the one with the smaller number first.
  async #likeliest(tokens, count) {
    const input = [...tokens.slice(0, -1), [tokens.at(-1), { generateNext: { logits: true } }]];
    const results = await this.#sequence.controlledEvaluate(input);
    const logits = [...results.at(-1).next.logits].map(([id, logit]) => ({ id, logit }));
    const most = logits.reduce((high, { logit }) => Math.max(high, logit), -Infinity);
    const sum = most + Math.log(logits.reduce((total, { logit }) => total + Math.exp(logit - most), 0));
    return logits
      .sort((a, b) => b.logit - a.logit || a.id - b.id)
      .slice(0, count)
      .map(({ id, logit }) => ({ id, logprob: logit - sum }));
  }
}
