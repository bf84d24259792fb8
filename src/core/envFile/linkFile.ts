import * as l10n from '@vscode/l10n';

import type { EnvironmentLink } from './environmentLink.ts';
import { readEnvValue, removeEnvValue, setEnvValue } from './envFile.ts';
import { EnvFileError } from '../kit/fileError.ts';
import type { EnvFiles } from './envFiles.ts';
import type { Added } from './envTarget.ts';

export type LinkPlace = Pick<EnvironmentLink, 'file' | 'target'>;

export interface WrittenLink {
  readonly added: Added;
  readonly createdFile: boolean;
  /** Otherwise an editor with unsaved changes alone has it. */
  readonly isOnDisk: boolean;
}

/**
 * Writes a token to its place, in a file that Git does not keep.
 *
 * @param mustBeThere a place that is gone is an error, and not made again
 * @throws {EnvFileError}
 */
export async function writeLink(
  files: EnvFiles,
  { file, target, unverifiedAccepted }: LinkPlace & Pick<EnvironmentLink, 'unverifiedAccepted'>,
  accessToken: string,
  mustBeThere: boolean,
): Promise<WrittenLink> {
  const exposure = await files.exposure(file);
  if (exposure === 'notIgnored') {
    throw new EnvFileError('exposed', l10n.t("Git doesn't ignore it."));
  }
  if (exposure === 'tracked') {
    throw new EnvFileError('tracked', l10n.t('Git tracks it.'));
  }
  if (exposure === 'unverified' && unverifiedAccepted !== true) {
    throw new EnvFileError('unverified', l10n.t("Can't check whether Git ignores it."));
  }
  let done: Pick<WrittenLink, 'added' | 'createdFile'> = { added: 'nothing', createdFile: false };
  const isOnDisk = await files.edit(file, (text) => {
    // An empty value is what unlinking leaves of a place that was there before.
    if (mustBeThere && (text === undefined || (readEnvValue(text, target) ?? '') === '')) {
      throw new EnvFileError(
        'missing',
        text === undefined ? l10n.t('The file no longer exists.') : l10n.t('The value was removed.'),
      );
    }
    const { text: changed, added } = setEnvValue(text ?? '', target, accessToken);
    done = { added, createdFile: text === undefined };
    return changed === text ? 'keep' : { text: changed };
  });
  return { ...done, isOnDisk };
}

/** Takes out what linking has added. A file that is gone holds nothing. @throws {EnvFileError} */
export async function clearLink(
  files: EnvFiles,
  { file, target, added, createdFile }: EnvironmentLink,
): Promise<void> {
  await files.edit(file, (text) => {
    const rest = text === undefined ? undefined : removeEnvValue(text, target, added);
    if (rest === undefined || rest === text) return 'keep';
    return createdFile && rest.trim() === '' ? 'delete' : { text: rest };
  });
}

/** Whether the place holds a value already. @throws {EnvFileError} */
export async function isTaken(files: EnvFiles, { file, target }: LinkPlace): Promise<boolean> {
  let value: string | undefined;
  await files.edit(file, (text) => {
    value = text === undefined ? undefined : readEnvValue(text, target);
    return 'keep';
  });
  return value !== undefined && value !== '';
}
