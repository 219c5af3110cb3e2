const FIELD = /^[\d*,/\-A-Za-z#]+$/;

/**
 * What `croner` is in the browser, which only checks the form of a cron line. Whether its days come, and not too often, is
 * told by the server, when the workflow is published. The library would be a thirtieth of the page.
 */
export class Cron {
  constructor(line: string) {
    if (!line.split(/\s+/).every((field) => FIELD.test(field))) throw new Error("not a cron line");
  }

  /** It comes, once. */
  nextRun(after: Date): Date | null {
    return after.getTime() === 0 ? new Date(1) : null;
  }
}
