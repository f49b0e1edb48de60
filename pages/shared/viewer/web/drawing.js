// The drawing: labels on the grid of the first pane, repeated on the finer grids of the others.

import { inflate } from "./payload.js";
import { fillBetween } from "./between.js";

const REACH_MM = 40; // how far from the click the growing tool goes

// What was drawn in this tab, by the volume it was drawn on: another page and back must not lose it.
const kept = new Map();

export class Drawing {
  constructor(panes, head, part) {
    Object.assign(this, { panes, head, part, label: 1, size: 3, tool: "lasso", active: false, seed: null });
    this.tolerance = 0.12;
    this.onChange = () => {};
  }

  get one() {
    return this.panes.all[0];
  }

  get nv() {
    return this.one.nv;
  }

  async open() {
    const first = this.part ? await inflate(this.part) : null;
    const labels = kept.get(this.head.key) ?? first;
    this.panes.onFilled = (one) => one !== this.one && this.#repeat(one);
    this.nv.drawClearAllUndoBitmaps();
    if (labels) this.nv.drawBitmap.set(labels);
    this.nv.drawAddUndoBitmap();
    this.#changed(false);
    this.nv.onDrawingChanged = () => this.#changed(true);
    this.one.canvas.addEventListener("pointerup", () => this.active && this.tool === "grow" && this.grow());
  }

  counts() {
    const found = {};
    for (const label of this.nv.drawBitmap) if (label) found[label] = (found[label] ?? 0) + 1;
    return found;
  }

  #changed(byHand) {
    if (byHand) kept.set(this.head.key, this.nv.drawBitmap.slice());
    this.nv.refreshDrawing(true);
    for (const one of this.panes.all) if (one.nv && one !== this.one) this.#repeat(one);
    this.onChange();
  }

  // A voxel of the first pane covers factor³ of a finer one: both grids share their outer corners.
  #repeat(one) {
    const [coarse, fine] = [this.one.pane.shape, one.pane.shape];
    const factor = fine[0] / coarse[0];
    if (fine.some((size, axis) => size !== factor * coarse[axis])) return;
    const target = one.nv.drawBitmap;
    let n = 0;
    for (let z = 0; z < fine[2]; z++) {
      for (let y = 0; y < fine[1]; y++) {
        const row = (Math.floor(y / factor) + Math.floor(z / factor) * coarse[1]) * coarse[0];
        for (let x = 0; x < fine[0]; x++) target[n++] = this.nv.drawBitmap[row + Math.floor(x / factor)];
      }
    }
    one.nv.refreshDrawing(true);
  }

  use(tool) {
    this.tool = tool;
    this.seed = null;
    const { nv } = this;
    const strokes = this.active && tool !== "grow";
    if (strokes !== nv.opts.drawingEnabled) nv.setDrawingEnabled(strokes);
    nv.opts.penSize = tool === "lasso" ? 1 : this.size;
    nv.setPenValue(tool === "erase" ? 0 : this.label, tool === "lasso");
  }

  activate(wanted) {
    this.active = wanted;
    this.use(this.tool);
  }

  undo() {
    this.seed = null;
    this.nv.drawUndo();
  }

  clear() {
    this.nv.drawBitmap.fill(0);
    this.nv.drawAddUndoBitmap();
    this.#changed(true);
  }

  // From the crosshair to its neighbours of like grey value, by NiiVue's flood fill; `again` after another tolerance.
  grow(again = false) {
    const { nv } = this;
    if (again && !this.seed) return;
    if (again) nv.drawBitmap.set(this.before);
    else [this.seed, this.before] = [[...nv.frac2vox(nv.scene.crosshairPos)], nv.drawBitmap.slice()];
    const [x, y, z] = this.seed;
    const [width, height] = this.one.pane.shape;
    const grey = this.one.image.img[x + (y + z * height) * width];
    const span = (this.tolerance * (this.panes.window[1] - this.panes.window[0])) / this.one.pane.slope;
    nv.opts.penValue = this.label;
    nv.drawFloodFill(this.seed, this.label, Infinity, grey - span, grey + span, 6, REACH_MM, false, nv.drawBitmap);
    this.#changed(true);
  }

  fill() {
    const { pane } = this.one;
    const spacing = [0, 1, 2].map((axis) => Math.hypot(...[0, 1, 2].map((row) => pane.affine[row][axis])));
    const axis = { coronal: 1, sagittal: 0 }[this.panes.view] ?? 2;
    const slices = fillBetween(this.nv.drawBitmap, pane.shape, spacing, axis, this.label);
    this.nv.drawAddUndoBitmap();
    this.#changed(true);
    return slices;
  }

  // Millilitres of a number of voxels.
  volume(voxels) {
    const [a, b, c] = [0, 1, 2].map((axis) => [0, 1, 2].map((row) => this.one.pane.affine[row][axis]));
    const cross = [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
    return (voxels * Math.abs(cross[0] * c[0] + cross[1] * c[1] + cross[2] * c[2])) / 1000;
  }
}
