import type { EnvironmentLink } from '../core/envFile/environmentLink.ts';

/** A row of the tree, as commands receive it. */
export type TreeNode = ApplicationNode | DetailNode | LinkNode;

export interface ApplicationNode {
  readonly kind: 'application';
  readonly key: string;
}

export interface DetailNode {
  readonly kind: 'expiry' | 'scopes' | 'permissions' | 'scope' | 'permission';
  readonly key: string;
  /** Unique in the tree. */
  readonly id: string;
  readonly label: string;
  readonly items: readonly string[];
}

/** A file that holds the application's token. */
export interface LinkNode {
  readonly kind: 'link';
  readonly key: string;
  /** Unique in the tree. */
  readonly id: string;
  readonly link: EnvironmentLink;
}
