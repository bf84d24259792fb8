/**
 * Whether a stored JSON value says to be of a newer version of its form: a newer version of this extension has written
 * it, runs in another window or did before a downgrade, and knows what would be lost. It is not to be replaced.
 */
export function isOfNewerVersion(value: string | undefined, version: number): boolean {
  try {
    const json: unknown = JSON.parse(value ?? '');
    return (
      typeof json === 'object' &&
      json !== null &&
      'version' in json &&
      typeof json.version === 'number' &&
      json.version > version
    );
  } catch {
    return false;
  }
}
