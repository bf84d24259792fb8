/** States on the way to the last one, as Routee's products name them. */
const ON_THE_WAY =
  /^(?:queued|sent|pending|scheduled|accepted|submitted|running|started|in ?progress|processing|initiated|ringing|buffered)$/i;
const NAMES = new Set(['status', 'state', 'campaignstatus', 'messagestatus']);

/** Whether all that an answer about a tracking id names has come to its end. An answer without a state has not. */
export function isAtItsEnd(json: unknown): boolean {
  const states = statesOf(json);
  return states.length > 0 && states.every((state) => !ON_THE_WAY.test(state));
}

function statesOf(json: unknown): string[] {
  const states: string[] = [];
  const left: unknown[] = [json];
  while (left.length > 0) {
    const next = left.pop();
    if (typeof next !== 'object' || next === null) continue;
    for (const [name, value] of Object.entries(next) as [string, unknown][]) {
      const state = NAMES.has(name.toLowerCase()) ? stateOf(value) : undefined;
      if (state !== undefined) states.push(state);
      else left.push(value);
    }
  }
  return states;
}

/** A state is a text, or the `name` of an object. */
function stateOf(value: unknown): string | undefined {
  const named: unknown = typeof value === 'object' && value !== null && 'name' in value ? value.name : value;
  return typeof named === 'string' ? named : undefined;
}
