/**
 * What `temporal-polyfill` is in the browser: the browser's own, where it has one. The canvas draws and checks workflows
 * and never works out a date; runs and the fast clock do, on the server. The library would be a twentieth of the page.
 */
export const Temporal = (globalThis as { Temporal?: unknown }).Temporal;
