import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

import type { CommandId } from '../../contributions.ts';
import { isHttpFile } from '../../core/httpFile/httpFile.ts';
import { planTokenUpdates } from '../../core/httpFile/plan/planTokenUpdates.ts';
import { RouteeError } from '../../core/protocol/routeeError.ts';
import { ApplicationError } from '../../editor/guard.ts';
import { noteInStatusBar, showError, showInformation } from '../../editor/messages.ts';
import type { Services } from '../../services.ts';
import { applyEdits, offerCopy, whyNot } from '../insertToken/insertEdits.ts';
import { targetEditor } from '../insertToken/insertToken.ts';
import { warnIfTracked } from '../leakWarnings/trackedWarning.ts';
import { confirmHandOut } from '../tokens/confirmHandOut.ts';
import { tokenFor } from '../tokens/handOut.ts';
import { findIssuedTokens, type IssuedPlace } from './model/findIssuedTokens.ts';
import { newerTokens, placesMeant, readUpdateRequest, writtenBy } from './model/places.ts';

const UPDATE: CommandId = 'routee.updateTokensInFile';

/**
 * Replaces the known tokens of a `.http` file, each by the current one of its own application, in one undo step.
 *
 * @param argument an `UpdateRequest` for one token; otherwise all tokens in the active editor
 */
export async function updateTokensInFile(services: Services, argument: unknown): Promise<void> {
  const request = readUpdateRequest(argument);
  const editor = request === undefined ? targetEditor() : visibleEditor(request.uri);
  if (editor === undefined || !isHttpFile(editor.document)) {
    void showInformation(
      l10n.t('Tokens are updated only in .http and .rest files. Open one, and run the command again.'),
    );
    return;
  }
  const { document } = editor;
  const issued = await services.issued();
  const find = async (): Promise<readonly IssuedPlace[]> => {
    const all = await findIssuedTokens(document.getText(), issued);
    return request === undefined ? all : placesMeant(all, request);
  };
  const before = await find();
  if (before.length === 0) {
    noteInStatusBar(l10n.t('This file contains no token of Routee Auth'));
    return;
  }
  const { tokens, removed, failures } = await currentTokens(
    services,
    before.map((place) => place.issued.applicationKey),
  );
  // The document may have changed during the exchanges: search it again.
  const places = await find();
  const anchors = new Set(places.map(({ anchor }) => anchor));
  const edits = planTokenUpdates(document.getText(), newerTokens(places, tokens), ({ anchor }) =>
    anchors.has(anchor),
  );
  if (edits.length > 0) {
    const outcome = await applyEdits(editor, edits);
    if (outcome !== 'changed') {
      offerCopy(whyNot(outcome, document), before[0]?.issued.applicationKey);
      return;
    }
  }
  await warnIfTracked(services, document, writtenBy(edits, tokens));
  const orphans = places.filter((place) => removed.has(place.issued.applicationKey)).length;
  if (edits.length > 0) {
    noteInStatusBar(
      edits.length === 1 ? l10n.t('Updated 1 token') : l10n.t('Updated {0} tokens', edits.length),
    );
  } else if (tokens.size > 0 && failures.length === 0 && orphans === 0) {
    noteInStatusBar(l10n.t('Already up to date'));
  }
  if (orphans > 0) {
    void tellOfOrphans(orphans);
  }
  const [failure, ...others] = failures;
  if (others.length > 0) {
    void tellOfFailures(failures, () => vscode.commands.executeCommand(UPDATE, argument));
  } else if (failure !== undefined) {
    throw failure;
  }
}

async function tellOfOrphans(count: number): Promise<void> {
  const sentence =
    count === 1
      ? l10n.t(
          'One token in this file belongs to an application that is no longer stored. It was left unchanged.',
        )
      : l10n.t(
          '{0} tokens in this file belong to applications that are no longer stored. They were left unchanged.',
          count,
        );
  const add = l10n.t('Add Application');
  if ((await showInformation(sentence, add)) === add) {
    await vscode.commands.executeCommand('routee.addApplication' satisfies CommandId);
  }
}

async function tellOfFailures(failures: readonly Error[], retry: () => unknown): Promise<void> {
  const again = l10n.t('Retry');
  const sentence = failures.map(({ message }) => message).join(' ');
  if ((await showError(sentence, again)) === again) {
    await retry();
  }
}

function visibleEditor(uri: string): vscode.TextEditor | undefined {
  return [vscode.window.activeTextEditor, ...vscode.window.visibleTextEditors].find(
    (editor) => editor?.document.uri.toString() === uri,
  );
}

interface CurrentTokens {
  /** Tokens by the key of their application, without those that the user declined. */
  readonly tokens: ReadonlyMap<string, string>;
  /** Keys of applications that are no longer stored. */
  readonly removed: ReadonlySet<string>;
  readonly failures: readonly ApplicationError[];
}

/** Valid tokens of several applications, for a document. A failure of one does not hold up the others. */
async function currentTokens(services: Services, applicationKeys: Iterable<string>): Promise<CurrentTokens> {
  const keys = [...new Set(applicationKeys)];
  const applications = keys.flatMap((key) => services.applications.get(key) ?? []);
  const outcomes = await Promise.allSettled(
    applications.map((application) => tokenFor(services, application)),
  );
  const tokens = new Map<string, string>();
  const failures: ApplicationError[] = [];
  for (const [index, application] of applications.entries()) {
    try {
      const outcome = outcomes[index];
      if (outcome?.status === 'rejected') {
        throw outcome.reason;
      }
      if (outcome !== undefined) {
        await confirmHandOut(services, application, outcome.value.token, 'Insert');
        tokens.set(application.key, outcome.value.token.accessToken);
      }
    } catch (error) {
      if (error instanceof ApplicationError) {
        failures.push(error);
      } else if (!(error instanceof RouteeError && error.code === 'cancelled')) {
        throw error;
      }
    }
  }
  return {
    tokens,
    removed: new Set(keys.filter((key) => services.applications.get(key) === undefined)),
    failures,
  };
}
