/**
 * How Node is started for the server. A small young generation makes each collection of garbage short, and an old one
 * that may grow by two fifths before it is collected keeps the memory of long work, such as an import, down. Collecting on
 * one thread alone was tried: it stops less while timers are set, and makes imports stop twice as long and take a hundred
 * megabytes more.
 */
export const NODE_FLAGS = ["--max-semi-space-size=4", "--heap-growing-percent=40"] as const;
