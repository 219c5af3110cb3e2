/** Of a workflow. */
export const TAGS_MAX = 20;
export const TAG_CHARS_MAX = 40;
/** Of a profile. */
export const PROFILE_TAG_CHARS_MAX = 60;
