/**
 * How Node is started for the server. Collecting garbage in several threads at once stops the event loop until the last
 * of them has had a processor, which on a small server are few and busy; small young generations make each stop short.
 */
export const NODE_FLAGS = [
  "--enable-source-maps",
  "--max-semi-space-size=4",
  "--single-threaded-gc",
] as const;
