// The viewer as the page opens it: panes, controls, keys and, where it is allowed, the drawing that goes back to Python.

import { DRAG_MODE } from "@niivue/niivue";
import { Controls } from "./controls.js";
import { Drawing } from "./drawing.js";
import { listen } from "./keys.js";
import { Panes } from "./panes.js";
import { packDrawing, unpack } from "./payload.js";
import { dragWindow } from "./windowing.js";

const DRAGS = { cross: DRAG_MODE.crosshair, window: DRAG_MODE.none, zoom: DRAG_MODE.pan, measure: DRAG_MODE.measurement };

class Viewer {
  constructor(root, bytes, send) {
    const { head, parts } = unpack(bytes);
    Object.assign(this, { root, head, send, tool: "cross", masked: true, smooth: false, over: false });
    this.controls = new Controls(root, head, (...what) => this.act(...what));
    this.panes = new Panes(this.controls.panes, head, parts);
    this.drawing = new Drawing(this.panes, head, head.labelled ? parts.at(-1) : null);
    listen(root, (...what) => this.act(...what));
  }

  async open() {
    const begin = performance.now();
    this.controls.tell("loading");
    await this.panes.open();
    await this.drawing.open();
    if (this.over) return this.close();
    this.panes.onPlace = () => this.controls.tellPlace(this.panes.place());
    this.drawing.onChange = () => this.#tellDrawing();
    this.forget = dragWindow(this.panes, () => this.tool === "window", (found) => this.controls.tellWindow(found));
    this.controls.press("view", "axial");
    this.#use("cross");
    this.controls.tellWindow(this.panes.window);
    this.panes.redraw();
    this.#tellDrawing();
    if (this.head.drawing) this.act("delineate");
    this.root.dataset.seconds = ((performance.now() - begin) / 1000).toFixed(1);
    this.root.dataset.ready = "1";
  }

  act(what, which) {
    const { panes, drawing, controls } = this;
    const drawn = this.head.draw;
    const acts = {
      view: () => this.#look(which),
      tool: () => this.#use(which),
      pane: () => this.#show(which),
      reset: () => (panes.reset(), controls.tellWindow(panes.window)),
      opacity: () => panes.setOpacity(which),
      outline: () => panes.showMask((this.masked = !this.masked)),
      smooth: () => panes.smooth((this.smooth = !this.smooth)),
      step: () => panes.step(which),
      delineate: () => drawn && this.#delineate(!drawing.active),
      draw: () => drawn && this.#draw(which),
      label: () => ((drawing.label = which), drawing.use(drawing.tool)),
      size: () => ((drawing.size = which), drawing.use(drawing.tool)),
      thinner: () => this.act("size", Math.max(drawing.size - 2, 1)),
      thicker: () => this.act("size", Math.min(drawing.size + 2, 25)),
      tolerance: () => ((drawing.tolerance = which), drawing.grow(true)),
      fill: () => drawn && this.#fill(),
      undo: () => drawn && drawing.undo(),
      clear: () => drawn && drawing.clear(),
      use: () => drawn && this.#hand(),
    };
    acts[what]?.();
  }

  #look(view) {
    this.panes.look(view);
    this.controls.press("view", view);
  }

  // A tool for the left button; to take one is to stop drawing.
  #use(tool) {
    if (this.drawing.active) this.#delineate(false);
    this.tool = tool;
    for (const { nv } of this.panes.all) {
      if (!nv) continue;
      nv.opts.dragModePrimary = DRAGS[tool];
      nv.opts.dragMode = tool === "zoom" ? DRAG_MODE.pan : DRAG_MODE.none;
    }
    this.controls.press("tool", tool);
  }

  async #show(name) {
    const one = this.panes.all.find(({ pane }) => pane.name === name);
    const wanted = one.figure.hidden;
    this.controls.toggle(`pane:${name}`, wanted);
    await this.panes.show(one, wanted);
    this.#use(this.tool);
    for (const { nv } of this.panes.shown()) nv.resizeListener();
  }

  #delineate(on) {
    if (on) this.#use("cross");
    this.drawing.activate(on);
    this.controls.showDrawing(on, this.drawing.tool);
    if (on) this.controls.press("tool", "");
    else this.controls.press("tool", this.tool);
  }

  #draw(tool) {
    if (!this.drawing.active) this.#delineate(true);
    this.drawing.use(tool);
    this.controls.showDrawing(true, tool);
  }

  #fill() {
    const slices = this.drawing.fill();
    this.controls.tell(slices ? "filled" : "nothing_to_fill", { slices });
  }

  #tellDrawing() {
    const count = this.drawing.counts()[1] ?? 0;
    if (this.head.draw) this.controls.tell("drawn", { voxels: count.toLocaleString("en"), ml: this.drawing.volume(count).toFixed(2) });
    else this.controls.tell("");
  }

  async #hand() {
    if (!Object.keys(this.drawing.counts()).length) return this.controls.tell("nothing_drawn");
    this.controls.tell("sent");
    this.send("drawn", { key: this.head.key, labels: await packDrawing(this.drawing.nv.drawBitmap) });
  }

  close() {
    this.over = true;
    this.forget?.();
    this.panes.close();
    delete this.root.dataset.ready;
  }
}

export function openViewer(root, bytes, send) {
  const viewer = new Viewer(root, bytes, send);
  root.viewer = viewer;
  return { viewer, opened: viewer.open() };
}
