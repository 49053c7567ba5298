/** What was noted beside the documents of a database and is never sent; `blank` while nothing was. */
export async function readNote<Content extends object>(
  database: PouchDB.Database<object>,
  id: string,
  blank: Content
): Promise<Content & { _id: string; _rev?: string }> {
  try {
    return await database.get<Content>(id);
  } catch (cause) {
    if (isMissing(cause)) return { ...blank, _id: id };
    throw cause;
  }
}

const isMissing = (cause: unknown): boolean =>
  typeof cause === 'object' && cause !== null && 'status' in cause && cause.status === 404;
