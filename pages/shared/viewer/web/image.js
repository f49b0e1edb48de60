// One display copy as NiiVue takes it: a NIfTI file in memory, its axes already running right, front and head.

import { NVImage } from "@niivue/niivue";
import { inflate } from "./payload.js";

const KINDS = {
  uint8: { code: 2, Numbers: Uint8Array },
  int16: { code: 4, Numbers: Int16Array },
};
const SLOPE_AT = 112; // bytes into a NIfTI-1 header: scl_slope, then scl_inter

export async function makeImage(pane, part, colours) {
  const { code, Numbers } = KINDS[pane.kind];
  const numbers = new Numbers((await inflate(part)).buffer);
  const affine = pane.affine.flat();
  const spacing = [0, 1, 2].map((axis) => Math.hypot(...[0, 1, 2].map((row) => pane.affine[row][axis])));
  const file = NVImage.createNiftiArray(pane.shape, spacing, affine, code, numbers);
  const header = new DataView(file.buffer, file.byteOffset);
  header.setFloat32(SLOPE_AT, pane.slope, true);
  header.setFloat32(SLOPE_AT + 4, pane.intercept, true);
  const [low, high] = pane.window;
  const image = await NVImage.new(file.buffer, `${pane.name}.nii`, colours, 1, null, low, high);
  if (String(image.permRAS) !== "1,2,3") {
    throw new Error(`the grid of ${pane.name} is turned too far for this viewer`);
  }
  return image;
}
