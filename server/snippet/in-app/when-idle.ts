/** Where the browser cannot tell that it is idle. */
const SETTLED_MS = 1_000;
/** A page that is never idle is not waited for any longer. */
const WAIT_MAX_MS = 5_000;

/** Does the work once the page has loaded and has nothing else to do. */
export function whenIdle(work: () => void): void {
  const wait = () => {
    if ("requestIdleCallback" in window) requestIdleCallback(work, { timeout: WAIT_MAX_MS });
    else setTimeout(work, SETTLED_MS);
  };
  if (document.readyState === "complete") wait();
  else addEventListener("load", wait, { once: true });
}
