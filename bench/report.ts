import type { Candidate } from './candidate.ts';
import type { Series } from './measurements.ts';
import { spread, type Spread } from './statistics.ts';

export interface Row {
  readonly title: string;
  readonly series: Series;
  readonly format: (value: number) => string;
  /** A second number for each candidate, such as the time that it took. */
  readonly aside?: { readonly title: string; readonly series: Series };
}

/** One measurement as lines of a table, the least and so the best first, with ratios to ours of the same repeat. */
export function formatRow(row: Row, ours: Candidate): string {
  const own = row.series.get(ours) ?? [];
  const lines = ranked(row).map(({ candidate, values, median }) => {
    const ratios = spread(values.map((value, repeat) => value / (own[repeat] ?? NaN)));
    const aside =
      row.aside === undefined ? '' : spread(row.aside.series.get(candidate) ?? []).median.toFixed(2);
    return [
      candidate.name.padEnd(27),
      row.format(median).padStart(12),
      (candidate === ours ? '' : formatRatio(ratios)).padEnd(32),
      aside.padStart(12),
    ]
      .join(' ')
      .trimEnd();
  });
  const heading = `${row.title}; ratio to ${ours.name} (least … most of ${own.length} repeats)`;
  return `\n${heading}${row.aside === undefined ? '' : `; ${row.aside.title}`}\n${lines.join('\n')}`;
}

export function formatRatio({ median, min, max }: Spread): string {
  return `${median.toFixed(2).padStart(7)} (${min.toFixed(2)} … ${max.toFixed(2)})`;
}

/** The candidate that ours had to beat, or `undefined` when ours is the first. */
export function winner(row: Row, ours: Candidate): Candidate | undefined {
  const best = ranked(row)[0]?.candidate;
  return best === ours ? undefined : best;
}

function ranked(row: Row): { candidate: Candidate; values: readonly number[]; median: number }[] {
  return [...row.series]
    .map(([candidate, values]) => ({ candidate, values, median: spread(values).median }))
    .sort((a, b) => a.median - b.median);
}
