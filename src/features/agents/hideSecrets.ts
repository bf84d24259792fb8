import { maskSecrets } from '../../core/kit/maskSecrets.ts';
import { secretsOf } from '../../core/protocol/basicCredentials.ts';
import type { Services } from '../../services.ts';
import { knownTokens } from '../requests/confirmSending.ts';

/** A text as programs and models may read it: without the ids, secrets and tokens of any application of ours. */
export async function hideSecrets(services: Services, text: string): Promise<string> {
  const { applications } = services.unredacted;
  const credentials = applications.flatMap((application) => [...secretsOf(application), application.id]);
  return maskSecrets(text, [...credentials, ...(await knownTokens(services, text))]);
}
