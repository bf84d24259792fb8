import type { TextRange } from './textEdit.ts';

/** Invisible characters: controls, zero-width characters, soft hyphens, direction marks. */
const UNSEEN = '\\p{Cc}\\p{Cf}\\p{Default_Ignorable_Code_Point}';

const NAMED = new Map([
  ...Object.entries({ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ', sol: '/', bsol: '\\' }),
  ...Object.entries({ plus: '+', equals: '=', colon: ':', comma: ',', period: '.', excl: '!', num: '#' }),
  ...Object.entries({ dollar: '$', percnt: '%', ast: '*', commat: '@', lowbar: '_', Hat: '^', verbar: '|' }),
  ...Object.entries({
    semi: ';',
    quest: '?',
    lpar: '(',
    rpar: ')',
    lsqb: '[',
    rsqb: ']',
    dash: '-',
    hyphen: '-',
  }),
]);

const BYTE = '(?:%|\\\\x)';
const NEXT = `${BYTE}[89abAB][\\da-fA-F]`;

/** One character each, as URLs, forms, JSON, programs, logs and HTML write it; and what nobody sees. */
const ESCAPES = new RegExp(
  [
    `[${UNSEEN}]+`,
    // As many at once as there are, for there may be a million.
    '(?:\\\\\\\\)+',
    '\\\\[abefnrtv0](?!\\d)',
    // The bytes of one character in UTF-8, or a single one.
    `${BYTE}(?:[cdCD][\\da-fA-F]${NEXT}|[eE][\\da-fA-F](?:${NEXT}){2}|[fF][0-7](?:${NEXT}){3}|[\\da-fA-F]{2})`,
    '[%\\\\]u[\\da-fA-F]{4}|\\\\u\\{[\\da-fA-F]{1,6}\\}|\\\\U[\\da-fA-F]{8}',
    '\\\\[0-3][0-7]{2}',
    '&#(?:\\d{1,7}|[xX][\\da-fA-F]{1,6});?',
    '&[A-Za-z]{2,6};',
    `\\\\[^\\w${UNSEEN}]`,
  ].join('|'),
  'gu',
);

function decoded(escape: string): string {
  const [first = '', second = ''] = escape;
  if (first === '&') {
    const name = escape.slice(1).replace(';', '');
    return second === '#'
      ? fromCode(name.slice(1).replace(/^x/i, '0x'), escape)
      : (NAMED.get(name) ?? escape);
  }
  if (first === '%' && second !== 'u') return fromBytes(escape);
  if (first !== '\\' && first !== '%') return '';
  if (first === second) return escape.slice(escape.length / 2);
  if (second === 'x') return fromBytes(escape.replaceAll('\\x', '%'));
  if (/[uU]/.test(second)) return fromCode(`0x${escape.replaceAll(/[{}]/g, '').slice(2)}`, escape);
  if (escape.length > 2 && /\d/.test(second)) return fromCode(`0o${escape.slice(1)}`, escape);
  return /\w/.test(second) ? '' : escape.slice(1);
}

function fromCode(number: string, escape: string): string {
  const code = Number(number);
  return code <= 0x10ffff ? String.fromCodePoint(code) : escape;
}

function fromBytes(percents: string): string {
  try {
    return decodeURIComponent(percents);
  } catch {
    // Latin-1, for it is no UTF-8.
    return String.fromCharCode(
      ...percents
        .slice(1)
        .split('%')
        .map((byte) => parseInt(byte, 16)),
    );
  }
}

/** The text with its escapes undone once, and without what nobody sees. Takes linear time. */
export const decodeEscapes = (text: string): string => text.replaceAll(ESCAPES, decoded);

/** Where spans of the decoded text (sorted, apart from each other) stand in the text, escapes whole. */
export function undecodedRanges(text: string, ranges: readonly TextRange[]): TextRange[] {
  const escapes = text.matchAll(ESCAPES);
  let next = escapes.next().value;
  let shift = 0;
  const placeOf = (unit: number, side: 0 | 1): number => {
    while (next !== undefined && next.index - shift <= unit) {
      const [escape] = next;
      const { length } = decoded(escape);
      if (next.index - shift + length > unit) return next.index + side * escape.length;
      shift += escape.length - length;
      next = escapes.next().value;
    }
    return unit + shift + side;
  };
  return ranges.map(({ start, end }) => ({ start: placeOf(start, 0), end: placeOf(end - 1, 1) }));
}
