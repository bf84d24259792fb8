/** The tokens in {@link storedByLastVersion}, of `Shop` and of `Zoo`; invented. */
export const storedTokens = {
  shop: '23171c72-f7e4-49e1-8623-4eb9d73c0d7e',
  zoo: 'a154b3c6-1e8c-4599-b657-2266a86f4c2a',
};

export const storedKeys = {
  shop: '2a74646b-a7a1-458e-a22c-f73b59c6573d',
  alarm: '82b3578e-ac09-4c16-b3da-54f0eb8dda25',
  zoo: '9522af00-4b0f-4766-bdb1-1ee075f914af',
};

/** When it was stored, in milliseconds since the epoch. */
const STORED_AT_MS = 1_796_003_553_000;

/**
 * SecretStorage as the last version wrote it: three applications in an order of the user's own, Alarm active, Shop renewed
 * on demand, Zoo kept fresh and shared with another extension, a claim on the renewal of Alarm's token.
 *
 * @param now moves all times, so that the tokens are fresh
 */
export function storedByLastVersion(authUrl: string, now: number): Readonly<Record<string, string>> {
  const shift = (text: string): string =>
    text
      .replaceAll('AUTH_URL', authUrl)
      .replaceAll(/\b17960\d{8}\b/g, (ms) => String(Number(ms) - STORED_AT_MS + now));
  return Object.fromEntries(Object.entries(STORED).map(([key, value]) => [key, shift(value)]));
}

/** Dumped from a session of that version, byte for byte; only lists of scopes and permissions are cut. */
const STORED = {
  'routee.application.2a74646b-a7a1-458e-a22c-f73b59c6573d':
    '{"version":1,"id":"5756a411e4b06a33d50517c7","secret":"vb6QpjCIOG","name":"Shop","scopes":[],"revision":"ceb32cf2-6bdf-419a-b9a7-4ab66ef87589","keepFresh":false}',
  'routee.application.82b3578e-ac09-4c16-b3da-54f0eb8dda25':
    '{"id":"5756a411e4b06a33d50517c7","secret":"vb6QpjCIOG","scopes":["sms"],"name":"Alarm","version":1,"revision":"6caad1bf-6bfc-49b1-b819-aeee936f73c5"}',
  'routee.application.9522af00-4b0f-4766-bdb1-1ee075f914af':
    '{"version":1,"id":"5756a411e4b06a33d50517c7","secret":"vb6QpjCIOG","name":"Zoo","scopes":["sms","voice"],"revision":"105cc4d5-ccf7-433b-8ba7-52021b333937","keepFresh":true,"longLivedAccepted":true,"sessions":[{"scopes":"sms","account":"Zoo"}]}',
  'routee.active': '82b3578e-ac09-4c16-b3da-54f0eb8dda25',
  'routee.order':
    '["9522af00-4b0f-4766-bdb1-1ee075f914af","2a74646b-a7a1-458e-a22c-f73b59c6573d","82b3578e-ac09-4c16-b3da-54f0eb8dda25"]',
  'routee.token.2a74646b-a7a1-458e-a22c-f73b59c6573d':
    '{"version":1,"revision":"ceb32cf2-6bdf-419a-b9a7-4ab66ef87589","authUrl":"AUTH_URL","token":{"accessToken":"23171c72-f7e4-49e1-8623-4eb9d73c0d7e","issuedAtMs":1796003553109,"expiresAtMs":1796007153109,"scopes":["voice","sms"],"permissions":["MT_ROLE_VOICE","MT_ROLE_SMS"]},"roundTripMs":270.7307959999998,"usedAtMs":1796003553091}',
  'routee.issuedKey': 'GCgYv2FSdfKYCDJCyVQXmJPzA5GF1R/NIIiqZfY3K+w=',
  'routee.issued.2a74646b-a7a1-458e-a22c-f73b59c6573d':
    '{"version":1,"tokens":[{"digest":"bAQmLY0jebQQU8rX5NrNGw==","length":36,"issuedAtMs":1796003553109,"expiresAtMs":1796007153109}]}',
  'routee.token.9522af00-4b0f-4766-bdb1-1ee075f914af':
    '{"version":1,"revision":"105cc4d5-ccf7-433b-8ba7-52021b333937","authUrl":"AUTH_URL","token":{"accessToken":"a154b3c6-1e8c-4599-b657-2266a86f4c2a","issuedAtMs":1796003553439,"expiresAtMs":1796007153439,"scopes":["voice","sms"],"permissions":["MT_ROLE_VOICE","MT_ROLE_SMS","MT_ROLE_PRICING_PACKAGES"]},"roundTripMs":61.30949299999975,"usedAtMs":1796003553389}',
  'routee.claim.82b3578e-ac09-4c16-b3da-54f0eb8dda25':
    '{"owner":"d2b9877f-72f0-4475-8714-d91ed7282f59","madeAtMs":1796003553501,"untilMs":1796003573501}',
  'routee.issued.9522af00-4b0f-4766-bdb1-1ee075f914af':
    '{"version":1,"tokens":[{"digest":"lL/rnJ9xcAXf/QD9xkY3Dg==","length":36,"issuedAtMs":1796003553439,"expiresAtMs":1796007153439}]}',
};
