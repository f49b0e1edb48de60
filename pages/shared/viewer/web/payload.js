// The message of core/imaging/display.py: length of a JSON text (uint32), the text, the parts it counts.

export function unpack(bytes) {
  const length = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(0, true);
  const text = bytes.subarray(4, 4 + length);
  const head = JSON.parse(new TextDecoder().decode(text));
  let at = 4 + length;
  const parts = head.bytes.map((size) => bytes.subarray(at, (at += size)));
  return { head, parts };
}

async function through(bytes, stream) {
  const piped = new Blob([bytes]).stream().pipeThrough(stream);
  return new Uint8Array(await new Response(piped).arrayBuffer());
}

export const inflate = (bytes) => through(bytes, new DecompressionStream("deflate"));

// What Python's zlib and base64 read: a compressed drawing as text.
export async function packDrawing(labels) {
  const content = await through(labels, new CompressionStream("deflate"));
  let text = "";
  for (let at = 0; at < content.length; at += 0x8000) {
    text += String.fromCharCode(...content.subarray(at, at + 0x8000));
  }
  return btoa(text);
}
