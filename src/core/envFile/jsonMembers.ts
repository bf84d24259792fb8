import type { Node } from 'jsonc-parser';

import { eolOf, type TextEdit } from '../kit/textEdit.ts';

/**
 * Adds a member behind the last one of an object, laid out as that one is: on a line of its own or beside it.
 *
 * @param write makes the member from the indentation of its line, `undefined` where it has no line of its own
 */
export function insertMember(
  text: string,
  root: Node,
  object: Node,
  write: (indent: string | undefined) => string,
): TextEdit[] {
  const eol = eolOf(text);
  const last = object.children?.at(-1);
  const inner = text.slice(object.offset + 1, endOf(object) - 1);
  if (last === undefined) {
    const start = behindComment(text, object.offset + 1);
    const indent = inner.includes('\n')
      ? lineIndent(text, object.offset) + indentUnitOf(text, root)
      : undefined;
    const lead = indent !== undefined ? eol + indent : inner === '' ? '' : ' ';
    return [{ start, end: start, text: lead + write(indent) }];
  }
  const comma = commaBehind(text, last);
  const end = comma === undefined ? endOf(last) : comma + 1;
  const start = behindComment(text, end);
  const before = text.slice(0, last.offset);
  const needsLine = /\n[ \t]*$/.test(before) || text.slice(end, start).includes('//');
  const indent = needsLine ? lineIndent(text, last.offset) : undefined;
  const member = (indent === undefined ? ' ' : eol + indent) + write(indent);
  if (comma !== undefined) {
    return [{ start, end: start, text: `${member},` }];
  }
  return start === end
    ? [{ start, end, text: `,${member}` }]
    : [
        { start: end, end, text: ',' },
        { start, end: start, text: member },
      ];
}

/** Takes a member out, with the comma that it no longer needs. The inverse of {@link insertMember}. */
export function removeMember(text: string, object: Node, member: Node): TextEdit[] {
  const siblings = object.children ?? [];
  const previous = siblings[siblings.indexOf(member) - 1];
  const commaBefore = previous === undefined ? undefined : commaBehind(text, previous);
  const start = behindComment(text, (commaBefore ?? object.offset) + 1);
  const comma = commaBehind(text, member);
  if (comma !== undefined) {
    return [{ start, end: comma + 1, text: '' }];
  }
  const removed = { start, end: endOf(member), text: '' };
  return commaBefore === undefined
    ? [removed]
    : [{ start: commaBefore, end: commaBefore + 1, text: '' }, removed];
}

/** By how much the members of the root are indented. */
export function indentUnitOf(text: string, root: Node): string {
  const [first] = root.children ?? [];
  const [, indent] = /\n([ \t]+)$/.exec(text.slice(0, first?.offset ?? 0)) ?? [];
  return indent ?? '  ';
}

const endOf = ({ offset, length }: Node): number => offset + length;

function lineIndent(text: string, offset: number): string {
  const line = text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset);
  return /^[ \t]*/.exec(line)?.[0] ?? '';
}

const TRIVIA = /(?:\s|\/\/.*|\/\*[^]*?\*\/)*/y;

/** Where the comma behind a member is, if there is one before the next member or the end of the object. */
function commaBehind(text: string, member: Node): number | undefined {
  TRIVIA.lastIndex = endOf(member);
  TRIVIA.test(text);
  return text[TRIVIA.lastIndex] === ',' ? TRIVIA.lastIndex : undefined;
}

/** A comment behind a member, on the same line with nothing after it, belongs to that member. */
function behindComment(text: string, offset: number): number {
  const [comment = ''] =
    /^[ \t]*(?:\/\/[^\r\n]*|\/\*(?:[^*\r\n]|\*(?!\/))*\*\/(?=[ \t]*\r?\n))/.exec(text.slice(offset)) ?? [];
  return offset + comment.length;
}
