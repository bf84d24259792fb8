// The `main` of an extension that is measured: it loads the real one. See measureActivation.ts.
import { appendFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

/** Milliseconds, in the extension host. */
export interface ActivationTimes {
  readonly extension: string;
  /** Reading and running its code, until its exports are there. */
  readonly load: number;
  /** Its `activate`, until what that returned is settled. */
  readonly activate: number;
}

interface Extension {
  activate(context: unknown): unknown;
  deactivate?(): unknown;
}

const requireHere = createRequire(__filename);
// What Node itself has to load is paid by neither, whichever comes first.
for (const name of [
  'child_process',
  'crypto',
  'fs/promises',
  'http',
  'https',
  'os',
  'timers/promises',
  'url',
])
  requireHere(`node:${name}`);

const start = performance.now();
const real = requireHere(path.join(__dirname, 'dist', 'extension.js')) as Extension;
const load = performance.now() - start;

export async function activate(context: unknown): Promise<unknown> {
  const called = performance.now();
  const exported = await real.activate(context);
  const times: ActivationTimes = {
    extension: path.basename(__dirname),
    load,
    activate: performance.now() - called,
  };
  appendFileSync(process.env['ROUTEE_ACTIVATION_FILE'] ?? '', `${JSON.stringify(times)}\n`);
  return exported;
}

export function deactivate(): unknown {
  return real.deactivate?.();
}
