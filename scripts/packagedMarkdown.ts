// README and CHANGELOG as they are packaged: VS Code shows them without the files beside them, and pictures from https
// addresses only (no `data:` either).
import type { ProjectAddresses } from './projectAddress.ts';

const PICTURE = /!\[([^\]]*)\]\((?!https:)([^)\s]+)\)/g;
const PAGE = /(?<!!)\[([^\]]+)\]\((docs\/[\w-]+\.md)\)/g;
const LINK = /(?<!!)\[([^\]]+)\]\((?!https?:|#)([^)\s]+)\)/g;

/**
 * @param addresses without them, pictures are left out, and links to files become plain text, rather than leading
 * nowhere; pages of `docs`, which the package holds, are named
 */
export function packagedMarkdown(
  text: string,
  addresses: Pick<ProjectAddresses, 'files' | 'rawFiles'> | undefined,
): string {
  return addresses === undefined
    ? text
        .replaceAll(new RegExp(`${PICTURE.source}\\n+`, 'g'), '')
        .replaceAll(PAGE, '$1 (`$2`)')
        .replaceAll(LINK, '$1')
    : text
        .replaceAll(PICTURE, `![$1](${addresses.rawFiles}$2)`)
        .replaceAll(LINK, `[$1](${addresses.files}$2)`);
}
