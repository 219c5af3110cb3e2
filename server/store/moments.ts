/** Before and after everything that a database keeps: what a Date can hold, in milliseconds since 1970. */
export const ENDLESS = 8.64e15;
export const EVER = -ENDLESS;
