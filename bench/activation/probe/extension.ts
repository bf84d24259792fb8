// Runs in VS Code's extension host, as an extension: see ../measureActivation.ts.
import { appendFileSync, readFileSync } from 'node:fs';
import Module from 'node:module';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { extensions } from 'vscode';

/** Milliseconds. */
export interface ActivationTimes {
  /** Reading and running its code, until its exports are there. */
  readonly load: number;
  /** Its `activate`, until what that returned is settled. */
  readonly activate: number;
}

type Exports = Readonly<Record<string, unknown>>;
type Load = (request: string, ...rest: unknown[]) => unknown;

const PAUSE_MS = 300;

/** VS Code waits for it before it starts extensions that asked for the end of its start, such as ours. */
export async function activate(): Promise<void> {
  const file = process.env['ROUTEE_ACTIVATION_FILE'];
  if (file === undefined) return;
  const ids = (process.env['ROUTEE_ACTIVATION_IDS'] ?? '').split(',');
  // Neither is always the one that comes first, and pays for what both need.
  if (readFileSync(file, 'utf8').split('\n').length % 2 === 0) ids.reverse();
  const times: Record<string, ActivationTimes | string> = {};
  // VS Code itself may be quicker with one of them: its start is timed as well.
  const timed = ids.map((id) => [id, time(id)] as const);
  for (const [id, done] of timed) {
    times[id] = await done().catch((error: unknown) => String(error));
    await delay(PAUSE_MS);
  }
  appendFileSync(file, `${JSON.stringify(times)}\n`);
}

/** Times an extension when it is loaded; the result makes sure that it is. */
function time(id: string): () => Promise<ActivationTimes> {
  const extension = extensions.getExtension(id);
  if (extension === undefined) throw new Error(`${id} is not installed.`);
  if (extension.isActive) throw new Error(`${id} was active already.`);
  const { main } = extension.packageJSON as { main: string };
  const mainFile = path.join(extension.extensionPath, main);

  const modules = Module as unknown as { _load: Load };
  const before = modules._load;
  let load = NaN;
  let activation: Promise<number> | undefined;
  modules._load = function (this: unknown, request, ...rest) {
    if (request !== mainFile) return before.call(this, request, ...rest);
    const start = performance.now();
    const exported = before.call(this, request, ...rest) as Exports;
    load = performance.now() - start;
    const original = exported['activate'] as (context: unknown) => unknown;
    const activateTimed = (context: unknown): unknown => {
      const called = performance.now();
      const result = original(context);
      activation = Promise.resolve(result).then(() => performance.now() - called);
      return result;
    };
    return { ...exported, activate: activateTimed };
  };
  return async () => {
    await extension.activate();
    if (activation === undefined) throw new Error(`${id} was loaded in another way.`);
    return { load, activate: await activation };
  };
}
