import * as vscode from 'vscode';

import type { Drop } from '../core/applications/moveInOrder.ts';
import type { TreeNode } from './applicationNode.ts';

const MIME = 'application/vnd.code.tree.routee.applications';

/** Rows of applications can be dragged within the view, to put them into another order. */
export function applicationsDrag(onDrop: (drop: Drop) => void): {
  handleDrag(nodes: readonly TreeNode[], data: vscode.DataTransfer): void;
  handleDrop(target: TreeNode | undefined, data: vscode.DataTransfer): void;
} {
  return {
    handleDrag(nodes, data) {
      const moved = nodes.filter(({ kind }) => kind === 'application').map(({ key }) => key);
      if (moved.length > 0) {
        data.set(MIME, new vscode.DataTransferItem(moved));
      }
    },
    handleDrop(target, data) {
      const moved: unknown = data.get(MIME)?.value;
      if (Array.isArray(moved)) {
        onDrop({ moved: moved.filter((key) => typeof key === 'string'), onto: target?.key });
      }
    },
  };
}
