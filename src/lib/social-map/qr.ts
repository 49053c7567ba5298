import { correction, generate } from 'lean-qr';

/** A QR code as one path of unit squares, for a `viewBox` of `size` by `size` with the quiet border that readers need. */
export interface Qr {
  readonly size: number;
  readonly path: string;
}

const BORDER = 4;

/** Draws a text. A long one gets less room for damage, so that its squares stay large enough to be read. */
export function drawQr(text: string): Qr {
  const code = generate(text, { minCorrectionLevel: text.length > 200 ? correction.L : correction.M });
  let path = '';
  for (let y = 0; y < code.size; y++) {
    for (let x = 0; x < code.size; x++) {
      if (!code.get(x, y)) continue;
      // Squares side by side are one bar, so that no hairline shows between them.
      let width = 1;
      while (code.get(x + width, y)) width++;
      path += `M${x + BORDER} ${y + BORDER}h${width}v1h${-width}z`;
      x += width;
    }
  }
  return { size: code.size + 2 * BORDER, path };
}
