import { addApplication } from './addApplication.ts';
import { cannotBeRead } from './chooseApplication.ts';
import { keyOf, type CommandContext } from './commandContext.ts';

/**
 * Starts *Add Application* where nobody has one yet. Who has one that cannot be read is told so instead, and so is who
 * clicked on one.
 *
 * @throws {RouteeError} `cancelled` when all that is stored cannot be read
 */
export async function addIfNone(context: CommandContext, argument: unknown): Promise<void> {
  if (keyOf(argument) !== undefined || context.applications.active !== undefined) {
    return;
  }
  for (const stored of context.applications.all) {
    if (stored.kind === 'broken') {
      throw cannotBeRead(stored.broken);
    }
  }
  await addApplication(context);
}
