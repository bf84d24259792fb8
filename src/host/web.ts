import { UNEXPLAINED_BY_BROWSER } from '../core/protocol/networkFailure.ts';
import type { Host } from './host.ts';

export const webHost: Host = {
  // A browser tells a page no more than that there is no answer, so one of them has to say why it may be.
  fetch: async (url, init) => {
    try {
      return await fetch(url, init);
    } catch (error) {
      const isUnexplained = error instanceof TypeError && Reflect.get(navigator, 'onLine') !== false;
      throw isUnexplained ? Object.assign(error, { code: UNEXPLAINED_BY_BROWSER }) : error;
    }
  },
  systemName: 'browser',
  userName: undefined,
  environment: undefined,
  files: undefined,
  probes: undefined,
  serveLoopback: undefined,
  answerMcp: undefined,
};
