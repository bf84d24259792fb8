import * as l10n from '@vscode/l10n';

import * as path from 'node:path';

import type { EnvironmentLink } from '../core/envFile/environmentLink.ts';
import type { TokenInsertion } from '../core/httpFile/planTokenInsertion.ts';
import { isBelow, type PathRules } from '../core/isBelow.ts';

/** What stands in a request in the place of a token. */
export interface TokenReference extends TokenInsertion {
  readonly detail: string;
}

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
