import type * as node from './network.ts';

export const network: typeof node.network = { direct: undefined, environment: {} };
