/** Of a workflow. */
export const TAGS_MAX = 20;
export const TAG_CHARS_MAX = 40;
