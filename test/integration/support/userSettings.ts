import assert from 'node:assert/strict';
import { ConfigurationTarget, workspace } from 'vscode';

import { eventually } from './eventually.ts';

const touched = new Set<string>();

/** Sets a setting of the user, and waits until it is heard of here. `undefined` removes it. */
export async function setUserSetting(setting: string, value: unknown): Promise<void> {
  touched.add(setting);
  await workspace.getConfiguration().update(setting, value, ConfigurationTarget.Global);
  await eventually(`the user’s ${setting}`, () => {
    assert.deepEqual(workspace.getConfiguration().inspect(setting)?.globalValue, value);
    return true;
  });
}

/** Removes all that tests have set. */
export async function unsetUserSettings(): Promise<void> {
  for (const setting of touched) await setUserSetting(setting, undefined);
  touched.clear();
}
