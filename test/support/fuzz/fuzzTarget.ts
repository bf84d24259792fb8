import fc from 'fast-check';

/** What is fuzzed, and all that went wrong with it before. */
export interface FuzzTarget {
  readonly name: string;
  /** Its share of all cases. */
  readonly weight: number;
  /** Checks so many cases; rejects with the smallest one that fails, and the seed to repeat it with. */
  readonly fuzz: (numRuns: number, seed: number) => Promise<void>;
  /** Inputs that failed once, each with what was wrong. */
  readonly past: readonly { readonly why: string; readonly check: () => Promise<void> }[];
}

export interface TargetParts<T> {
  readonly name: string;
  readonly weight: number;
  readonly cases: fc.Arbitrary<T>;
  /** Throws, or rejects, when the case breaks a promise of the product. */
  readonly check: (input: T) => void | Promise<void>;
  readonly past: readonly (readonly [why: string, input: T])[];
}

export function fuzzTarget<T>({ name, weight, cases, check, past }: TargetParts<T>): FuzzTarget {
  const checkOne = async (input: T): Promise<void> => {
    await check(input);
  };
  return {
    name,
    weight,
    fuzz: (numRuns, seed) => fc.assert(fc.asyncProperty(cases, checkOne), { numRuns, seed }),
    past: past.map(([why, input]) => ({ why, check: () => checkOne(input) })),
  };
}
