import { packExtension } from '../packExtension.ts';

/**
 * A VSIX with httpYac's extension. The real one is in no registry that a test may ask: `ROUTEE_HTTPYAC_VSIX` names a
 * file with it, else the stand-in beside this file is packed.
 */
export async function packHttpyac(temporary: string): Promise<string> {
  return process.env['ROUTEE_HTTPYAC_VSIX'] ?? packExtension(import.meta.dirname, temporary);
}
