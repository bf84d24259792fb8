import { globSync } from 'node:fs';
import path from 'node:path';
import Mocha from 'mocha';
import { TotalsReporter } from '../../scripts/totalsReporter.ts';

/** What VS Code calls in its extension host; a rejection means that the tests failed. */
export async function run(): Promise<void> {
  const mocha = new Mocha({
    timeout: 60_000,
    forbidOnly: true,
    forbidPending: true,
    reporter: TotalsReporter,
  });
  for (const file of globSync(path.join(__dirname, '*.test.js')).sort()) mocha.addFile(file);

  const { promise, resolve, reject } = Promise.withResolvers<undefined>();
  const runner = mocha.run((failures) => {
    const ran = runner.stats?.tests ?? 0;
    if (failures > 0) reject(new Error(`${failures} integration tests failed.`));
    else if (ran === 0) reject(new Error('No integration test ran.'));
    else resolve(undefined);
  });
  await promise;
}
