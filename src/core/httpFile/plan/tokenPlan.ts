import type { TextEdit } from '../../kit/textEdit.ts';
import type { TextRange } from '../../kit/textEdit.ts';

/** The variable that this product defines where a token stands in no request. */
export const ROUTEE_VARIABLE = 'routeeToken';

/** A cursor or selection, in UTF-16 code units; `start` is the smaller offset. */
export type CursorRange = TextRange;

/** The answer for a `Basic` credential in the way: overwrite it, or leave that place as it is. */
export type BasicDecision = 'replace' | 'keep';

/**
 * The answer for a header whose variable has no definition in this file: define it here, write the token in its place,
 * or leave that header as it is.
 */
export type VariableDecision = 'define' | 'replace' | 'keep';

/** Answers that the caller already has. */
export interface TokenDecisions {
  /** For all `Basic` credentials of this plan. */
  readonly basic?: BasicDecision;
  /** By the name of the question. */
  readonly variables?: ReadonlyMap<string, VariableDecision>;
}

/** A question for the user. The caller plans again with the answer among its decisions. */
export type TokenQuestion =
  | {
      readonly kind: 'basic';
      /** The values that hold a `Basic` credential. */
      readonly ranges: readonly TextRange[];
      readonly choices: readonly BasicDecision[];
      /** The answer that the edits of this plan assume. */
      readonly byDefault: BasicDecision;
    }
  | {
      readonly kind: 'variable';
      /**
       * The text between the braces, trimmed: `token`, `$processEnv TOKEN`, `login.response.body.access_token`; or
       * `@name` of a variable under a cursor that holds what is no token.
       */
      readonly name: string;
      /** The values that use it, or its own. */
      readonly ranges: readonly TextRange[];
      /** Without `define` where the name is an expression that no `@name = value` line can define. */
      readonly choices: readonly VariableDecision[];
      /** The answer that the edits of this plan assume: `define` where it can be chosen, else `keep`. */
      readonly byDefault: VariableDecision;
    };

/** The result of planning: nothing has been changed yet. */
export interface TokenPlan {
  /** Sorted, never overlapping, each with an effect; empty when the text is already as it should be. */
  readonly edits: readonly TextEdit[];
  /** Open questions. The edits are complete all the same: they assume the defaults. */
  readonly questions: readonly TokenQuestion[];
}
