import { openDatabase } from '../database.ts';
import type { Engine } from '../engines/engine.ts';
import { BUILT, readBuiltRules } from './built-rules.ts';

const ATTEMPTS = 5;
const ID = '_design/binnenzak';

/**
 * QuickJS knows no time zones. The one thing that asks for one is the end of a repeat that is written in UTC; an hour or
 * two do not matter to whether that is well written.
 */
const CLOCK = `var Intl = globalThis.Intl || { DateTimeFormat: function () {
return { format: function (moment) { return new Date(moment).toISOString().slice(0, 19).replace('T', ' '); } };
} };`;

let script: Promise<string> | null = null;

/** The rules as one script that sets `rules`: as they were built, or made now where something changed since. */
function rulesScript(): Promise<string> {
  script ??= readBuiltRules(BUILT).then(async (built) => {
    if (built !== null) return built;
    // Only while the product is worked on: an installation has what was built, and no bundler.
    const { bundleRules } = await import('./bundle.ts');
    return (await bundleRules()).script;
  });
  return script;
}

/**
 * The source of a database's `validate_doc_update`. CouchDB compiles it once and calls it for every document, so the
 * rules are made at the first call and kept on the function.
 */
export async function validateFunction(database: string): Promise<string> {
  return `function (newDoc, oldDoc, userCtx, secObj) {
var own = arguments.callee;
if (!own.refusal) {
${CLOCK}
${await rulesScript()}
own.refusal = rules.refusalInCouch;
}
var reason = own.refusal(${JSON.stringify(database)}, newDoc, oldDoc, userCtx);
if (reason !== null) throw { forbidden: reason };
}`;
}

/** Sees to it that CouchDB judges every document that is written to a database; does nothing where it does already. */
export async function ensureRules(engine: Engine, name: string): Promise<void> {
  const database = openDatabase(engine, name);
  const validate = await validateFunction(name);
  // Several servers may start at once; whichever is first, the rules are the same.
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const stored = await database.get(ID);
    if (stored?.['validate_doc_update'] === validate) return;
    const { _rev } = stored ?? {};
    const design = { _id: ID, language: 'javascript', validate_doc_update: validate };
    if (await database.put(_rev === undefined ? design : { ...design, _rev })) return;
  }
  throw new Error(`Could not give ${name} its rules.`);
}
