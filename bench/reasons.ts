/** Why a goal is missed, as found by profiling and by leaving parts out; printed only while it is. */
export const reasons = {
  cached:
    'all callers of one millisecond share one answer, so a call reads the wall clock (30 to 40 ns), looks up its ' +
    'application among many (20 ns), compares the two times, and is awaited (30 ns). The first reads one clock for ' +
    'the one token that it holds. Without that comparison it is a fifth quicker; with it a clock that ' +
    'was changed, a laptop that slept and a token that was revoked count at the next call.',
  cold:
    'the exchange by itself is about as quick as the quickest peer (next line). Around it the manager looks first for ' +
    'what another window may have stored (about 0.07 of a bare fetch), keeps the answer for the next session and the ' +
    'other windows (0.05), and follows the token with state, schedule and single flight (the rest). No peer stores.',
  bare:
    'as above; a constant amount of work in microseconds, that a server which answers at once makes visible. A token ' +
    'is exchanged once an hour or less.',
  concurrent:
    'the callers of one millisecond share one promise; those who come later, or can cancel, wait behind one of ' +
    'their own.',
  heap:
    'an application here is a stored one: its name, key, revision and scopes, the token as last seen in the store, ' +
    'and what the background needs (schedule, budget, state, order of reads and writes). A peer keeps an id, a ' +
    'secret and a token, and forgets them when the process ends.',
  activation:
    'both are timed in one process while the window starts, and a processor that is busy with other things can take ' +
    'either by surprise. Ours reads a dozen files of 61 KB, the peer one of 230 KB; profile what runs in `activate`.',
  httpFiles: 'the limits are for one processor that is not busy with anything else.',
} as const;
