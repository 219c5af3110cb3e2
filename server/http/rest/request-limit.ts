/** Requests that one key may make within a second, and at once after a pause. */
export const KEY_REQUESTS_PER_S = 100;
