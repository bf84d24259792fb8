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

interface Context {
  readonly extensionPath: string;
  readonly extension: { readonly packageJSON: { readonly type?: string } };
}

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
  process.getBuiltinModule(`node:${name}`);

let real: Extension | undefined;

export async function activate(context: Context): Promise<unknown> {
  const { extensionPath, extension } = context;
  const main = path.join(extensionPath, 'dist', 'extension.js');
  const start = performance.now();
  // As VS Code loads it.
  real =
    extension.packageJSON.type === 'module'
      ? ((await import(pathToFileURL(main).href)) as Extension)
      : (createRequire(main)(main) as Extension);
  const loaded = performance.now();
  const exported = await real.activate(context);
  const times: ActivationTimes = {
    extension: path.basename(extensionPath),
    load: loaded - start,
    activate: performance.now() - loaded,
  };
  appendFileSync(process.env['ROUTEE_ACTIVATION_FILE'] ?? '', `${JSON.stringify(times)}\n`);
  return exported;
}

export function deactivate(): unknown {
  return real?.deactivate?.();
}
