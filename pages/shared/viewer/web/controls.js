// The bars above and the line below the panes. Every word comes with the data, in the language of the page.

const make = (tag, names = {}, ...children) => {
  const element = Object.assign(document.createElement(tag), names);
  element.append(...children);
  return element;
};

// The three labels a drawing may hold; the first is the lesion that is measured.
export const LABELS = [1, 2, 3];

export class Controls {
  constructor(root, head, act) {
    Object.assign(this, { root, head, words: head.words, act });
    this.panes = make("div", { className: "panes" });
    this.place = make("span", { className: "place" });
    this.window = make("span", { className: "place" });
    this.told = make("span", { className: "told", role: "status" });
    this.foot = make("div", { className: "foot" }, this.place, this.window, this.told);
    root.replaceChildren(this.#main(), ...(head.draw ? [this.#drawing()] : []), this.panes, this.foot, this.#keys());
    root.addEventListener("click", (event) => this.#pressed(event));
  }

  #button(action, names = {}) {
    const key = action.split(":").at(-1);
    const button = make("button", { type: "button", textContent: this.words[key], title: this.words[`${key}_help`] ?? "" });
    button.dataset.act = action;
    return Object.assign(button, names);
  }

  #group(name, ...buttons) {
    const group = make("div", { className: "group" }, ...buttons);
    group.setAttribute("role", "group");
    group.setAttribute("aria-label", this.words[name]);
    return group;
  }

  #range(action, names) {
    const input = make("input", { type: "range", ...names });
    input.addEventListener("input", () => this.act(action, Number(input.value)));
    return make("label", {}, make("span", { textContent: this.words[action] }), input);
  }

  #main() {
    const views = ["axial", "coronal", "sagittal", "multi", "render"].map((view) => this.#button(`view:${view}`));
    const tools = ["cross", "window", "zoom", "measure"].map((tool) => this.#button(`tool:${tool}`));
    const bar = make("div", { className: "bar" }, this.#group("views", ...views));
    bar.append(this.#group("tools", ...tools, this.#button("reset")));
    const others = this.head.panes.slice(1).map((pane) => {
      const button = this.#button(`pane:${pane.name}`, { textContent: pane.title });
      button.setAttribute("aria-pressed", String(pane.shown));
      return button;
    });
    if (others.length > 1) bar.append(this.#group("panes", ...others));
    bar.append(this.#range("opacity", { min: 0, max: 1, step: 0.05, value: 0.15 }));
    if (this.head.draw) {
      const use = this.#button("use", { className: "main", hidden: true });
      bar.append(make("i"), this.#button("delineate"), use);
    }
    return this.#toolbar(bar, "viewer");
  }

  #toolbar(bar, name) {
    bar.setAttribute("role", "toolbar");
    bar.setAttribute("aria-label", this.words[name]);
    return bar;
  }

  #drawing() {
    const tools = ["pen", "lasso", "erase", "grow"].map((tool) => this.#button(`draw:${tool}`));
    const label = make("select", {}, ...LABELS.map((n) => make("option", { value: n, textContent: this.words[`label_${n}`] })));
    label.setAttribute("aria-label", this.words.label);
    label.addEventListener("change", () => this.act("label", Number(label.value)));
    const bar = make("div", { className: "bar drawing", hidden: true }, this.#group("drawing", ...tools), label);
    bar.append(this.#range("size", { min: 1, max: 25, step: 2, value: 3 }));
    bar.append(this.#range("tolerance", { min: 0.02, max: 0.5, step: 0.01, value: 0.12 }));
    bar.append(this.#group("changes", ...["fill", "undo", "clear"].map((action) => this.#button(action))));
    this.grid = make("p", { className: "grid", textContent: this.head.grid, hidden: true });
    this.bar = bar;
    return make("div", {}, this.#toolbar(bar, "drawing"), this.grid);
  }

  #keys() {
    const rows = this.head.keys.map(([key, does]) => make("div", {}, make("kbd", { textContent: key }), does));
    return make("details", { className: "keys" }, make("summary", { textContent: this.words.keys }), ...rows);
  }

  #pressed(event) {
    const button = event.target.closest("button[data-act]");
    if (button) this.act(...button.dataset.act.split(":"));
  }

  press(kind, chosen) {
    for (const button of this.root.querySelectorAll(`[data-act^="${kind}:"]`)) {
      button.setAttribute("aria-pressed", String(button.dataset.act === `${kind}:${chosen}`));
    }
  }

  toggle(action, on) {
    this.root.querySelector(`[data-act="${action}"]`)?.setAttribute("aria-pressed", String(on));
  }

  showDrawing(on, tool) {
    this.toggle("delineate", on);
    this.bar.hidden = this.grid.hidden = !on;
    this.root.querySelector('[data-act="use"]').hidden = !on;
    this.bar.querySelector("label:has(input[max='25'])").hidden = !["pen", "erase"].includes(tool);
    this.bar.querySelector("label:has(input[max='0.5'])").hidden = tool !== "grow";
    this.root.classList.toggle("delineating", on);
    this.press("draw", tool);
  }

  tellPlace({ mm, values }) {
    const sides = [["L", "R"], ["P", "A"], ["I", "S"]];
    const where = mm.map((value, axis) => `${sides[axis][+(value >= 0)]} ${Math.abs(value).toFixed(1)}`).join("  ");
    const found = values.map(([title, value]) => `${title} ${Number(value.toPrecision(4))}`).join(" · ");
    this.place.textContent = `${where} mm   ${found}`;
  }

  tellWindow([low, high]) {
    const [level, width] = [(low + high) / 2, high - low].map((value) => Number(value.toPrecision(3)));
    this.window.textContent = `${this.words.level} ${level}  ${this.words.width} ${width}`;
  }

  tell(key, values = {}) {
    const text = this.words[key] ?? key;
    this.told.textContent = text.replace(/\[(\w+)\]/g, (_, name) => values[name]);
  }
}
