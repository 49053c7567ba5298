import { expect, test } from 'vitest';
import { tally } from './tally.ts';

const result = (status: string) => ({ fullName: status, status });

test('a file that could not be run counts as a failure, and what was left out is named', () => {
  expect(
    tally({
      testResults: [
        { name: 'a', status: 'passed', assertionResults: [result('passed'), result('skipped')] },
        { name: 'b', status: 'failed', assertionResults: [result('passed'), result('failed')] },
        { name: 'c', status: 'failed', assertionResults: [] }
      ]
    })
  ).toEqual({ passed: 2, failed: 2, skipped: ['skipped'] });
});
