import { decodeEscapes, undecodedRanges } from './decodeEscapes.ts';
import { atOnce } from './slices.ts';
import type { TextRange } from './textEdit.ts';
import { toBase64 } from './toBase64.ts';

export const MASK = '•••';

/** Escapes within escapes: JSON in JSON in JSON, or a URL in one. */
const MOST_LAYERS = 4;
/** Of longer secrets pieces of this length are hidden, each by itself: a server may have cut them off. */
const LONGEST_PIECE = 64;
/** Pieces are found by their first characters. */
const HEAD = 8;
/** Shorter ones stand in any text. */
const LEAST_DERIVED = 4;

const utf8 = new TextEncoder();

/** A text is read by windows, which lie over each other by more than a piece takes in any escapes. */
const WINDOW = 32 * 1024;
const OVERLAP = 8 * 1024;

/**
 * The text with every secret hidden, also where it is written in another way: in Base64 or hex, alone or with something
 * around it, in another case, with characters between that nobody sees, and in any escapes (JSON, URL, HTML, programs),
 * several times over. Takes linear time, and next to none for each of many secrets.
 */
export function maskSecrets(text: string, secrets: readonly string[]): string {
  return atOnce(masking(text, secrets));
}

/** Work that hides them, step by step. */
export function* masking(text: string, secrets: readonly string[]): Generator<undefined, string> {
  const pieces = piecesOf(secrets);
  if (pieces.length === 0) return text;
  const parts: string[] = [];
  let offset = 0;
  let last: TextRange | undefined;
  const hide = (): void => {
    if (last === undefined) return;
    parts.push(text.slice(offset, last.start), MASK);
    offset = last.end;
  };
  for (let from = 0; from === 0 || from + OVERLAP < text.length; from += WINDOW) {
    for (const range of findSecrets(text.slice(from, from + WINDOW + OVERLAP), pieces)) {
      const [start, end] = [from + range.start, from + range.end];
      if (last !== undefined && start <= last.end) {
        last = { start: last.start, end: Math.max(end, last.end) };
      } else if (range.start < WINDOW || from + WINDOW + OVERLAP >= text.length) {
        hide();
        last = { start, end };
      }
    }
    yield;
  }
  hide();
  parts.push(text.slice(offset));
  return parts.join('');
}

function findSecrets(text: string, pieces: readonly Pieces[]): readonly TextRange[] {
  const layers = layersOf(text);
  return layers.reduceRight<readonly TextRange[]>((inner, layer, index) => {
    const searched = folded(layer);
    const own = pieces.flatMap((some) => findPieces(searched, some));
    return merged([...(index === layers.length - 1 ? [] : undecodedRanges(layer, inner)), ...own]);
  }, []);
}

/** The text, and what is left of it each time that its escapes are undone. */
function layersOf(text: string): string[] {
  const layers = [text];
  for (let layer = decodeEscapes(text); layer !== layers.at(-1) && layers.length < MOST_LAYERS;) {
    layers.push(layer);
    layer = decodeEscapes(layer);
  }
  return layers;
}

/** As long as before: of the capital I with a dot alone would become two characters. */
const folded = (text: string): string => text.replaceAll('\u0130', 'I').toLowerCase();

/** Pieces to be found by so many of their first characters. */
interface Pieces {
  readonly length: number;
  readonly byHead: Map<string, Set<string>>;
  /** The hashes of these heads. */
  readonly slots: Uint8Array;
}

function piecesOf(secrets: readonly string[]): readonly Pieces[] {
  const all = new Map<number, Pieces>();
  const forms = new Set(
    [...new Set(secrets)].flatMap((secret) => [...layersOf(secret), ...derivedOf(secret)]),
  );
  for (const form of new Set([...forms].map(folded))) {
    for (let start = 0; start < form.length; start += LONGEST_PIECE) {
      // The last one is as long as the others, so that it is no word of any text.
      const from = Math.max(0, Math.min(start, form.length - LONGEST_PIECE));
      const piece = form.slice(from, from + LONGEST_PIECE);
      const head = piece.slice(0, HEAD);
      const { length } = head;
      const some = all.get(length) ?? {
        length,
        byHead: new Map<string, Set<string>>(),
        slots: new Uint8Array(SLOTS),
      };
      all.set(length, some);
      some.byHead.set(head, (some.byHead.get(head) ?? new Set()).add(piece));
      let hash = 0;
      for (let index = 0; index < length; index++)
        hash = (Math.imul(hash, BASE) + head.charCodeAt(index)) | 0;
      some.slots[slotOf(hash)] = 1;
    }
  }
  return [...all.values()];
}

/** In hex, and in Base64 where it begins at each of the three bits that it can, without what depends on its neighbours. */
function derivedOf(secret: string): string[] {
  const bytes = utf8.encode(secret);
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0'));
  const base64 = [0, 1, 2].map((before) => {
    const moved = Uint8Array.of(...new Uint8Array(before), ...bytes);
    return toBase64(moved).slice(Math.ceil((before * 8) / 6), Math.floor((moved.length * 8) / 6));
  });
  const urlSafe = base64.map((text) => text.replaceAll('+', '-').replaceAll('/', '_'));
  const dumps = [hex.join(''), hex.join(':'), hex.join(' '), hex.map((byte) => `0x${byte}`).join(', ')];
  // A form writes a blank as a plus sign.
  return [...dumps, bytes.join(', '), ...base64, ...urlSafe, secret.replaceAll(' ', '+')].filter(
    ({ length }) => length >= LEAST_DERIVED,
  );
}

const BASE = 0x01000193;
const SLOTS = 0x10000;
const slotOf = (hash: number): number => (hash ^ (hash >>> 16)) & (SLOTS - 1);

/** By a hash that rolls over the text (Rabin and Karp), so that the number of pieces costs no time. */
function findPieces(text: string, { length, byHead, slots }: Pieces): TextRange[] {
  const found: TextRange[] = [];
  let leaving = 1;
  for (let index = 0; index < length; index++) leaving = Math.imul(leaving, BASE);
  let hash = 0;
  for (let end = 1; end <= text.length; end++) {
    hash = (Math.imul(hash, BASE) + text.charCodeAt(end - 1)) | 0;
    const start = end - length;
    if (start > 0) hash = (hash - Math.imul(text.charCodeAt(start - 1), leaving)) | 0;
    if (start < 0 || slots[slotOf(hash)] !== 1) continue;
    for (const piece of byHead.get(text.slice(start, end)) ?? []) {
      if (text.startsWith(piece, start)) add(found, start, start + piece.length);
    }
  }
  return found;
}

/** One that touches the last one makes it longer. */
function add(found: TextRange[], start: number, end: number): void {
  const last = found.at(-1);
  if (last !== undefined && start <= last.end) {
    found[found.length - 1] = { start: last.start, end: Math.max(end, last.end) };
  } else {
    found.push({ start, end });
  }
}

function merged(ranges: readonly TextRange[]): readonly TextRange[] {
  const result: TextRange[] = [];
  for (const { start, end } of [...ranges].sort((a, b) => a.start - b.start)) add(result, start, end);
  return result;
}
