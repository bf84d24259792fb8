import type { EnvFileErrorCode } from '../kit/fileError.ts';
import { fieldsOf } from '../kit/parseJson.ts';
import type { Added, EnvTarget } from './envTarget.ts';

/** A place in a file that holds the current token of an application. The record never holds the token. */
export interface EnvironmentLink {
  /** Absolute path. */
  readonly file: string;
  readonly target: EnvTarget;
  /** Of the application. */
  readonly key: string;
  /** The part that unlinking takes out again. */
  readonly added: Added;
  /** The file was made for this link; it goes when nothing else is in it. */
  readonly createdFile: boolean;
  /** The user has agreed to a file of which Git cannot be asked. */
  readonly unverifiedAccepted?: boolean | undefined;
  /** The reason why the link is not kept current at present; the user has been told. */
  readonly stopped?: EnvFileErrorCode | undefined;
}

/** The links of this workspace. */
export interface EnvironmentLinks {
  readonly all: readonly EnvironmentLink[];
  save(links: readonly EnvironmentLink[]): Promise<void>;
}

/** Tells a place in a file from all others. */
export function linkId({ file, target }: Pick<EnvironmentLink, 'file' | 'target'>): string {
  return JSON.stringify([file, target.kind === 'json' ? target.environment : '', target.name]);
}

/** The links in what was stored; what is none, of another version perhaps, is left out. */
export function readLinks(stored: unknown): readonly EnvironmentLink[] {
  return Array.isArray(stored) ? stored.filter(isLink) : [];
}

function isLink(stored: unknown): stored is EnvironmentLink {
  const { file, key, target } = fieldsOf(stored);
  const { kind, name, environment } = fieldsOf(target);
  return [file, key, name, kind === 'dotenv' ? kind : environment].every((text) => typeof text === 'string');
}
