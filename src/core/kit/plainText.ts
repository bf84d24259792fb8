/** Marks that turn the direction of writing: they can show a text in another order than it has. */
export const BIDI = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/**
 * A text with names in it that strangers may have chosen, the same to the eye but for a blank: in messages
 * `[label](command:…)` is a link that runs a command or opens a page, and `$(zap)` is an icon in labels.
 */
export function plainText(text: string): string {
  return text.replaceAll('](', '] (').replaceAll('$(', '$ (').replaceAll(BIDI, '');
}

/** A {@link plainText} for a report in Markdown: no tags of HTML, by which a rendered report would load a picture. */
export function plainMarkdown(text: string): string {
  return plainText(text).replaceAll(/<(?=[a-z!/?])/gi, '< ');
}
