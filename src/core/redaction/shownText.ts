import type { ShownApplications } from './shownApplications.ts';

/** Whether names are hidden now, and when that changes. */
export type Redacting = Pick<ShownApplications, 'redaction' | 'onDidChange'>;

/** A document of ours as people are to see it, also when it was made before demo mode was on. */
export function shownText(text: string, { redaction }: Redacting): string {
  return redaction?.text(text) ?? text;
}

/** The same for an answer: its head is ours, its body is what a server has said. */
export function shownAnswer(text: string, redacting: Redacting): string {
  const end = text.indexOf('\n\n');
  return end === -1 ? shownText(text, redacting) : shownText(text.slice(0, end), redacting) + text.slice(end);
}
