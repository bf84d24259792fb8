/** Why a goal is missed, as found by profiling; printed only while it is. */
export const reasons = {
  cached:
    'every call looks up its application among many, reads the wall clock and the monotonic one (a clock that was ' +
    'set back must never make a dead token look alive), checks that credentials and server are still the same, ' +
    'and notes the use. A holder of one token reads one clock; that read (30 ns) and the await (40 ns) are all it does.',
  cold:
    'of the extra time about a third each is spent before the request (the look for what another window may have ' +
    'stored, the flight, the state), with it (time limit, cancellation, size limit, check of the answer), and after ' +
    'it (state, schedule, the record to store). It is a constant amount of work, in microseconds; the server here ' +
    'answers at once, as none on the net does.',
  concurrent:
    'each caller can give up without disturbing the others, so it passes through three promises of its own and is ' +
    'counted in and out of the flight, about 1 µs a caller.',
  heap:
    'an application here is a stored one: its name, key, revision and scopes, the stored text that tells a change ' +
    'from a mere event, and what the background needs (schedule, budget, state, record last seen in the store). ' +
    'A peer keeps an id, a secret and a token.',
} as const;
