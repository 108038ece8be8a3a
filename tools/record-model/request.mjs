// What a request asks for, checked: it comes from anywhere.

export class BadRequest extends Error {
  constructor(message, status = 400, code = null) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

/** A string, or a bad request. */
export function text(value, name) {
  if (typeof value !== 'string') throw new BadRequest(`${name} is a string`);
  return value;
}

/** How many tokens, and how many alternatives for each. */
export function limits(request, name, form) {
  if (request === null || typeof request !== 'object') throw new BadRequest('a request is an object');
  if (request.model !== name) throw new BadRequest(`there is no model '${request.model}', only '${name}'`, 404, 'model_not_found');
  if (request.stream) throw new BadRequest('replies are not streamed');
  if ((request.temperature ?? 0) !== 0) throw new BadRequest('the temperature is 0: the likeliest token is always taken');
  if ((request.n ?? 1) !== 1) throw new BadRequest('n is 1');
  const tokens = whole(request.max_completion_tokens ?? request.max_tokens ?? 16, 1, 2048, 'max_tokens');
  const wanted = form === 'raw' ? request.logprobs : request.logprobs === true ? request.top_logprobs : 0;
  return { tokens, alternatives: whole(wanted ?? 0, 0, 20, form === 'raw' ? 'logprobs' : 'top_logprobs') };
}

/** The conversation in the template that the model was taught, up to where its reply begins. */
export function chatPrompt(messages) {
  if (!Array.isArray(messages) || messages.length === 0) throw new BadRequest('messages is an array with messages');
  const turns = messages.map(message => {
    if (!['system', 'user', 'assistant'].includes(message?.role)) throw new BadRequest(`there is no role '${message?.role}'`);
    return `<|${message.role}|>\n${content(message.content)}</s>\n`;
  });
  return `${turns.join('')}<|assistant|>\n`;
}

function content(value) {
  return Array.isArray(value) ? value.map(part => text(part?.text, 'the text of a part')).join('') : text(value, 'content');
}

function whole(value, least, most, name) {
  if (!Number.isInteger(value) || value < least || value > most) throw new BadRequest(`${name} is a whole number from ${least} to ${most}`);
  return value;
}
