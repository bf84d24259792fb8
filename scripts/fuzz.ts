// Looks for inputs that break a promise of the product: `npm run fuzz -- [cases] [seed]`. Ends with 1 when it found one.
import { growing, measureGrowth } from '../test/support/fuzz/growth.ts';
import { readers } from '../test/support/fuzz/readers.ts';
import { shareOf, targets } from '../test/support/fuzz/targets.ts';

const [cases = 120_000, seed = Date.now() % 2 ** 31] = process.argv.slice(2).map(Number);
if (!(cases > 0) || !Number.isInteger(seed)) {
  console.error('Usage: npm run fuzz -- [cases] [seed], both numbers.');
  process.exit(2);
}

const failures: string[] = [];
let count = 0;

/** Runs one part, and says what came of it. */
async function part(name: string, size: number, run: () => unknown): Promise<void> {
  const start = performance.now();
  let outcome = 'ok';
  try {
    await run();
  } catch (error) {
    outcome = 'FAILED';
    failures.push(`${name}: ${describe(error)}`);
  }
  count += size;
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  console.log(
    `${name.padEnd(32)}${size.toLocaleString('en').padStart(9)}${seconds.padStart(8)} s  ${outcome}`,
  );
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause === undefined ? error.message : `${error.message}\n${describe(error.cause)}`;
}

console.log(`seed ${seed}\n`);
for (const target of targets) {
  await part(`${target.name}: past failures`, target.past.length, async () => {
    for (const { check } of target.past) await check();
  });
  const size = shareOf(target, cases);
  await part(target.name, size, () => target.fuzz(size, seed));
}
for (const [reader, read] of Object.entries(readers)) {
  await part(`growth: ${reader}`, Object.keys(growing).length, () => {
    for (const [text, textOf] of Object.entries(growing)) {
      const { isLinear, times } = measureGrowth(textOf, read);
      if (!isLinear)
        throw new Error(`not linear for ${text}: ${times.join(' ms, at 8 times the length ')} ms`);
    }
  });
}

console.log(`\n${count.toLocaleString('en')} cases, ${failures.length} failures`);
if (failures.length > 0) console.error(`\n${failures.join('\n\n')}`);
process.exitCode = failures.length === 0 ? 0 : 1;
