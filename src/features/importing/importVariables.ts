import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

import { plainText } from '../../core/kit/plainText.ts';
import { listEnvValues, type EnvVariable } from '../../core/envFile/envFile.ts';
import { inSentence } from '../../core/kit/fileError.ts';
import { shortId } from '../../core/applications/application.ts';
import {
  cleaned,
  credentialPairs,
  hintOf,
  isIdLike,
  isReadWith,
  isSecretLike,
  type CredentialPair,
} from './model/credentialPairs.ts';
import { isSecretName } from '../../core/kit/secretNames.ts';
import type { Services } from '../../services.ts';
import { fileName, readTextIfThere } from './importFile.ts';
import { showInformation } from '../../editor/messages.ts';

/** A variable, and the file that it stands in. */
export interface FileVariable extends EnvVariable {
  readonly uri: vscode.Uri;
}

export type FilePair = CredentialPair<FileVariable>;

/** Clients merge these two: the names of secrets are in the private one. */
const SIBLINGS: Partial<Record<string, string>> = {
  'http-client.env.json': 'http-client.private.env.json',
  'http-client.private.env.json': 'http-client.env.json',
};

/** All variables of a file, and of the one that clients read with it. @throws {EnvFileError} */
export async function readVariables(uri: vscode.Uri, text: string): Promise<readonly FileVariable[]> {
  const name = fileName(uri.path);
  const own = list(uri, text);
  const sibling = SIBLINGS[name];
  if (sibling === undefined) return own;
  const other = vscode.Uri.joinPath(uri, '..', sibling);
  const otherText = await readTextIfThere(other);
  const others = otherText === undefined ? [] : list(other, otherText);
  const [first, second] = sibling.includes('.private.') ? [others, own] : [own, others];
  // The private file counts.
  return [...first, ...second.filter((one) => !first.some((before) => placeOf(before) === placeOf(one)))];
}

/** A file of another name is taken for what it looks like. */
function list(uri: vscode.Uri, text: string): FileVariable[] {
  const kind = /\.json(?:\.user)?$/.test(uri.path) || text.trimStart().startsWith('{') ? 'json' : 'dotenv';
  try {
    return listEnvValues(text, kind).map((variable) => ({ ...variable, uri }));
  } catch (error) {
    const file = vscode.workspace.asRelativePath(uri);
    throw inSentence(error, (why) => l10n.t("Can't import {0}. {1}", file, why));
  }
}

/** The environment and the name of a variable, which tell it from the others of the same files. */
const placeOf = ({ target }: EnvVariable): string =>
  target.kind === 'json' ? `${target.environment} › ${target.name}` : target.name;

interface PairItem extends vscode.QuickPickItem {
  readonly pair?: FilePair;
}

/** Asks which pairs to import; other variables can be picked, one by one. Empty: the user left. */
export async function pickPairs(
  services: Services,
  variables: readonly FileVariable[],
  title: string,
): Promise<readonly FilePair[]> {
  const pairs = credentialPairs(variables);
  const items: PairItem[] = pairs.map((pair) => {
    const double = services.applications.findDouble({ id: pair.id.value, scopes: [] });
    return {
      label: pair.hint === '' ? shortId(pair.id.value) : pair.hint,
      description: pair.hint === '' ? '' : shortId(pair.id.value),
      detail:
        double === undefined
          ? `${placeOf(pair.id)}, ${placeOf(pair.secret)}`
          : l10n.t('Already stored as "{0}"', double.name),
      picked: pair.isLikely && double === undefined,
      pair,
    };
  });
  if (items.length === 0) {
    return [await pickByHand(variables, title)].filter((pair) => pair !== undefined);
  }
  const byHand: PairItem = { label: `$(list-selection) ${l10n.t('Other Variables…')}`, alwaysShow: true };
  const picked = await vscode.window.showQuickPick([...items, byHand], {
    title,
    placeHolder: l10n.t("Select the applications. Secrets aren't shown."),
    canPickMany: true,
    matchOnDetail: true,
    ignoreFocusOut: true,
  });
  const other = picked?.includes(byHand) === true ? await pickByHand(variables, title) : undefined;
  return [...(picked ?? []).map(({ pair }) => pair), other].filter((pair) => pair !== undefined);
}

/** Two variables with any names. Ids show shortened, secrets not at all. */
async function pickByHand(all: readonly FileVariable[], title: string): Promise<FilePair | undefined> {
  const variables = all.map(cleaned);
  const ids = variables.filter(({ value }) => isIdLike(value));
  if (ids.length === 0 || variables.length < 2) {
    void showInformation(
      l10n.t("There's nothing to import: no two variables in the file look like an ID and a secret."),
    );
    return undefined;
  }
  const id = await pickVariable(
    ids,
    title,
    l10n.t('Which variable contains the application ID?'),
    ({ target, value }) => ([target.name, value].some(isSecretName) ? '' : shortId(value)),
  );
  if (id === undefined) return undefined;
  const secrets = variables.filter((one) => one !== id && isSecretLike(one.value) && isReadWith(id, one));
  const secret = await pickVariable(secrets, title, l10n.t('Which variable contains its secret?'), () => '');
  return secret && { id, secret, hint: hintOf(id), isLikely: true };
}

async function pickVariable(
  variables: readonly FileVariable[],
  title: string,
  placeHolder: string,
  describe: (variable: FileVariable) => string,
): Promise<FileVariable | undefined> {
  const items = variables.map((variable) => ({
    label: plainText(placeOf(variable)),
    description: describe(variable),
    variable,
  }));
  return (await vscode.window.showQuickPick(items, { title, placeHolder, ignoreFocusOut: true }))?.variable;
}
