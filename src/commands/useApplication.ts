import { keyOf, type CommandContext } from './commandContext.ts';
import { clickedOrPicked, pick } from './chooseApplication.ts';

/** Makes an application the active one: the one that commands use when none is clicked on. */
export async function useApplication(context: CommandContext, argument: unknown): Promise<void> {
  const several = context.applications.applications.length > 1;
  const chosen =
    keyOf(argument) === undefined && several
      ? await pick(context, 'Use Routee Application')
      : await clickedOrPicked(context, argument, 'Use Routee Application');
  if (chosen !== undefined) {
    await context.applications.setActive(chosen.key);
  }
}
