import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

import { SETTINGS } from '../contributions.ts';
import type { Application } from '../core/applications/application.ts';
import { EnvFileError } from '../core/kit/fileError.ts';
import type { Log } from '../core/kit/ports.ts';
import { RouteeError, type RouteeErrorCode } from '../core/protocol/routeeError.ts';
import { type ShownApplications, shownText } from '../core/redaction/shownApplications.ts';
import { execute, offer, showError } from './messages.ts';

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
      // A message stays until it is dismissed, and the command is over before.
      void report(error, context, () => run(argument));
    }
  };
  return run;
}

async function report(error: unknown, context: GuardContext, retry: () => Promise<void>): Promise<void> {
  const routeeError = error instanceof ApplicationError ? error.error : error;
  const { code, setting } = routeeError instanceof RouteeError ? routeeError : {};
  if (code === 'cancelled') return;
  const sentence = sentenceOf(error, context);
  const application = error instanceof ApplicationError ? error.application : undefined;
  const { label, run = retry } = remedyFor(code, application, setting);
  await offer(showError, sentence, { [label]: run });
}

/** A sentence about an error, for people, and a line in the log. */
export function sentenceOf(error: unknown, { applications, log }: GuardContext): string {
  if (error instanceof EnvFileError || error instanceof RouteeError || error instanceof ApplicationError) {
    const sentence = shownText(error.message, applications);
    log.error(sentence);
    return sentence;
  }
  log.error(`Unexpected: ${describe(error)}`);
  return l10n.t('Something went wrong in Routee Auth. See the log for details.');
}

/** Stack frames only: the message of an unknown error may hold a secret. */
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

/** The button of an error message. */
interface Remedy {
  readonly label: string;
  /** Absent where the same command is to be run once more. */
  readonly run?: () => unknown;
}

/** The button that most likely helps against an error. */
export function remedyFor(
  code: RouteeErrorCode | undefined,
  application: Pick<Application, 'key' | 'authUrl'> | undefined,
  setting: string = SETTINGS.authUrl,
): Remedy {
  const showLog = { label: l10n.t('Show Log'), run: () => execute('routee.showLog') };
  const edit = (label: string, field: 'secret' | 'scopes' | 'servers'): Remedy =>
    application === undefined
      ? showLog
      : { label, run: () => execute('routee.editApplication', { key: application.key, field }) };
  switch (code) {
    case 'credentialsRejected':
      return edit(l10n.t('Edit Credentials'), 'secret');
    case 'invalidScope':
      return edit(l10n.t('Edit Scopes'), 'scopes');
    case 'invalidEndpoint':
    case 'notFound':
    case 'redirected':
      return application?.authUrl === undefined
        ? {
            label: l10n.t('Open Setting'),
            run: () => vscode.commands.executeCommand('workbench.action.openSettings', setting),
          }
        : edit(l10n.t('Server Addresses…'), 'servers');
    case 'network':
    case 'timeout':
    case 'serverError':
    case 'rateLimited':
    case 'expiredToken':
      return { label: l10n.t('Retry') };
    case 'refused':
    case 'badAnswer':
    case 'invalidRequest':
    case 'foreignOrigin': // No way to the setting: a file must not lead to another address for tokens.
    case 'cancelled':
    case undefined:
      return showLog;
  }
}
