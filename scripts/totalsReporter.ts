import { writeFileSync } from 'node:fs';
import Mocha from 'mocha';

export interface Totals {
  readonly passed: number;
  readonly failed: number;
}

/** Prints as mocha's `spec` does, and leaves the totals in the file that ROUTEE_TOTALS_FILE names. */
class TotalsReporter extends Mocha.reporters.Spec {
  constructor(runner: Mocha.Runner, options: Mocha.MochaOptions) {
    super(runner, options);
    runner.once('end', () => {
      const file = process.env['ROUTEE_TOTALS_FILE'];
      if (file === undefined) return;
      const totals: Totals = { passed: this.stats.passes, failed: this.stats.failures };
      writeFileSync(file, JSON.stringify(totals));
    });
  }
}

// mocha loads a reporter with `require` and expects the class itself.
export { TotalsReporter, TotalsReporter as 'module.exports' };
