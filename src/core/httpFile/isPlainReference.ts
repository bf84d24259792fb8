/** Names, and the variables that REST Client, JetBrains and httpYac know by themselves, with their arguments. */
const PLAIN =
  /^\s*(?:[A-Za-z_][\w-]*|\$(?:guid|uuid|timestamp|isoTimestamp|randomInt|random\.\w+|datetime|localDatetime|processEnv|dotenv|shared)(?:\s+[\w%.,:'"+ -]*)?)\s*$/;

/**
 * Whether what stands between double braces only names a value. To httpYac anything else is JavaScript, which runs
 * when the request is sent, and may change it.
 */
export function isPlainReference(inner: string): boolean {
  return PLAIN.test(inner);
}

/** Whether all double braces in the text are plain references, closed in their line. */
export function holdsPlainReferencesOnly(text: string): boolean {
  const others = text.replaceAll(/\{\{([^{}\n]*)\}\}/g, (reference, inner: string) =>
    isPlainReference(inner) ? '' : reference,
  );
  return !others.includes('{{');
}
