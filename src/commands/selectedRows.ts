import { keyOf, type CommandContext } from './commandContext.ts';

/** A row below an application: what it shows cannot be removed or renamed. */
export function isDetail(argument: unknown): boolean {
  return (
    typeof argument === 'object' && argument !== null && 'kind' in argument && argument.kind !== 'application'
  );
}

/** The keys of the applications whose rows a command is about, in the order of the view. */
export function selectedKeys(context: CommandContext, argument: unknown, items: unknown): string[] {
  const rows: readonly unknown[] = Array.isArray(items) && items.length > 0 ? items : [argument];
  const keys = new Set(rows.flatMap((row) => (isDetail(row) ? [] : (keyOf(row) ?? []))));
  return context.applications.all.map(({ key }) => key).filter((key) => keys.has(key));
}
