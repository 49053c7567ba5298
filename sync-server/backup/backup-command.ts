// npm run backup -- FILE: all that the server keeps in one file. The embedded engine is backed up with the server stopped.
import { resolve } from 'node:path';
import { backUp } from './backup.ts';
import { documentsIn, run } from './command.ts';

process.exitCode = await run('backup', async (engine, given) => {
  const file = resolve(given);
  const made = await backUp(engine, file, Date.now);
  if (!made.ok)
    return made.failure.kind === 'file-exists'
      ? [`"${file}" is there already, and stays as it is. Nothing was written: name another file.`]
      : [
          'The server keeps nothing yet, so there is nothing to back up. Nothing was written.',
          'Check DATA_DIR or COUCHDB_URL: they must be those with which the server runs.'
        ];
  console.log(`${documentsIn(made.value)} are in "${file}".`);
  console.log('The file holds the files of people in readable form: seal it before it leaves this machine.');
  return [];
});
