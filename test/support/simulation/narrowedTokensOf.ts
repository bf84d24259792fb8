import { NarrowedTokens } from '../../../src/features/sharing/model/narrowedTokens.ts';
import type { TestWindow, TokenWorld } from './tokenWorld.ts';

/** The server counts a token with other scopes as one of another application: `shop:sms`. */
export function narrowedTokensOf(world: TokenWorld, { applications, settings }: TestWindow): NarrowedTokens {
  const ignore = (): void => undefined;
  return new NarrowedTokens({
    applications,
    settings,
    clock: world.time,
    timers: world.time,
    random: () => 0.5,
    log: { trace: ignore, debug: ignore, info: ignore, warn: ignore, error: ignore },
    exchange: (application, _authUrl, signal) =>
      world.server.exchange(
        { ...application, key: `${application.key}:${application.scopes.join('+')}` },
        signal,
      ),
  });
}
