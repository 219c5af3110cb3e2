/** The meaning a colour carries. `neutral` carries none; `ember` is the product's own accent. */
export type Tone = "neutral" | "ember" | "success" | "warning" | "danger" | "info";

/** Soft background, matching border and readable text for each tone. */
export const TONE_SOFT: Record<Tone, string> = {
  neutral: "bg-sunken border-line text-muted",
  ember: "bg-ember-soft border-ember-line text-ember-ink",
  success: "bg-success-soft border-success-line text-success",
  warning: "bg-warning-soft border-warning-line text-warning",
  danger: "bg-danger-soft border-danger-line text-danger",
  info: "bg-info-soft border-info-line text-info",
};

/** Text colour alone for each tone, readable on every surface. */
export const TONE_TEXT: Record<Tone, string> = {
  neutral: "text-muted",
  ember: "text-ember-ink",
  success: "text-success",
  warning: "text-warning",
  danger: "text-danger",
  info: "text-info",
};
