// One key for each act. Keys are heard while the viewer has the focus; what is typed into a field is left alone.

const KEYS = {
  1: ["view", "axial"],
  2: ["view", "coronal"],
  3: ["view", "sagittal"],
  4: ["view", "multi"],
  5: ["view", "render"],
  c: ["tool", "cross"],
  w: ["tool", "window"],
  z: ["tool", "zoom"],
  m: ["tool", "measure"],
  r: ["reset"],
  o: ["outline"],
  i: ["smooth"],
  d: ["delineate"],
  p: ["draw", "pen"],
  l: ["draw", "lasso"],
  e: ["draw", "erase"],
  g: ["draw", "grow"],
  f: ["fill"],
  u: ["undo"],
  "[": ["thinner"],
  "]": ["thicker"],
  arrowup: ["step", 1],
  pageup: ["step", 5],
  arrowdown: ["step", -1],
  pagedown: ["step", -5],
};

export function listen(root, act) {
  root.addEventListener(
    "keydown",
    (event) => {
      if (event.target.matches("input, select, summary") || event.altKey || event.metaKey) return;
      const undo = event.ctrlKey && event.key.toLowerCase() === "z";
      const found = undo ? ["undo"] : event.ctrlKey ? null : KEYS[event.key.toLowerCase()];
      if (event.key !== "Tab" && event.target.matches("canvas")) event.stopPropagation();
      if (!found) return;
      event.preventDefault();
      event.stopPropagation();
      act(...found);
    },
    true,
  );
}
