import type { Emitter } from "liquidjs";

/** Thrown while rendering, when a template writes more than it may. */
export class OutputTooLong extends Error {}

/** Collects what a template writes, up to a limit. */
export class CappedOutput implements Emitter {
  buffer = "";
  private readonly maxChars: number;

  constructor(maxChars: number) {
    this.maxChars = maxChars;
  }

  write(html: unknown): void {
    const text = typeof html === "string" ? html : String(html ?? "");
    if (this.buffer.length + text.length > this.maxChars) throw new OutputTooLong("output is too long");
    this.buffer += text;
  }
}
