// The panes: one NiiVue each, one place in the patient, one window, one turn of the head.

import { DRAG_MODE, MULTIPLANAR_TYPE, Niivue, SHOW_RENDER, SLICE_TYPE, cmapper } from "@niivue/niivue";
import { makeImage } from "./image.js";

const TEAL = [0.18, 0.83, 0.75, 0.85];
const LABELS = { R: [0, 45, 255, 139], G: [0, 212, 169, 92], B: [0, 191, 58, 246], A: [0, 255, 255, 255], I: [0, 1, 2, 3] };
const ADDED = { R: [91, 11, 255], G: [184, 14, 169], B: [255, 20, 58], A: [255, 255, 255], I: [0, 128, 255] };
const RIM = 0.9; // the mask's outline stays when its inside is made clear
const LOOKS = {
  backColor: [0.043, 0.055, 0.078, 1],
  crosshairColor: TEAL,
  crosshairWidth: 0.45,
  crosshairWidthUnit: "percent",
  fontColor: [0.8, 0.85, 0.9, 1],
  fontMinPx: 12,
  measureLineColor: [1, 0.66, 0.23, 1],
  rulerColor: [1, 0.66, 0.23, 0.9],
  rulerWidth: 2,
  measureTextColor: [1, 0.85, 0.6, 1],
  isRadiologicalConvention: true,
  showAllOrientationMarkers: true,
  sagittalNoseLeft: true,
  multiplanarShowRender: SHOW_RENDER.NEVER,
  multiplanarLayout: MULTIPLANAR_TYPE.AUTO,
  multiplanarPadPixels: 4,
  dragAndDropEnabled: false,
  dragMode: DRAG_MODE.none,
  dragModePrimary: DRAG_MODE.crosshair,
  maxDrawUndoBitmaps: 24,
  loadingText: "",
  logLevel: "error",
  clipPlaneHotKey: "",
  cycleClipPlaneHotKey: "",
  viewModeHotKey: "",
};

export const VIEWS = { axial: "AXIAL", coronal: "CORONAL", sagittal: "SAGITTAL", multi: "MULTIPLANAR", render: "RENDER" };

export class Panes {
  constructor(host, head, parts) {
    Object.assign(this, { host, head, parts, all: [], view: "axial", leader: null, opacity: 0.15 });
    this.window = [...head.window];
    this.onPlace = () => {};
  }

  // Shown panes are opened one after the other; others when they are first asked for.
  async open() {
    for (const [index, pane] of this.head.panes.entries()) {
      this.all.push(this.#frame(pane, index));
      if (pane.shown) await this.show(this.all[index], true);
    }
    this.leader = this.shown()[0];
    this.goTo(this.head.start);
  }

  shown = () => this.all.filter((one) => one.nv && !one.figure.hidden);

  async show(one, wanted) {
    one.figure.hidden = !wanted;
    this.host.style.setProperty("--panes", this.all.filter((other) => !other.figure.hidden).length);
    if (wanted && !one.nv) await this.#fill(one);
    if (wanted && this.leader) this.#follow(this.leader, one);
    if (wanted) one.nv.resizeListener();
    if (!this.shown().includes(this.leader)) this.leader = this.shown()[0] ?? null;
  }

  #frame(pane, index) {
    const figure = document.createElement("figure");
    figure.hidden = true;
    figure.dataset.pane = pane.name;
    const caption = document.createElement("figcaption");
    caption.append(Object.assign(document.createElement("b"), { textContent: pane.title }));
    caption.append(Object.assign(document.createElement("span"), { textContent: pane.note }));
    const box = Object.assign(document.createElement("div"), { className: "box" });
    const canvas = document.createElement("canvas");
    canvas.tabIndex = 0;
    canvas.setAttribute("role", "img");
    canvas.setAttribute("aria-label", pane.label);
    box.append(canvas);
    figure.append(caption, box);
    this.host.append(figure);
    return { pane, index, figure, canvas, nv: null, image: null };
  }

