/** What of a `vscode.TextDocument` says what kind of file it is. */
export interface FileKind {
  readonly languageId: string;
  readonly uri: { readonly path: string };
}

/** Requests of REST Client, httpYac, JetBrains and Visual Studio, with or without their extension. */
export function isHttpFile({ languageId, uri }: FileKind): boolean {
  return ['http', 'rest'].includes(languageId) || /\.(?:http|rest)$/i.test(uri.path);
}
