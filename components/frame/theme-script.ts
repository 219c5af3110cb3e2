/** How the reader wants the page: one of the two looks, or what the device says. */
export type ThemeChoice = "light" | "dark" | "system";

/** Where the choice is kept in the browser; absent means `system`. */
export const THEME_STORAGE_KEY = "rekindle-theme";

/** Sent on `window` after the choice was written, as `storage` events reach only other tabs. */
export const THEME_EVENT = "rekindle-theme";

/**
 * Runs in the head, before anything is painted: puts the class `dark` on the html element, and again whenever the
 * choice or the device's setting changes. This file is not a client module, so that the server can read the string.
 */
export const themeScript = `(function () {
  var device = matchMedia("(prefers-color-scheme: dark)");
  function apply() {
    var choice = null;
    try { choice = localStorage.getItem("${THEME_STORAGE_KEY}"); } catch (error) {}
    var dark = choice === "dark" || (choice !== "light" && device.matches);
    document.documentElement.classList.toggle("dark", dark);
  }
  apply();
  device.addEventListener("change", apply);
  addEventListener("storage", apply);
  addEventListener("${THEME_EVENT}", apply);
})();`;
