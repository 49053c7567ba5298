/** The letters from one place in a text to another as a set of bits, to see at once that two words cannot be near. */
export function lettersOf(text: string, start = 0, end = text.length): number {
  let letters = 0;
  for (let place = start; place < end; place++) letters |= 1 << (text.charCodeAt(place) & 31);
  return letters >>> 0;
}

/** How many letters stand in one set and not in the other. */
export function differingLetters(one: number, two: number): number {
  let bits = one ^ two;
  bits -= (bits >>> 1) & 0x55555555;
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return (((bits + (bits >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
}

/**
 * How many letters must be added, taken away, changed or swapped with their neighbour to make one word the other; more
 * than `most` is told as `most + 1`.
 */
export function editDistance(one: string, two: string, most: number): number {
  let before: number[] = [];
  let above = Array.from({ length: two.length + 1 }, (_, place) => place);
  for (let row = 1; row <= one.length; row++) {
    const line = [row];
    let least = row;
    for (let column = 1; column <= two.length; column++) {
      const changed = (above[column - 1] ?? 0) + Number(one[row - 1] !== two[column - 1]);
      let cost = Math.min(changed, (above[column] ?? 0) + 1, (line[column - 1] ?? 0) + 1);
      if (row > 1 && column > 1 && one[row - 1] === two[column - 2] && one[row - 2] === two[column - 1])
        cost = Math.min(cost, (before[column - 2] ?? 0) + 1);
      line.push(cost);
      least = Math.min(least, cost);
    }
    if (least > most) return most + 1;
    before = above;
    above = line;
  }
  return Math.min(above[two.length] ?? most + 1, most + 1);
}
