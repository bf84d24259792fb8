import * as l10n from '@vscode/l10n';
import { parseTree, type Node, type ParseError } from 'jsonc-parser';

import { eolOf, applyEdits, type TextEdit } from '../kit/textEdit.ts';
import { EnvFileError } from '../kit/fileError.ts';
import type { Added } from './envTarget.ts';
import { indentUnitOf, insertMember, removeMember } from './jsonMembers.ts';

/** The value, if it is a text; `undefined` where there is none. @throws {EnvFileError} `invalid` */
export function readJsonEnv(text: string, environment: string, name: string): string | undefined {
  const value = valueOf(member(environmentIn(rootOf(text), environment), name));
  return typeof value?.value === 'string' ? value.value : undefined;
}

/** All texts of all environments; where a name is there twice, the last one. @throws {EnvFileError} `invalid` */
export function listJsonEnv(
  text: string,
): readonly { readonly environment: string; readonly name: string; readonly value: string }[] {
  return [...membersOf(rootOf(text))].flatMap(([environment, holder]) =>
    holder?.type !== 'object'
      ? []
      : [...membersOf(holder)].flatMap(([name, node]) => {
          const value: unknown = node?.value;
          return typeof value === 'string' ? [{ environment, name, value }] : [];
        }),
  );
}

/** The edits that empty a text, wherever it stands in the environment; all else stays. @throws {EnvFileError} `invalid` */
export function clearJsonEnv(text: string, environment: string, name: string): TextEdit[] {
  return named(rootOf(text), environment)
    .flatMap((holder) => named(valueOf(holder), name).map(valueOf))
    .flatMap((value) =>
      value?.type === 'string' ? [{ start: value.offset, end: value.offset + value.length, text: '""' }] : [],
    );
}

/**
 * Sets a variable of an environment: its value where it is there, else as the last member. All else stays.
 *
 * @throws {EnvFileError} `invalid` when the text is not JSON with objects in these places; comments and trailing
 * commas are accepted
 */
export function setJsonEnv(
  text: string,
  environment: string,
  name: string,
  value: string,
): { text: string; added: Added } {
  const root = rootOf(text);
  const eol = eolOf(text);
  if (root === undefined) {
    return { text: text + newDocument(environment, name, value, eol), added: 'document' };
  }
  const holder = environmentIn(root, environment);
  const property = `${JSON.stringify(name)}: ${JSON.stringify(value)}`;
  if (holder === undefined) {
    const unit = indentUnitOf(text, root);
    const write = (indent: string | undefined): string => {
      const object =
        indent === undefined ? `{${property}}` : `{${eol}${indent}${unit}${property}${eol}${indent}}`;
      return `${JSON.stringify(environment)}: ${object}`;
    };
    return { text: applyEdits(text, insertMember(text, root, root, write)), added: 'environment' };
  }
  const present = valueOf(member(holder, name));
  if (present !== undefined) {
    if (present.type !== 'string') {
      // A secret of Visual Studio, say: whoever wrote it means something by it.
      throw new EnvFileError('invalid', l10n.t('Its member "{0}" isn\'t a string.', name));
    }
    const { offset: start, length } = present;
    const edit = { start, end: start + length, text: JSON.stringify(value) };
    return { text: applyEdits(text, [edit]), added: 'nothing' };
  }
  const edits = insertMember(text, root, holder, () => property);
  return { text: applyEdits(text, edits), added: 'value' };
}

/** Removes what {@link setJsonEnv} added; what has come to hold other things since then stays. */
export function removeJsonEnv(text: string, environment: string, name: string, added: Added): string {
  const root = rootOf(text);
  const inRoot = member(root, environment);
  const holder = environmentIn(root, environment);
  const property = member(holder, name);
  if (root === undefined || inRoot === undefined || holder === undefined || property === undefined) {
    return text;
  }
  const isAlone = holder.children?.length === 1;
  if (!isAlone || (added !== 'environment' && added !== 'document')) {
    return applyEdits(text, removeMember(text, holder, property));
  }
  if (added === 'document' && root.children?.length === 1) {
    const end = root.offset + root.length;
    return text.slice(0, root.offset) + text.slice(end).replace(/^\r?\n/, '');
  }
  return applyEdits(text, removeMember(text, root, inRoot));
}

function newDocument(environment: string, name: string, value: string, eol: string): string {
  return `${JSON.stringify({ [environment]: { [name]: value } }, undefined, 2).replaceAll('\n', eol)}${eol}`;
}

/** `undefined` for a text that is empty but for what JSON takes for blanks. */
function rootOf(text: string): Node | undefined {
  if (/^\uFEFF?[ \t\r\n]*$/.test(text)) return undefined;
  const errors: ParseError[] = [];
  let root: Node | undefined;
  try {
    // A blank in place of the byte order mark keeps the offsets.
    root = parseTree(text.replace(/^\uFEFF/, ' '), errors, { allowTrailingComma: true });
  } catch (error) {
    // The parser calls itself for each level.
    throw new EnvFileError('invalid', l10n.t('Its JSON is nested too deeply.'), error);
  }
  if (root?.type !== 'object' || errors.length > 0) {
    throw new EnvFileError(
      'invalid',
      root === undefined || errors.length > 0
        ? l10n.t("It isn't valid JSON.")
        : l10n.t("It isn't a JSON object."),
    );
  }
  return root;
}

function environmentIn(root: Node | undefined, environment: string): Node | undefined {
  const holder = valueOf(member(root, environment));
  if (holder !== undefined && holder.type !== 'object') {
    throw new EnvFileError('invalid', l10n.t('Its member "{0}" isn\'t an object.', environment));
  }
  return holder;
}

function named(object: Node | undefined, name: string): Node[] {
  return (object?.children ?? []).filter((property) => property.children?.[0]?.value === name);
}

/** The last one of that name: it counts for all readers. */
function member(object: Node | undefined, name: string): Node | undefined {
  return named(object, name).at(-1);
}

function valueOf(property: Node | undefined): Node | undefined {
  return property?.children?.[1];
}

/** The environments that a file has. @throws {EnvFileError} `invalid` */
export function environmentsOf(text: string): readonly string[] {
  return [...membersOf(rootOf(text)).keys()];
}

/** The values by their names, the last of each name. */
function membersOf(object: Node | undefined): Map<string, Node | undefined> {
  return new Map(
    (object?.children ?? []).flatMap((property): [string, Node | undefined][] => {
      const name: unknown = property.children?.[0]?.value;
      return typeof name === 'string' ? [[name, valueOf(property)]] : [];
    }),
  );
}
