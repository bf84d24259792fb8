import * as l10n from '@vscode/l10n';
import * as z from 'zod/mini';

import type { Application } from '../applications/application.ts';
import { EnvFileError } from '../envFile/envFileError.ts';
import { parseJson } from '../protocol/parseJson.ts';

const FORMAT = 'routee-auth.applications';
const VERSION = 1;

const fileSchema = z.object({
  format: z.literal(FORMAT),
  version: z.literal(VERSION),
  applications: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      scopes: z.array(z.string()),
      active: z.optional(z.boolean()),
    }),
  ),
});

/** What of an application may leave this machine: everything but its secret and what the user has agreed to. */
export type ExportedApplication = Readonly<z.infer<typeof fileSchema>['applications'][number]>;

/** The applications as a file, in their order. It holds no secret. */
export function writeApplicationsFile(applications: readonly Application[], activeKey?: string): string {
  const exported = applications.map(({ key, id, name, scopes }) => ({
    id,
    name,
    scopes,
    active: key === activeKey ? true : undefined,
  }));
  return `${JSON.stringify({ format: FORMAT, version: VERSION, applications: exported }, undefined, 2)}\n`;
}

/**
 * The applications of such a file; `undefined` where the text is something else.
 *
 * @throws {EnvFileError} `invalid` for a file of a newer version, and for one that was damaged
 */
export function readApplicationsFile(text: string): readonly ExportedApplication[] | undefined {
  const json = parseJson(text.replace(/^\uFEFF/, ''));
  if (typeof json !== 'object' || json === null || !('format' in json) || json.format !== FORMAT) {
    return undefined;
  }
  const { success, data } = fileSchema.safeParse(json);
  if (success && data.applications.every(isSound)) {
    return data.applications;
  }
  const isNewer = 'version' in json && typeof json.version === 'number' && json.version > VERSION;
  throw new EnvFileError(
    'invalid',
    isNewer
      ? l10n.t('A newer version of Routee Auth has written it. Update the extension first.')
      : l10n.t('Something in it is missing or was changed. Export the applications once more.'),
  );
}

/** By hand: what zod has for it would be loaded at every start. */
function isSound({ id, name, scopes }: ExportedApplication): boolean {
  return (
    /^[^\s:]{1,200}$/.test(id) &&
    /^\S(?:.{0,198}\S)?$/.test(name) &&
    scopes.every((scope) => /^\S{1,200}$/.test(scope))
  );
}
