/** Requests that one hook takes within a second, and at once after a pause. */
export const HOOK_REQUESTS_PER_S = 100;
