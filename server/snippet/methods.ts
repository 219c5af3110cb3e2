/** What a page may call, also before the snippet has loaded. */
export const METHODS = ["identify", "track", "page", "consent", "push", "pushOff", "reset"] as const;
