// All public addresses of the project, from the one in package.json.

const GITHUB = /^https:\/\/github\.com\/([\w-]+\/[\w.-]+?)(?:\.git)?\/?$/;

export interface ProjectAddresses {
  /** Folder of the files of this version, for links. */
  readonly files: string;
  /** Folder of the files as they are, for pictures. */
  readonly rawFiles: string;
  /** Fields of package.json that the markets show. */
  readonly manifest: Readonly<Record<string, unknown>>;
}

interface Manifest {
  readonly version: string;
  readonly repository?: string;
}

/**
 * @returns `undefined` while `repository` is missing
 * @throws {Error} for one that is not `https://github.com/<owner>/<name>`
 */
export function projectAddresses({ repository, version }: Manifest): ProjectAddresses | undefined {
  if (repository === undefined || repository === '') return undefined;
  const name = GITHUB.exec(repository)?.[1];
  if (name === undefined) {
    throw new Error(`"repository" in package.json is not https://github.com/<owner>/<name>: ${repository}`);
  }
  const home = `https://github.com/${name}`;
  return {
    files: `${home}/blob/v${version}/`,
    rawFiles: `https://raw.githubusercontent.com/${name}/v${version}/`,
    manifest: {
      repository: { type: 'git', url: `${home}.git` },
      homepage: `${home}#readme`,
      bugs: { url: `${home}/issues` },
      qna: `${home}/discussions`,
      badges: [
        {
          url: `${home}/actions/workflows/ci.yml/badge.svg?branch=main`,
          href: `${home}/actions/workflows/ci.yml`,
          description: 'Tests on Linux, macOS and Windows',
        },
      ],
    },
  };
}
