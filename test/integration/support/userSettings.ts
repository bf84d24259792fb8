import { isDeepStrictEqual } from 'node:util';
import { ConfigurationTarget, workspace } from 'vscode';

import { eventually } from './eventually.ts';

const touched = new Set<string>();

/** Sets a setting of the user, and waits until it is heard of here. `undefined` removes it. */
export async function setUserSetting(setting: string, value: unknown): Promise<void> {
  touched.add(setting);
  const isSet = (): boolean =>
    isDeepStrictEqual(workspace.getConfiguration().inspect(setting)?.globalValue, value);
  if (isSet()) return;
  await workspace.getConfiguration().update(setting, value, ConfigurationTarget.Global);
  await eventually(`the user’s ${setting}`, isSet);
}

/** Removes all that tests have set. */
export async function unsetUserSettings(): Promise<void> {
  for (const setting of touched) await setUserSetting(setting, undefined);
  touched.clear();
}
