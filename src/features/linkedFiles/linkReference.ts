import * as l10n from '@vscode/l10n';

import type { EnvironmentLink, EnvironmentLinks } from '../../core/envFile/environmentLink.ts';
import { isBelow, type Paths } from '../../core/kit/isBelow.ts';
import type { FindReferences, TokenReference } from '../../services.ts';

/** The reference from requests in a file to the variable in a linked file; `undefined` where no client finds it. */
export function linkReference(
  { file, target }: Pick<EnvironmentLink, 'file' | 'target'>,
  httpFile: string,
  paths: Pick<Paths, 'sep' | 'relative' | 'isAbsolute' | 'dirname' | 'basename'>,
): TokenReference | undefined {
  const name = paths.basename(file);
  if (!isBelow(httpFile, paths.dirname(file), paths) || (target.kind === 'dotenv' && name !== '.env')) {
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
      ? l10n.t('Visual Studio reads it from {0}, environment "{1}".', name, target.environment)
      : l10n.t('JetBrains and httpYac read it from {0}, environment "{1}".', name, target.environment),
  };
}

/** Finds the references to linked files that a document can use. */
export function linkReferences(links: Pick<EnvironmentLinks, 'all'>, paths: Paths): FindReferences {
  return (key, { uri }) =>
    Promise.resolve(
      uri.scheme === 'file'
        ? links.all
            .filter((link) => link.key === key && link.stopped === undefined)
            .flatMap((link) => linkReference(link, uri.fsPath, paths) ?? [])
        : [],
    );
}
