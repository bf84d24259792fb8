import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

import { EnvFileError } from '../core/envFile/envFileError.ts';
import { RouteeError } from '../core/protocol/routeeError.ts';
import { ApplicationError } from './applicationError.ts';
import type { CommandContext, Handler } from './commandContext.ts';
import { remedyFor } from './errorRemedy.ts';
import { showError } from './messages.ts';

/**
 * The one boundary at which errors of commands end: a line in the log, a sentence, one button. A cancelled command is
 * silent. Commands give nothing back to their caller, so that no other extension can get a token through one.
 */
export function guard(handler: Handler, context: CommandContext): (argument?: unknown) => Promise<void> {
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

async function report(error: unknown, context: CommandContext, retry: () => Promise<void>): Promise<void> {
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
