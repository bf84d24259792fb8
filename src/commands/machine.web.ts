import type * as node from './machine.ts';

export const systemName: typeof node.systemName = () => 'browser';

export const userName: typeof node.userName = () => undefined;
