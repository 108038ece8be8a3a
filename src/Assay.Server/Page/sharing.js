// A link that holds the claim itself, compressed, behind its '#': no server ever sees it.

const Mark = '#claim=';

async function through(stream, bytes) {
  return new Uint8Array(await new Response(new Blob([bytes]).stream().pipeThrough(stream)).arrayBuffer());
}

/** The link for a text. */
export async function linkOf(text) {
  const bytes = await through(new CompressionStream('deflate-raw'), new TextEncoder().encode(text));
  const base64 = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
  const word = base64.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
  return `${location.origin}/${Mark}${word}`;
}

/** Whether an address holds a claim. */
export const holdsClaim = (hash) => hash.startsWith(Mark);

/** The text that an address holds; null where it is damaged, or larger than it may be. */
export async function textOf(hash, most) {
  try {
    const base64 = hash.slice(Mark.length).replaceAll('-', '+').replaceAll('_', '/');
    const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
    const reader = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw')).getReader();
    const parts = [];
    for (let size = 0; ;) {
      const { done, value } = await reader.read();
      if (done) break;
      size += value.length;
      if (size > most) return null;
      parts.push(value);
    }
    return await new Blob(parts).text();
  } catch {
    return null;
  }
}
