import type * as node from './linkReference.ts';

/** No file is linked in a browser. */
export const linkReference: typeof node.linkReference = () => undefined;
