/** One measured figure beside what it is compared with, measured in the same run. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** What it is held against, in the same unit; null where the figure stands alone. */
  readonly baseline: number | null;
  /** `value / baseline`, or null. */
  readonly ratio: number | null;
  /** The bound to reach, on `ratio` where there is a baseline and else on `value`. */
  readonly bound: number;
}

export function compared(name: string, unit: string, value: number, baseline: number, bound: number): Figure {
  return {
    name,
    value: round(value),
    unit,
    baseline: round(baseline),
    ratio: round(value / baseline),
    bound
  };
}

export function alone(name: string, unit: string, value: number, bound: number): Figure {
  return { name, value: round(value), unit, baseline: null, ratio: null, bound };
}

export const holds = (figure: Figure): boolean => (figure.ratio ?? figure.value) <= figure.bound;

/** The figures as a table for people. */
export function table(figures: readonly Figure[]): string {
  const rows = figures.map((figure) => [
    figure.name,
    `${figure.value} ${figure.unit}`,
    figure.baseline === null ? '' : `${figure.baseline} ${figure.unit}`,
    figure.ratio === null ? '' : String(figure.ratio),
    `≤ ${figure.bound}`,
    holds(figure) ? 'yes' : 'NO'
  ]);
  const heads = ['what', 'value', 'baseline', 'ratio', 'bound', 'holds'];
  const widths = heads.map((head, column) =>
    Math.max(head.length, ...rows.map((row) => (row[column] ?? '').length))
  );
  const line = (cells: string[]) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  return [line(heads), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** The value below which `share` of the values lie, by nearest rank. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const value = sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
  if (value === undefined) throw new Error('No values were measured.');
  return value;
}

const round = (value: number): number => Number(value.toPrecision(4));
