import * as l10n from '@vscode/l10n';

import type { ResourceEffect } from './resource.ts';

/** What a request does to the account, in a few words. */
export function effectText(effect: ResourceEffect): string {
  switch (effect) {
    case 'free':
      return l10n.t('changes nothing and costs nothing');
    case 'costs':
      return l10n.t('costs money or sends something');
    case 'changes':
      return l10n.t('changes data of your account');
  }
}

/** A few words as a sentence. */
export function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
