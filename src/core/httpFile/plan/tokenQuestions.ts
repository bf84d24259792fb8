import type { TextRange } from '../../kit/textEdit.ts';
import type { BasicDecision, TokenDecisions, TokenQuestion, VariableDecision } from './tokenPlan.ts';

/** Answers what was decided, and remembers what was not. */
export class TokenQuestions {
  readonly #decisions: TokenDecisions;
  readonly #basic: TextRange[] = [];
  readonly #variables = new Map<string, { isDefinable: boolean; ranges: TextRange[] }>();

  constructor(decisions: TokenDecisions) {
    this.#decisions = decisions;
  }

  /** Whether to overwrite the `Basic` credential at `range`. */
  basic(range: TextRange): BasicDecision {
    if (this.#decisions.basic) return this.#decisions.basic;
    if (!this.#basic.some(({ start }) => start === range.start)) this.#basic.push(range);
    return 'keep';
  }

  /** The decision about the header value at `range`, which uses a variable that this file does not define. */
  variable(name: string, range: TextRange, isDefinable: boolean): VariableDecision {
    const decision = this.#decisions.variables?.get(name);
    if (decision && (decision !== 'define' || isDefinable)) return decision;
    const question = this.#variables.get(name) ?? { isDefinable, ranges: [] };
    question.ranges.push(range);
    this.#variables.set(name, question);
    return isDefinable ? 'define' : 'keep';
  }

  /** The questions that no decision answered. */
  open(): readonly TokenQuestion[] {
    const basic: TokenQuestion[] =
      this.#basic.length === 0
        ? []
        : [{ kind: 'basic', ranges: this.#basic, choices: ['replace', 'keep'], byDefault: 'keep' }];
    const variables = [...this.#variables].map(([name, { isDefinable, ranges }]): TokenQuestion => ({
      kind: 'variable',
      name,
      ranges,
      choices: isDefinable ? ['define', 'replace', 'keep'] : ['replace', 'keep'],
      byDefault: isDefinable ? 'define' : 'keep',
    }));
    return [...basic, ...variables];
  }
}
