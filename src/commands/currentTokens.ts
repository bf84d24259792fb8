import { RouteeError } from '../core/protocol/routeeError.ts';
import { ApplicationError } from './applicationError.ts';
import type { CommandContext } from './commandContext.ts';
import { confirmHandOut } from './confirmHandOut.ts';
import { tokenFor } from './tokenFor.ts';

export interface CurrentTokens {
  /** By the key of the application; without those for which the user said no. */
  readonly tokens: ReadonlyMap<string, string>;
  /** Keys of applications that are no longer stored. */
  readonly removed: ReadonlySet<string>;
  readonly failures: readonly ApplicationError[];
}

/** Valid tokens of several applications, to be put into a document. One that fails does not hold up the others. */
export async function currentTokens(
  context: CommandContext,
  applicationKeys: Iterable<string>,
): Promise<CurrentTokens> {
  const keys = [...new Set(applicationKeys)];
  const applications = keys.flatMap((key) => context.applications.get(key) ?? []);
  const outcomes = await Promise.allSettled(
    applications.map((application) => tokenFor(context, application)),
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
        await confirmHandOut(context, application, outcome.value.token, 'Insert');
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
    removed: new Set(keys.filter((key) => context.applications.get(key) === undefined)),
    failures,
  };
}
