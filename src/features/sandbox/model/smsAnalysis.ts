/** The characters of GSM 03.38 that take one septet; all but the escape, which is none that a text can hold. */
const BASIC = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
);
/** Those of its extension table, behind an escape: two septets. */
const EXTENSION = new Set('\f^{}\\[~]|€');

export interface SmsAnalysis {
  readonly parts: number;
  readonly unicode: boolean;
  readonly characters: number;
}

/** How many parts a text takes: in septets (160, or 153 of each part), else in UTF-16 units (70, or 67). */
export function analyzeSms(text: string): SmsAnalysis {
  const characters = Array.from(text);
  const unicode = !characters.every((character) => BASIC.has(character) || EXTENSION.has(character));
  const sizes = unicode
    ? characters.map(({ length }) => length)
    : characters.map((character) => (EXTENSION.has(character) ? 2 : 1));
  const [single, part] = unicode ? [70, 67] : [160, 153];
  return { parts: partsOf(sizes, single, part), unicode, characters: text.length };
}

/** A character is never divided between two parts. */
function partsOf(sizes: readonly number[], single: number, part: number): number {
  if (sizes.reduce((sum, size) => sum + size, 0) <= single) return 1;
  let parts = 1;
  let filled = 0;
  for (const size of sizes) {
    if (filled + size > part) {
      parts++;
      filled = 0;
    }
    filled += size;
  }
  return parts;
}
