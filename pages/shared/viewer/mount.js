// What the page itself carries: opens the viewer of static/viewer.js, and says so when there is no WebGL or no bundle.

const OPEN = new WeakMap();

function drawsHere() {
  const gl = document.createElement("canvas").getContext("webgl2");
  gl?.getExtension("WEBGL_lose_context")?.loseContext();
  return Boolean(gl);
}

function headOf(bytes) {
  const length = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(0, true);
  return new TextDecoder().decode(bytes.subarray(4, 4 + length));
}

export default async function ({ parentElement, data, setStateValue, setTriggerValue }) {
  const root = parentElement.querySelector(".viewer");
  const close = () => {
    OPEN.get(root)?.viewer?.close();
    OPEN.delete(root);
    window.hepasrClosed = (window.hepasrClosed ?? 0) + 1;
  };
  const text = headOf(data);
  if (OPEN.get(root)?.text === text) return close;
  OPEN.get(root)?.viewer?.close();
  const opened = { text };
  OPEN.set(root, opened);
  const head = JSON.parse(text);
  const fail = (reason) => {
    root.dataset.ready = "failed";
    setStateValue("trouble", reason);
  };
  if (!drawsHere()) {
    fail("webgl");
    return close;
  }
  try {
    const { openViewer } = await import(new URL(head.bundle, new URL(head.base, window.location.origin)).href);
    if (OPEN.get(root) !== opened) return close;
    const found = openViewer(root, data, (name, value) => setTriggerValue(name, value));
    opened.viewer = found.viewer;
    await found.opened;
  } catch (error) {
    console.error(error);
    if (OPEN.get(root) === opened) fail("bundle");
  }
  return close;
}
