/** A slice of `vscode.TextDocument`. */
export interface DocumentKind {
  readonly languageId: string;
  readonly uri: { readonly path: string };
}

/** Requests of REST Client, httpYac, JetBrains and Visual Studio, with or without their extension. */
export function isHttpFile({ languageId, uri }: DocumentKind): boolean {
  return ['http', 'rest'].includes(languageId) || /\.(?:http|rest)$/i.test(uri.path);
}
