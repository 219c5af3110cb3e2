/** The look shared by text inputs, text areas and select triggers. Sixteen pixels on touch: less makes iOS zoom in. */
export const CONTROL_STYLE =
  "base:w-full min-w-0 rounded-md border base:border-line-strong base:bg-raised base:px-3 base:text-sm text-ink pointer-coarse:text-base " +
  "transition-colors duration-100 hover:border-muted " +
  "focus-visible:border-ember focus-visible:outline-offset-0 " +
  "disabled:bg-sunken disabled:text-muted disabled:hover:border-line-strong [&[readonly]]:bg-sunken " +
  "aria-invalid:border-danger aria-invalid:focus-visible:outline-danger";