  async #fill(one) {
    const nv = new Niivue({ ...LOOKS, isNearestInterpolation: Boolean(one.pane.as_measured) });
    nv.addColormap("added", ADDED);
    await nv.attachToCanvas(one.canvas);
    nv.drawLut = cmapper.makeDrawLut(LABELS);
    nv.drawOpacity = this.opacity;
    nv.drawRimOpacity = RIM;
    nv.opts.sliceType = SLICE_TYPE[VIEWS[this.view]];
    one.image = await makeImage(one.pane, this.parts[one.index], one.pane.signed ? "added" : "gray");
    if (!one.pane.signed) [one.image.cal_min, one.image.cal_max] = this.window;
    nv.addVolume(one.image);
    nv.createEmptyDrawing();
    one.nv = nv;
    nv.sync = () => one === this.leader && this.#lead();
    const lead = () => this.take(one);
    for (const kind of ["pointerdown", "wheel"]) one.canvas.addEventListener(kind, lead, { capture: true, passive: true });
    this.onFilled?.(one);
  }

  take(one) {
    this.leader = one;
    if (!one.canvas.matches(":focus")) one.canvas.focus({ preventScroll: true });
  }

  #lead() {
    for (const other of this.shown()) if (other !== this.leader) this.#follow(this.leader, other);
    this.onPlace();
  }

  #follow(leader, other) {
    const [one, two] = [leader.nv.scene, other.nv.scene];
    two.crosshairPos = other.nv.mm2frac(leader.nv.frac2mm(one.crosshairPos, 0, true), 0, true);
    two.pan2Dxyzmm = [...one.pan2Dxyzmm];
    two.renderAzimuth = one.renderAzimuth;
    two.renderElevation = one.renderElevation;
    two.volScaleMultiplier = one.volScaleMultiplier;
    other.nv.drawScene();
  }

  // Where the crosshair stands, mm, and what each shown pane holds there.
  place() {
    const { nv } = this.leader;
    const mm = [...nv.frac2mm(nv.scene.crosshairPos, 0, true)].slice(0, 3);
    const values = this.shown().map((one) => [one.pane.title, one.image.getValue(...one.image.mm2vox(mm))]);
    return { mm, values };
  }

  goTo(mm) {
    for (const { nv } of this.shown()) nv.scene.crosshairPos = nv.mm2frac(mm, 0, true);
    this.redraw();
  }

  step(slices) {
    const axis = { coronal: 1, sagittal: 0 }[this.view] ?? 2;
    const by = [0, 0, 0];
    by[axis] = slices;
    this.leader.nv.moveCrosshairInVox(...by);
  }

  look(view) {
    this.view = view;
    for (const { nv } of this.shown()) nv.opts.sliceType = SLICE_TYPE[VIEWS[view]];
    this.redraw();
  }

  redraw() {
    for (const { nv } of this.shown()) nv.drawScene();
    this.onPlace();
  }

  setOpacity(share) {
    this.opacity = share;
    for (const { nv } of this.all) nv?.setDrawOpacity(share);
  }

  showMask(wanted) {
    for (const { nv } of this.all) {
      if (!nv) continue;
      nv.drawRimOpacity = wanted ? RIM : 0;
      nv.setDrawOpacity(wanted ? this.opacity : 0);
    }
  }

  smooth(wanted) {
    for (const { nv } of this.all) nv?.setInterpolation(!wanted);
  }

  // Every pane but that of what was added is shown in one window.
  setWindow(low, high) {
    this.window = [low, high];
    for (const one of this.all.filter((other) => other.nv && !other.pane.signed)) {
      [one.image.cal_min, one.image.cal_max] = this.window;
      one.nv.updateGLVolume();
    }
  }

  reset() {
    for (const { nv } of this.all) {
      nv?.clearAllMeasurements();
      if (nv) nv.scene.pan2Dxyzmm = [0, 0, 0, 1];
    }
    this.setWindow(...this.head.window);
    this.goTo(this.head.start);
  }

  close() {
    for (const one of this.all) {
      if (!one.nv) continue;
      one.nv.sync = () => {};
      one.nv.cleanup();
      one.nv.gl.getExtension("WEBGL_lose_context")?.loseContext();
    }
    this.all = [];
    this.host.replaceChildren();
  }
}
