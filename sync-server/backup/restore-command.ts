// npm run restore -- FILE: brings a backup back onto an empty server, which is stopped.
import { resolve } from 'node:path';
import { documentsIn, run } from './command.ts';
import { restore, type RestoreFailure } from './restore.ts';

process.exitCode = await run('restore', async (engine, given) => {
  const file = resolve(given);
  const restored = await restore(engine, file);
  if (!restored.ok) return explained(restored.failure, file);
  console.log(`${documentsIn(restored.value)} were brought back from "${file}".`);
  console.log(
    'What was destroyed, ended or revoked after the backup was made is back. So, before people work on it:'
  );
  console.log('  end accounts and revoke devices again (/beheer/mensen, /werk/toestellen),');
  console.log('  and go through the list of files that are over again (/werk/bewaren).');
  console.log('Everybody logs in again. Check the audit trail with: npm run audit:verify');
  return [];
});

function explained(failure: RestoreFailure, file: string): readonly string[] {
  switch (failure.kind) {
    case 'no-file':
      return [`There is no file "${file}". Nothing was written.`];
    case 'damaged':
      return [
        `"${file}" is not a whole backup. ${failure.why} Nothing was written, and the file is as it was.`,
        'Copy it again from where it is kept, or take an earlier backup.'
      ];
    case 'not-empty':
      return [
        `The server is not empty: there are documents in ${failure.databases.join(', ')}. Nothing was written, and they are as they were.`,
        'A backup only goes onto an empty server. Set DATA_DIR to a new folder, or COUCHDB_URL to a CouchDB without them, and try again.'
      ];
  }
}
