/*
 * The figure of the life domains: eight equal segments round a middle, clockwise, the first at the top. Measures are in
 * units of the drawing, whose middle is at (0, 0).
 */

const SEGMENTS = 8;
const GAP = 3;

interface Point {
  readonly x: number;
  readonly y: number;
}

/** The point at `radius` in the direction of `turn` eighths clockwise from the top. */
export function pointAt(turn: number, radius: number): Point {
  const angle = (turn / SEGMENTS) * 2 * Math.PI;
  return { x: Math.sin(angle) * radius, y: -Math.cos(angle) * radius };
}

/** The outline of a segment as an SVG path, with an even gap to its neighbours. */
export function segmentPath(place: number, inner: number, outer: number): string {
  const edge = (turn: number, radius: number, side: 1 | -1): string => {
    const shift = ((GAP / 2 / radius) * SEGMENTS) / (2 * Math.PI);
    const { x, y } = pointAt(turn + side * shift, radius);
    return `${x.toFixed(2)} ${y.toFixed(2)}`;
  };
  const start = place - 0.5;
  const end = place + 0.5;
  return [
    `M ${edge(start, inner, 1)}`,
    `L ${edge(start, outer, 1)}`,
    `A ${outer} ${outer} 0 0 1 ${edge(end, outer, -1)}`,
    `L ${edge(end, inner, -1)}`,
    `A ${inner} ${inner} 0 0 0 ${edge(start, inner, 1)}`,
    'Z'
  ].join(' ');
}

/** The middle of a segment's icon and words. In the lower oblique ones it lies higher, where there is more width. */
export function labelPoint(place: number, inner: number, outer: number): Point {
  const oblique = place % 2 === 1;
  const { x, y } = pointAt(place, (inner + outer) / 2 + (oblique ? 12 : 6));
  return { x, y: oblique && y > 0 ? y - 10 : y };
}

/** A name broken into lines that fit a segment: at most two, as even as the words allow. */
export function lines(name: string): string[] {
  const words = name.split(' ');
  if (name.length <= 12 || words.length === 1) return [name];
  const breaks = words
    .slice(1)
    .map((_, at) => [words.slice(0, at + 1).join(' '), words.slice(at + 1).join(' ')]);
  const longest = (pair: string[]): number => Math.max(...pair.map((line) => line.length));
  return breaks.reduce((best, pair) => (longest(pair) < longest(best) ? pair : best));
}
