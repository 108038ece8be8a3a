// Serves one model as an OpenAI-compatible endpoint on this machine. The likeliest token is always taken.
// Started by ./start, which fetches the model: node server.mjs FOLDER PORT THREADS SHA256
import { createServer } from 'node:http';
import { join } from 'node:path';
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { Generator } from './generator.mjs';
import { BadRequest, chatPrompt, limits, text } from './request.mjs';

const [folder, port, threads, sha256] = process.argv.slice(2);
const name = 'tinyllama-1.1b-chat';
const mostBytes = 1 << 20;

const runtime = join(folder, 'node_modules', 'node-llama-cpp');
const { getLlama } = await import(pathToFileURL(join(runtime, 'dist', 'index.js')));
const version = JSON.parse(readFileSync(join(runtime, 'package.json'), 'utf8')).version;
const fingerprint = `gguf-${sha256.slice(0, 12)}-node-llama-cpp-${version}`;
const generator = await Generator.load(getLlama, join(folder, 'model.gguf'), Number(threads));

const routes = {
  'GET /v1/models': () => ({ object: 'list', data: [{ id: name, object: 'model', owned_by: 'local' }] }),
  'POST /v1/chat/completions': chat,
  'POST /v1/completions': completion,
};

async function chat(request) {
  const most = limits(request, name, 'chat');
  const made = await generator.generate(chatPrompt(request.messages), true, most.tokens, most.alternatives);
  const logprobs = request.logprobs !== true ? null : {
    content: made.tokens.map(token => ({ ...entry(token), top_logprobs: token.alternatives.map(entry) })),
  };
  return answer('chat.completion', made, { message: { role: 'assistant', content: made.text }, logprobs });
}

async function completion(request) {
  const most = limits(request, name, 'raw');
  const made = await generator.generate(text(request.prompt, 'prompt'), false, most.tokens, most.alternatives);
  const logprobs = most.alternatives === 0 ? null : {
    tokens: made.tokens.map(token => token.text),
    token_logprobs: made.tokens.map(token => token.logprob),
    // Of two tokens with the same text the likelier one stays.
    top_logprobs: made.tokens.map(token => Object.fromEntries(token.alternatives.map(other => [other.text, other.logprob]).reverse())),
  };
  return answer('text_completion', made, { text: made.text, logprobs });
}

function entry(token) {
  return { token: token.text, logprob: token.logprob, bytes: [...Buffer.from(token.text)] };
}

function answer(object, made, choice) {
  return {
    id: 'local', object, created: Math.floor(Date.now() / 1000), model: name, system_fingerprint: fingerprint,
    choices: [{ index: 0, finish_reason: made.isEnded ? 'stop' : 'length', ...choice }],
    usage: { prompt_tokens: made.promptTokens, completion_tokens: made.replyTokens, total_tokens: made.promptTokens + made.replyTokens },
  };
}

async function body(message) {
  const chunks = [];
  let size = 0;
  for await (const chunk of message) {
    size += chunk.length;
    if (size > mostBytes) throw new BadRequest(`a request has at most ${mostBytes} bytes`);
    chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch {
    throw new BadRequest('the request is not JSON');
  }
}

createServer(async (message, response) => {
  let status = 200;
  let result;
  try {
    const route = routes[`${message.method} ${message.url}`];
    if (!route) throw new BadRequest(`there is no ${message.method} ${message.url}`, 404);
    result = await route(message.method === 'POST' ? await body(message) : undefined);
  } catch (error) {
    status = error instanceof BadRequest ? error.status : 500;
    if (status === 500) console.error(error);
    result = { error: { message: error.message, type: status === 500 ? 'server_error' : 'invalid_request_error', code: error.code ?? null } };
  }
  const content = Buffer.from(JSON.stringify(result));
  response.writeHead(status, { 'Content-Type': 'application/json', 'Content-Length': content.length });
  response.end(content);
}).listen(Number(port), '127.0.0.1', () => console.error(`${name} answers at http://127.0.0.1:${port}/v1`));
