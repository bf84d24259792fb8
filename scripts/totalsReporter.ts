import { writeFileSync } from 'node:fs';
import Mocha from 'mocha';

export interface Totals {
  readonly passed: number;
  readonly failed: number;
  /** Of each test that failed, its full title and the first line of its reason. */
  readonly failures?: readonly string[];
}

/** Prints as mocha's `spec` does, and leaves the totals in the file that ROUTEE_TOTALS_FILE names. */
class TotalsReporter extends Mocha.reporters.Spec {
  constructor(runner: Mocha.Runner, options: Mocha.MochaOptions) {
    super(runner, options);
    const failures: string[] = [];
    runner.on('fail', (test, error: unknown) => {
      failures.push(`${test.titlePath().join(' › ')}: ${reasonOf(error)}`);
    });
    runner.once('end', () => {
      const file = process.env['ROUTEE_TOTALS_FILE'];
      if (file === undefined) return;
      const totals: Totals = { passed: this.stats.passes, failed: this.stats.failures, failures };
      writeFileSync(file, JSON.stringify(totals));
    });
  }
}

/** The first line of it. What a test in another process has thrown arrives as an object like it. */
function reasonOf(error: unknown): string {
  const message =
    typeof error === 'object' && error !== null && 'message' in error ? String(error.message) : String(error);
  return message.split('\n')[0] ?? '';
}

// mocha loads a reporter with `require` and expects the class itself.
export { TotalsReporter, TotalsReporter as 'module.exports' };
