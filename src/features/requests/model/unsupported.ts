import * as l10n from '@vscode/l10n';

import { UnsupportedConstruct } from '../../../core/httpFile/fileVariables.ts';
import type { HttpFile, HttpRequest } from '../../../core/httpFile/httpFile.ts';
import { lastStarted } from '../../../core/httpFile/locateCursor.ts';
import { HTTP_METHODS, OTHER_PROTOCOLS } from '../../../core/httpFile/parser/parseRequestLine.ts';
import type { TextRange } from '../../../core/kit/textEdit.ts';

/** Directives in comments, other than the harmless ones: they may change what is sent, or prevent it. */
const DIRECTIVE =
  /^[ \t]*(?:#+|\/\/+)[ \t]*@(?!(?:name|title|description|no-log|no-cookie-jar|tags?)\b)([\w-]+)/m;
/** @throws {UnsupportedConstruct} for anything around the request or in its head that a plain HTTP request lacks */
export function refuseUnsupported(text: string, file: HttpFile, request: HttpRequest): void {
  const { range } = request;
  if (file.hasGlobalScript) {
    throw new UnsupportedConstruct(l10n.t('a script that runs for every request'));
  }
  if (startsWithin(file.scripts, range.start, range.end)) {
    throw new UnsupportedConstruct(l10n.t('a script'));
  }
  if (startsWithin(file.variables, request.line.end + 1, request.contentEnd)) {
    throw new UnsupportedConstruct(l10n.t('a variable in the middle of the request'));
  }
  const lead = text.slice(Math.max(range.start, file.start), request.line.start).split(/\r?\n/);
  if (lead.some((line) => line.trim() !== '' && !/^\s*(?:#|\/\/|@[^\s=:]+\s*:?=)/.test(line))) {
    throw new UnsupportedConstruct(l10n.t('content before its first line'));
  }
  // One client may read this request as a part of the body above.
  const previous = lastStarted(file.requests, range.start - 1);
  if (previous?.range.end === range.start && previous.body && !text.startsWith('###', range.start)) {
    throw new UnsupportedConstruct(l10n.t('content before its first line'));
  }
  const next = lastStarted(file.requests, range.end);
  const isFollowed = next?.range.start === range.end && !text.startsWith('###', range.end);
  if (isFollowed && (request.body !== undefined || !/^(?:get|head)$/i.test(request.method))) {
    throw new UnsupportedConstruct(l10n.t('a body followed by another request without ###'));
  }
  const directive = DIRECTIVE.exec(text.slice(range.start, range.end))?.[1];
  if (directive !== undefined) {
    throw new UnsupportedConstruct(l10n.t('the directive @{0}', directive));
  }
  if (
    OTHER_PROTOCOLS.includes(request.method.toUpperCase()) ||
    /^(?:unix:|(?!https?:)[a-z][a-z\d+.-]*:\/\/)/i.test(request.url)
  ) {
    throw new UnsupportedConstruct(l10n.t('a protocol other than HTTP'));
  }
  refuseAddressLines(text, request);
  refuseHeaders(text, request);
}

/** Whether an item starts in the range. The items are in the order of the text: a binary search will do. */
function startsWithin(items: readonly { readonly range: TextRange }[], start: number, end: number): boolean {
  const last = lastStarted(items, end - 1);
  return last !== undefined && last.range.start >= start && start < end;
}

/** Refuses continuation lines of an address that the clients read differently. */
function refuseAddressLines(text: string, { method, line, headers, headersEnd }: HttpRequest): void {
  const end = headers[0]?.nameRange.start ?? headersEnd;
  const lines = text
    .slice(line.start, end)
    .split(/\r?\n/)
    .filter((written, index) => index === 0 || !/^\s*(?:$|#|\/\/|\.\.\.)/.test(written));
  const isPlain = lines.every((written, index) => {
    const part = written.trimEnd();
    const isWhole = part === written && !/\sHTTP\/\S+$/.test(part);
    const isPart = index === 0 || /^\s*(?:[?&](?:[^(=?&)]+=|\{\{.*\}\})|\/[^*]*$)/.test(part);
    const isOldVersion = /\shttp\/[\d.]+$/i.test(part) && !/\sHTTP\/[\d.]+$/.test(part);
    return isPart && (isWhole || index === lines.length - 1) && !isOldVersion;
  });
  // Both clients read an unknown method as a part of the address.
  const isBehindHeader = /^[ \t]*(?:[?&]|\/(?!\/))/m.test(text.slice(end, headersEnd));
  if (!isPlain || isBehindHeader || !HTTP_METHODS.includes(method.toUpperCase())) {
    throw new UnsupportedConstruct(l10n.t('an address that HTTP clients read differently'));
  }
}

function refuseHeaders(text: string, { line, headers, headersEnd }: HttpRequest): void {
  const written = text.slice(line.end, headersEnd);
  if (/^[ \t]*\.\.\./m.test(written)) {
    throw new UnsupportedConstruct(l10n.t('headers from a variable (...)'));
  }
  // Without a blank behind the #, httpYac reads the following headers as the body.
  if (/^[ \t]*#(?![#\s])/m.test(written) || /^[ \t]*##/m.test(written)) {
    throw new UnsupportedConstruct(l10n.t('a comment within a header'));
  }
  const names = new Map<string, string>();
  for (const { name, value } of headers) {
    const header = text.slice(value.start, value.end);
    if (/\n[^\S\n]*(?:#|\/\/)/.test(header)) {
      throw new UnsupportedConstruct(l10n.t('a comment within a header'));
    }
    const lower = name.toLowerCase();
    const before = names.get(lower);
    const isTwice =
      before !== undefined &&
      (/^(?:authorization|content-type)$/.test(lower) || before !== name || header === '');
    // httpYac reads a certificate from a header, and drops a trailing comma.
    if (header.includes('\n') || header.endsWith(',') || isTwice || lower.endsWith('clientcert')) {
      throw new UnsupportedConstruct(l10n.t('the header {0}, which HTTP clients read differently', name));
    }
    names.set(lower, header === '' ? '' : name);
  }
}
