/** How long the name of a workflow may be. */
export const NAME_MAX_CHARS = 120;
