import * as l10n from '@vscode/l10n';

import * as path from 'node:path';

import type { EnvironmentLink } from '../core/envFile/environmentLink.ts';
import { isBelow, type PathRules } from '../core/isBelow.ts';
import type { TokenReference } from './tokenReference.ts';

/**
 * How requests in a file can refer to what a linked file holds; `undefined` where no client would find it.
 *
 * @param rules of the paths, for tests of another platform
 */
export function linkReference(
  { file, target }: Pick<EnvironmentLink, 'file' | 'target'>,
  httpFile: string,
  rules: PathRules & Pick<typeof path, 'dirname' | 'basename'> = path,
): TokenReference | undefined {
  const name = rules.basename(file);
  if (!isBelow(httpFile, rules.dirname(file), rules) || (target.kind === 'dotenv' && name !== '.env')) {
    return undefined;
  }
  if (target.kind === 'dotenv') {
    return {
      token: `{{$dotenv ${target.name}}}`,
      inScript: target.name,
      detail: l10n.t('REST Client and httpYac read it from the linked .env.'),
    };
  }
  return {
    token: `{{${target.name}}}`,
    inScript: target.name,
    detail: name.endsWith('.user')
      ? l10n.t('Visual Studio reads it from {0}, environment “{1}”.', name, target.environment)
      : l10n.t('JetBrains and httpYac read it from {0}, environment “{1}”.', name, target.environment),
  };
}
