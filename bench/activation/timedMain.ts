// The `main` of an extension that is measured: it loads the real one. See measureActivation.ts.
import { appendFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

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

/** The main file of the real one, put in by measureActivation.ts. */
declare const realMain: string;

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

let real: Extension | undefined;

/** As VS Code does: ES modules are imported, CommonJS is required. */
async function loadReal(): Promise<Extension> {
  const main = path.join(__dirname, realMain);
  return main.endsWith('.mjs')
    ? ((await import(pathToFileURL(main).href)) as Extension)
    : (requireHere(main) as Extension);
}

export async function activate(context: unknown): Promise<unknown> {
  const start = performance.now();
  real = await loadReal();
  const loaded = performance.now();
  const exported = await real.activate(context);
  const times: ActivationTimes = {
    extension: path.basename(__dirname),
    load: loaded - start,
    activate: performance.now() - loaded,
  };
  appendFileSync(process.env['ROUTEE_ACTIVATION_FILE'] ?? '', `${JSON.stringify(times)}\n`);
  return exported;
}

export function deactivate(): unknown {
  return real?.deactivate?.();
}
