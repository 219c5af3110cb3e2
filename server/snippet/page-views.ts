import type { Options } from "./options.ts";

/** The parts of a window that say where the visitor is. */
export type PageWindow = Pick<Window, "addEventListener" | "setTimeout"> & {
  location: Pick<Location, "href">;
  history: Pick<History, "pushState" | "replaceState">;
};

/**
 * Sends page views by themselves. In a single-page app each change of the address is one; the part after # is not
 * looked at.
 */
export function watchPages(
  page: PageWindow,
  /** `firstIsTold`: the page has sent its first view itself. */
  { mode, firstIsTold }: { mode: Options["pages"]; firstIsTold: boolean },
  view: () => void,
): void {
  if (mode === "off") return;
  if (!firstIsTold) view();
  if (mode === "first") return;
  let seen = address();

  function address(): string {
    return page.location.href.split("#", 1)[0]!;
  }

  function look(): void {
    // Routers set the title after the address.
    page.setTimeout(() => {
      if (address() === seen) return;
      seen = address();
      view();
    }, 0);
  }

  for (const name of ["pushState", "replaceState"] as const) {
    const original = page.history[name];
    page.history[name] = function (this: History, ...given) {
      original.apply(this, given);
      look();
    };
  }
  page.addEventListener("popstate", look);
}
