import type * as node from './filesOnDisk.ts';

/** What a browser calls a file is not on a disk that could be asked, written in one step, or looked up in Git. */
export const hasFolderOnDisk: typeof node.hasFolderOnDisk = () => false;
