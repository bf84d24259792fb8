import type { EnvironmentLink } from './environmentLink.ts';
import { readEnvValue, removeEnvValue, setEnvValue } from './envFile.ts';
import { EnvFileError } from './envFileError.ts';
import type { EnvFiles } from './envFiles.ts';
import type { Added } from './envTarget.ts';

export type LinkPlace = Pick<EnvironmentLink, 'file' | 'target'>;

/**
 * Writes a token to its place, in a file that Git does not keep.
 *
 * @param mustBeThere a place that is gone is an error, and not made again
 * @throws {EnvFileError}
 */
export async function writeLink(
  files: EnvFiles,
  { file, target }: LinkPlace,
  accessToken: string,
  mustBeThere: boolean,
): Promise<{ added: Added; createdFile: boolean }> {
  const exposure = await files.exposure(file);
  if (exposure === 'notIgnored' || exposure === 'tracked') {
    throw new EnvFileError('exposed', exposure === 'tracked' ? 'Git tracks it.' : 'Git does not ignore it.');
  }
  let done: { added: Added; createdFile: boolean } = { added: 'nothing', createdFile: false };
  await files.edit(file, (text) => {
    // An empty value is what unlinking leaves of a place that was there before.
    if (mustBeThere && (text === undefined || (readEnvValue(text, target) ?? '') === '')) {
      throw new EnvFileError('missing', text === undefined ? 'The file is gone.' : 'The value is gone.');
    }
    const { text: changed, added } = setEnvValue(text ?? '', target, accessToken);
    done = { added, createdFile: text === undefined };
    return changed === text ? 'keep' : { text: changed };
  });
  return done;
}

/** Takes out what linking has added. A file that is gone holds nothing. @throws {EnvFileError} */
export function clearLink(
  files: EnvFiles,
  { file, target, added, createdFile }: EnvironmentLink,
): Promise<void> {
  return files.edit(file, (text) => {
    const rest = text === undefined ? undefined : removeEnvValue(text, target, added);
    if (rest === undefined || rest === text) {
      return 'keep';
    }
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
