// From a place on earth to wards: outlines (GeoJSON, WGS84) and a fix go in, the wards around it come out.
// All of it happens on the reader's device.

const METRES_PER_DEGREE = 111_320; // of latitude
const MOST_WARDS = 4; // of a fix that is near more wards one can only say that it is vague

/** @typedef {{longitude: number, latitude: number, accuracy: number}} Fix accuracy in metres */
/** @typedef {{inside: number | null, near: number[], edge: boolean, vague: boolean}} Found numbers of wards */

/**
 * The ward in which a fix lies, all wards in which it may lie given how precise fix and outlines are, whether it may
 * lie outside all, and whether it is too vague to say anything.
 * @param {object} outlines
 * @param {Fix} fix
 * @returns {Found}
 */
export function wardsAround(outlines, fix) {
  const reach = fix.accuracy + (outlines.tolerance_m ?? 0);
  const squeeze = Math.cos((fix.latitude * Math.PI) / 180);
  const flat = ([longitude, latitude]) => [
    (longitude - fix.longitude) * squeeze * METRES_PER_DEGREE,
    (latitude - fix.latitude) * METRES_PER_DEGREE,
  ];
  const wards = outlines.features.map(({ properties, geometry }) => {
    const polygons = geometry.type === "MultiPolygon" ? geometry.coordinates : [geometry.coordinates];
    return { number: properties.number, rings: polygons.flat().map((ring) => ring.map(flat)) };
  });
  const inside = wards.find(({ rings }) => rings.filter(surrounds).length % 2 === 1)?.number ?? null;
  const near = wards
    .filter(({ number, rings }) => number === inside || rings.some((ring) => distanceTo(ring) <= reach))
    .map(({ number }) => number);
  const edge = inside === null || outerSegments(wards).some(([from, to]) => toSegment(from, to) <= reach);
  return { inside, near, edge, vague: near.length > MOST_WARDS || !(fix.accuracy < Infinity) };
}

/** The parts of the city's own border: neighbours share all others, point for point. */
function outerSegments(wards) {
  const once = new Map();
  for (const ring of wards.flatMap(({ rings }) => rings)) {
    for (let at = 1; at < ring.length; at += 1) {
      const segment = [ring[at - 1], ring[at]];
      const name = segment.map(String).sort().join(" ");
      if (!once.delete(name)) once.set(name, segment);
    }
  }
  return [...once.values()];
}

/** Whether the origin lies within a ring. @param {number[][]} ring */
function surrounds(ring) {
  let odd = false;
  for (let at = 1; at < ring.length; at += 1) {
    const [[x1, y1], [x2, y2]] = [ring[at - 1], ring[at]];
    if (y1 > 0 !== y2 > 0 && x1 - (y1 * (x2 - x1)) / (y2 - y1) > 0) odd = !odd;
  }
  return odd;
}

/** From the origin to a ring, in metres. @param {number[][]} ring */
function distanceTo(ring) {
  let least = Infinity;
  for (let at = 1; at < ring.length; at += 1) least = Math.min(least, toSegment(ring[at - 1], ring[at]));
  return least;
}

/** @param {number[]} from @param {number[]} to */
function toSegment([x1, y1], [x2, y2]) {
  const [dx, dy] = [x2 - x1, y2 - y1];
  const length = dx * dx + dy * dy;
  const along = length ? Math.max(0, Math.min(1, -(x1 * dx + y1 * dy) / length)) : 0;
  return Math.hypot(x1 + along * dx, y1 + along * dy);
}
