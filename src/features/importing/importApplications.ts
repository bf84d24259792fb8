import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

import type { Services } from '../../services.ts';
import { pickFile, readText } from './importFile.ts';
import { Importing, importSummary, listOf } from './importing.ts';
import { type FilePair, pickPairs, readVariables } from './importVariables.ts';
import { offer, showInformation, showWarning } from '../../editor/messages.ts';
import { removeSecrets } from './removeSecrets.ts';
import { mustBeShown } from '../../editor/demoMode.ts';

/** Adds the applications whose credentials stand in a file. */
export async function importApplications(services: Services): Promise<void> {
  // The lists name what is stored, and what is about to be.
  await mustBeShown(services);
  const uri = await pickFile(l10n.t('Import Routee Applications'));
  if (uri === undefined) return;
  const file = vscode.workspace.asRelativePath(uri);
  const title = l10n.t('Import Routee Applications from {0}', file);
  const pairs = await pickPairs(services, await readVariables(uri, await readText(uri)), title);
  if (pairs.length > 0) {
    await importPairs(services, pairs, file);
  }
}

async function importPairs(services: Services, pairs: readonly FilePair[], file: string): Promise<void> {
  const importing = new Importing(services);
  try {
    for (const { id, secret, hint } of pairs) {
      const name = importing.name(hint, id.value);
      const draft = { id: id.value, secret: secret.value, name, scopes: [] };
      if (!(await importing.add(draft))) {
        break;
      }
    }
  } finally {
    // A setting may turn out to be wrong in the middle.
    await tell(services, importing, pairs, file);
  }
}

/** Says what has become of it, and offers to take the secrets out of the file that are safe here now. */
async function tell(
  services: Services,
  importing: Importing,
  pairs: readonly FilePair[],
  file: string,
): Promise<void> {
  const kept = new Set(
    [...importing.added, ...importing.doubles].map(({ key }) => services.unredacted.get(key)?.secret),
  );
  // Where the machine keeps no secrets, the file may be the only place that does.
  const removable = services.storage.isTrusted ? pairs.filter(({ secret }) => kept.has(secret.value)) : [];
  const files = [...new Map(removable.map(({ secret: { uri } }) => [uri.toString(), uri])).values()];
  const summary = importSummary(importing, file);
  if (summary === '') return;
  const tracked = (await Promise.all(files.map((uri) => services.git.isTracked(uri)))).includes(true);
  const names = listOf(files.map((uri) => vscode.workspace.asRelativePath(uri)));
  const hint =
    files.length === 0
      ? []
      : tracked
        ? [l10n.t('Git tracks {0}. Anyone who can read the repository can read the secret.', names)]
        : [l10n.t('The secret is still in the file.')];
  const secrets = removable.map(({ secret }) => secret);
  void offer(
    tracked || importing.refused.length > 0 ? showWarning : showInformation,
    [summary, ...hint].join(' '),
    files.length === 0
      ? {}
      : { [l10n.t('Remove from File')]: () => removeSecrets(services, secrets, tracked) },
  );
}
