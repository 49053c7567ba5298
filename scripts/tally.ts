/** The part of vitest's JSON report that is counted. */
export interface VitestReport {
  testResults: {
    name: string;
    status: string;
    assertionResults: { fullName: string; status: string }[];
  }[];
}

/** True totals of a report: a file that could not be read or run counts as one failure. */
export function tally(report: VitestReport): { passed: number; failed: number; skipped: string[] } {
  const results = report.testResults.flatMap((file) => file.assertionResults);
  const broken = report.testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some((result) => result.status === 'failed')
  );
  return {
    passed: results.filter((result) => result.status === 'passed').length,
    failed: results.filter((result) => result.status === 'failed').length + broken.length,
    skipped: results
      .filter((result) => result.status !== 'passed' && result.status !== 'failed')
      .map((result) => result.fullName)
  };
}
