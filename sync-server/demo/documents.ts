export function demoDocuments(_moment: number): ReadonlyMap<string, readonly object[]> {
  return new Map();
}
