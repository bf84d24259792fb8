import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

import { type CommandId, SETTINGS } from '../contributions.ts';
import type { Application } from '../core/applications/application.ts';
import { EnvFileError } from '../core/kit/fileError.ts';
import type { Log } from '../core/kit/ports.ts';
import { RouteeError, type RouteeErrorCode } from '../core/protocol/routeeError.ts';
import type { ShownApplications } from '../core/redaction/shownApplications.ts';
import { showError } from './messages.ts';

interface GuardContext {
  readonly applications: Pick<ShownApplications, 'redaction'>;
  readonly log: Log;
}

/**
 * The one boundary at which errors of commands end: a line in the log, a sentence, one button. A cancelled command is
 * silent. Commands give nothing back to their caller, so that no other extension can get a token through one.
 */
export function guard<Context extends GuardContext>(
  handler: (context: Context, argument: unknown) => Promise<void>,
  context: Context,
): (argument?: unknown) => Promise<void> {
  const run = async (argument?: unknown): Promise<void> => {
    try {
      await handler(context, argument);
    } catch (error) {
      // Not awaited: a message stays until it is dismissed, the command is over.
      void report(error, context, () => run(argument));
    }
  };
  return run;
}

async function report(error: unknown, context: GuardContext, retry: () => Promise<void>): Promise<void> {
  const routeeError = error instanceof ApplicationError ? error.error : error;
  const { code, setting } = routeeError instanceof RouteeError ? routeeError : {};
  if (code === 'cancelled') {
    return;
  }
  const known = error instanceof EnvFileError || (code !== undefined && error instanceof Error);
  const sentence = known
    ? (context.applications.redaction?.text(error.message) ?? error.message)
    : l10n.t('Something unexpected went wrong in Routee Auth. The log has the details.');
  context.log.error(known ? sentence : `Unexpected: ${describe(error)}`);
  const remedy = remedyFor(
    code,
    error instanceof ApplicationError ? error.application.key : undefined,
    setting,
  );
  if ((await showError(sentence, remedy.label)) !== remedy.label) {
    return;
  }
  await (remedy.command === 'retry'
    ? retry()
    : vscode.commands.executeCommand(remedy.command, argumentOf(remedy)));
}

function argumentOf(remedy: object): unknown {
  return 'argument' in remedy ? remedy.argument : undefined;
}

/** The place, not the message: what an unknown error says could hold anything. */
function describe(error: unknown): string {
  if (!(error instanceof Error)) {
    return typeof error;
  }
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return [error.name, ...frames.slice(0, 5).map((line) => line.trim())].join(' ');
}

/** A failure of the token of one application: the application tells which one, and lets a button mend it. */
export class ApplicationError extends Error {
  override readonly name = 'ApplicationError';
  readonly application: Application;
  readonly error: RouteeError;

  constructor(application: Application, error: RouteeError) {
    super(`${application.name}: ${error.message}`, { cause: error });
    this.application = application;
    this.error = error;
  }
}

/** The button of an error message: a command of ours, a built-in one, or the same command once more. */
interface Remedy {
  readonly label: string;
  readonly command: string;
  readonly argument: unknown;
}

export type RemedyOrRetry = Remedy | { readonly label: string; readonly command: 'retry' };

/** What most likely helps against an error. */
export function remedyFor(
  code: RouteeErrorCode | undefined,
  applicationKey: string | undefined,
  setting: string = SETTINGS.authUrl,
): RemedyOrRetry {
  switch (code) {
    case 'credentialsRejected':
      return applicationKey === undefined
        ? showLog()
        : edit(l10n.t('Edit Credentials'), applicationKey, 'secret');
    case 'invalidScope':
      return applicationKey === undefined ? showLog() : edit(l10n.t('Edit Scopes'), applicationKey, 'scopes');
    case 'invalidEndpoint':
    case 'notFound':
    case 'redirected':
      return { label: l10n.t('Open Setting'), command: 'workbench.action.openSettings', argument: setting };
    case 'network':
    case 'timeout':
    case 'serverError':
    case 'rateLimited':
    case 'expiredToken':
      return { label: l10n.t('Retry'), command: 'retry' };
    case 'refused':
    case 'badAnswer':
    case 'invalidRequest':
    case 'foreignOrigin': // No way to the setting: a file must not lead to another address for tokens.
    case 'cancelled':
    case undefined:
      return showLog();
  }
}

const showLog = (): Remedy => ({
  label: l10n.t('Show Log'),
  command: 'routee.showLog' satisfies CommandId,
  argument: undefined,
});

function edit(label: string, key: string, field: 'secret' | 'scopes'): Remedy {
  return { label, command: 'routee.editApplication' satisfies CommandId, argument: { key, field } };
}

/** For a message that nobody waits for: its failure goes to the log. One that is dismissed has not failed. */
export function toLog({ log }: { readonly log: Log }): (error: unknown) => void {
  return (error) => {
    if (!(error instanceof RouteeError && error.code === 'cancelled')) {
      log.error(`A message could not be answered. ${String(error)}`);
    }
  };
}
