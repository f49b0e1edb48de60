// Fill between drawn slices by their shape: signed distances to the outline are blended from slice to slice and cut at 0.
// Raya SP, Udupa JK, 1990. Shape-based interpolation of multidimensional objects. IEEE Trans Med Imaging 9(1):32-42.
// Distances: Felzenszwalb PF, Huttenlocher DP, 2012. Distance transforms of sampled functions. Theory Comput 8:415-428.

const FAR = 1e12;

// Squared distance along one line to the nearest zero of f, steps weighed by their length; in place.
function distances(f, step) {
  const n = f.length;
  const [at, edge] = [new Int32Array(n), new Float64Array(n + 1)];
  const out = new Float64Array(n);
  const weight = step * step;
  const meet = (q, p) => (f[q] / weight + q * q - (f[p] / weight + p * p)) / (2 * (q - p));
  let k = 0;
  edge[0] = -Infinity;
  edge[1] = Infinity;
  for (let q = 1; q < n; q++) {
    let s = meet(q, at[k]);
    while (s <= edge[k]) s = meet(q, at[--k]);
    at[++k] = q;
    edge[k] = s;
    edge[k + 1] = Infinity;
  }
  k = 0;
  for (let q = 0; q < n; q++) {
    while (edge[k + 1] < q) k++;
    out[q] = weight * (q - at[k]) ** 2 + f[at[k]];
  }
  return out;
}

function toNearest(marked, [width, height], [dx, dy]) {
  const field = Float64Array.from(marked, (here) => (here ? 0 : FAR));
  for (let y = 0; y < height; y++) field.set(distances(field.subarray(y * width, (y + 1) * width), dx), y * width);
  for (let x = 0; x < width; x++) {
    const column = Float64Array.from({ length: height }, (_, y) => field[x + y * width]);
    distances(column, dy).forEach((value, y) => (field[x + y * width] = value));
  }
  return field;
}

// Positive inside, negative outside, mm to the outline that runs half-way between voxels.
function signedDistance(marked, size, spacing) {
  const half = Math.min(...spacing) / 2;
  const inside = toNearest(marked.map((here) => !here), size, spacing);
  const outside = toNearest(marked, size, spacing);
  return inside.map((value, n) => (marked[n] ? Math.sqrt(value) - half : half - Math.sqrt(outside[n])));
}

// Where a voxel of a slice stands in the volume: start and steps along the slice's two axes.
function layout(shape, axis) {
  const steps = [1, shape[0], shape[0] * shape[1]];
  const [u, v] = [0, 1, 2].filter((one) => one !== axis);
  return { size: [shape[u], shape[v]], across: steps[u], down: steps[v], along: steps[axis], axes: [u, v] };
}

// Fill the gaps between slices that hold this label along an axis; how many slices were filled.
export function fillBetween(labels, shape, spacing, axis, label) {
  const { size, across, down, along, axes } = layout(shape, axis);
  const places = (slice) => (n) => slice * along + (n % size[0]) * across + Math.floor(n / size[0]) * down;
  const cut = (slice) => Uint8Array.from({ length: size[0] * size[1] }, (_, n) => +(labels[places(slice)(n)] === label));
  const drawn = [...Array(shape[axis]).keys()].filter((slice) => cut(slice).some(Boolean));
  const pairs = drawn.slice(1).map((high, n) => [drawn[n], high]).filter(([low, high]) => high - low > 1);
  const step = axes.map((one) => spacing[one]);
  for (const [low, high] of pairs) {
    const ends = [low, high].map((slice) => signedDistance(Array.from(cut(slice)), size, step));
    for (let slice = low + 1; slice < high; slice++) {
      const share = (slice - low) / (high - low);
      ends[0].forEach((value, n) => {
        const here = places(slice)(n);
        if ((1 - share) * value + share * ends[1][n] > 0 && labels[here] === 0) labels[here] = label;
      });
    }
  }
  return pairs.reduce((sum, [low, high]) => sum + high - low - 1, 0);
}
