/** The names under which sending services and mail servers usually publish their keys. */
export const USUAL_SELECTORS: readonly string[] = [
  ...["rekindle", "default", "dkim", "mail", "google", "selector1", "selector2", "s1", "s2", "k1", "k2"],
  ...["resend", "fm1", "fm2", "mg", "mx", "pm", "zoho", "brevo1", "mandrill"],
];

/** A selector is one or more labels of a domain name. */
export const SELECTOR = /^[a-z0-9]([a-z0-9_-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9_-]{0,61}[a-z0-9])?){0,3}$/i;
