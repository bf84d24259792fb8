import { writeFileSync } from 'node:fs';
import { stripVTControlCharacters } from 'node:util';
import Mocha from 'mocha';

export interface Totals {
  readonly passed: number;
  readonly failed: number;
  /** Of each test that failed, its full title and the reason in a line. */
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

/**
 * The head of the message, which for Playwright names what was waited for, and the line of the test. What a test in
 * another process has thrown arrives as an object like it.
 */
function reasonOf(error: unknown): string {
  const { message = String(error), stack = '' } = textsOf(error);
  const head = stripVTControlCharacters(message)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .slice(0, 4)
    .join(' ');
  const place = /test\/(?:unit|integration|ui)\/[\w/]+\.test\.ts:\d+/.exec(stack)?.[0];
  return head.slice(0, 400) + (place === undefined ? '' : ` (${place})`);
}

function textsOf(error: unknown): { message?: string; stack?: string } {
  if (typeof error !== 'object' || error === null) return {};
  return {
    ...('message' in error && { message: String(error.message) }),
    ...('stack' in error && { stack: String(error.stack) }),
  };
}

// mocha loads a reporter with `require` and expects the class itself.
export { TotalsReporter, TotalsReporter as 'module.exports' };
