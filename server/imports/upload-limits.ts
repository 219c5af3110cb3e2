/** The largest file that is taken. */
export const FILE_MAX_BYTES = 1024 * 1024 * 1024;
/** A file comes in pieces of at most this size: proxies in front often refuse more than a megabyte at once. */
export const PIECE_MAX_BYTES = 512 * 1024;
