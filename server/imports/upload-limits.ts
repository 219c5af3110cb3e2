/** The largest file that is taken. */
export const FILE_MAX_BYTES = 1024 * 1024 * 1024;
/** A file comes in pieces of at most this size: proxies in front often refuse more than a megabyte at once. */
export const PIECE_MAX_BYTES = 512 * 1024;
/** Files that may be on their way at the same time. */
export const UPLOADS_OPEN_MAX = 10;
