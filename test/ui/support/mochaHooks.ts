import { existsSync } from 'node:fs';
import { exitWithParent } from '../../../scripts/exitWithParent.ts';
import { installVsix } from '../../../scripts/host/installVsix.ts';
import { uiExtensionsFolder, vsixFile } from '../../../scripts/paths.ts';
import { exitOnSignals } from '../../../scripts/runProgram.ts';
import { openWorkbenches } from './openWorkbenches.ts';
import { spoilShared } from './shareWorkbench.ts';

async function closeAll(): Promise<void> {
  await Promise.all([...openWorkbenches].map((workbench) => workbench.close()));
}

// Each of mocha's processes loads this file, and ends with what it has started.
exitOnSignals(closeAll);
exitWithParent();

/** Every workbench of the run shares the folder into which the packaged extension is installed here. */
export async function mochaGlobalSetup(): Promise<void> {
  if (!existsSync(vsixFile)) throw new Error(`There is no ${vsixFile}: run npm run package first.`);
  await installVsix(uiExtensionsFolder);
}

export const mochaGlobalTeardown = closeAll;

export const mochaHooks: Mocha.RootHookObject = {
  async afterEach(this: Mocha.Context) {
    if (this.currentTest?.state !== 'failed') return;
    spoilShared();
    const name = this.currentTest.fullTitle().replaceAll(/[^\w]+/g, '-');
    for (const workbench of openWorkbenches)
      await workbench.screenshot(`failed-${name}`).catch(() => undefined);
  },
};
