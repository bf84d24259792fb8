import { findTokenLike } from '../core/httpFile/findTokenLike.ts';
import type { CommandContext } from './commandContext.ts';

/** The tokens of ours that a text holds or may hold in another form: what must not be shown of it. */
export async function knownTokens(
  { applications, tokens, issued }: CommandContext,
  text: string,
): Promise<string[]> {
  const current = applications.applications.flatMap(({ key }) => tokens.state(key).token?.accessToken ?? []);
  const words = findTokenLike(text).map(({ token }) => token);
  const recognised = await (await issued()).recogniseAll(words);
  return [...current, ...words.filter((_word, index) => recognised[index] !== undefined)];
}
