// Window and level by dragging, as on a workstation: across for the width, down for the level; one window for all panes.

const SLOW_MS = 120; // above this a pane is drawn again only when the button is let go

export function dragWindow(panes, wanted, told) {
  const { host } = panes;
  let from = null;
  let cost = 0;
  let waiting = 0;

  const apply = (low, high) => {
    const begin = performance.now();
    panes.setWindow(low, high);
    cost = performance.now() - begin;
  };
  const moved = (event) => {
    const span = panes.head.window[1] - panes.head.window[0];
    const scale = span / 300;
    const width = Math.max(from.width + (event.clientX - from.x) * scale, span / 100);
    const level = from.level + (event.clientY - from.y) * scale;
    return [level - width / 2, level + width / 2];
  };
  const down = (event) => {
    if (event.button !== 2 && !(event.button === 0 && wanted())) return;
    const [low, high] = panes.window;
    from = { x: event.clientX, y: event.clientY, width: high - low, level: (high + low) / 2 };
    event.stopPropagation();
    event.preventDefault();
  };
  const move = (event) => {
    if (!from) return;
    event.stopPropagation();
    const window = moved(event);
    told(window);
    if (cost > SLOW_MS || waiting) return;
    waiting = requestAnimationFrame(() => {
      waiting = 0;
      if (from) apply(...window);
    });
  };
  const up = (event) => {
    if (!from) return;
    event.stopPropagation();
    apply(...moved(event));
    told(panes.window);
    from = null;
  };
  host.addEventListener("mousedown", down, true);
  host.ownerDocument.defaultView.addEventListener("mousemove", move, true);
  host.ownerDocument.defaultView.addEventListener("mouseup", up, true);
  return () => {
    host.ownerDocument.defaultView.removeEventListener("mousemove", move, true);
    host.ownerDocument.defaultView.removeEventListener("mouseup", up, true);
  };
}
