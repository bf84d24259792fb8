import { UNEXPLAINED_BY_BROWSER } from '../core/protocol/networkFailure.ts';
import type * as node from './systemFetch.ts';

/** A browser tells a page no more than that there is no answer, so that one of them has to say why it may be. */
export const systemFetch: typeof node.systemFetch = async (url, init) => {
  try {
    return await fetch(url, init);
  } catch (error) {
    const isUnexplained = error instanceof TypeError && Reflect.get(navigator, 'onLine') !== false;
    throw isUnexplained ? Object.assign(error, { code: UNEXPLAINED_BY_BROWSER }) : error;
  }
};
