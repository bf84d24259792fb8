import type { TextRange } from '../../../core/kit/textEdit.ts';
import type { RouteeResource } from '../../../core/resources/resources.ts';

export interface RequestCompletion {
  readonly kind: 'request' | 'resource' | 'header' | 'scope' | 'property' | 'value';
  readonly label: string;
  /** What is typed is compared with this. */
  readonly filter: string;
  readonly detail: string;
  readonly snippet: string;
  readonly resource?: RouteeResource;
  /** Markdown. */
  readonly documentation?: string;
}

export interface RequestCompletions {
  /** What they take the place of. */
  readonly range: TextRange;
  readonly items: readonly RequestCompletion[];
}
