// A release as package.json and CHANGELOG.md tell of it, and what an owner has yet to give.

export interface Manifest {
  readonly version: string;
  readonly repository?: string;
}

interface Release {
  /** As `2026-11-30`. */
  readonly day: string;
  /** Markdown. */
  readonly notes: string;
}

/** The Marketplace takes no other mark of a pre-release than the version: odd minors are pre-releases. */
export const isPreRelease = (version: string): boolean => Number(version.split('.')[1]) % 2 === 1;

/** The dated section of a version in the changelog, or `undefined`. */
export function releaseOf(changelog: string, version: string): Release | undefined {
  const [, ...sections] = changelog.split(/^## /m);
  for (const section of sections) {
    const [, name, day] = /^\[([^\]]+)\] - (\d{4}-\d{2}-\d{2})\n/.exec(section) ?? [];
    if (name === version && day !== undefined) {
      return { day, notes: section.slice(section.indexOf('\n')).trim() };
    }
  }
  return undefined;
}

/** Parts that the package lacks, as sentences. */
export function missingFromPackage({ repository }: Manifest): string[] {
  return repository === undefined || repository === ''
    ? [
        'package.json has no "repository": the package has no links to source, issues and questions, and its README no pictures.',
      ]
    : [];
}

/** Reasons not to release a tag, as sentences. @param env of the workflow's step */
export function releaseProblems(
  manifest: Manifest,
  changelog: string,
  env: Readonly<Record<string, string | undefined>>,
): string[] {
  const { version } = manifest;
  const tag = env['GITHUB_REF_NAME'] ?? '';
  return [
    ...missingFromPackage(manifest),
    ...(tag === `v${version}` ? [] : [`The tag is "${tag}", and the version in package.json ${version}.`]),
    ...(releaseOf(changelog, version) ? [] : [`CHANGELOG.md has no section "## [${version}] - <date>".`]),
    ...['AZURE_CLIENT_ID', 'AZURE_TENANT_ID']
      .filter((name) => (env[name] ?? '') === '')
      .map((name) => `The repository has no variable ${name}.`),
  ];
}
