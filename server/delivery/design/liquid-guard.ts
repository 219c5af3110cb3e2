import { escapeHtml } from "../escape-html.ts";
import { replaceLiquid } from "./replace-liquid.ts";

export interface HiddenLiquid {
  code: string;
  /** The line it begins on, counted from 1, in what it was taken from. */
  line: number;
  /** As it was in the text that holds the marks instead. */
  markedLine: number;
  linesInside: number;
}

/**
 * Puts marks of letters and digits in the place of Liquid while HTML is made, so that nothing that reads HTML or MJML
 * ever sees it, and puts it back at the end.
 */
export class LiquidGuard {
  readonly hidden: HiddenLiquid[] = [];
  readonly #prefix: string;

  /** `source`: all that is going to be hidden from, so that no mark looks like something in it. */
  constructor(source: string) {
    const taken = new Set([...source.matchAll(/lqd(\d{1,9})q/g)].map(([, number]) => Number(number)));
    let number = 0;
    while (taken.has(number)) number++;
    this.#prefix = `lqd${number}q`;
  }

  /** The text with marks instead of Liquid. */
  hide(text: string): string {
    let line = 1;
    let markedLine = 1;
    let from = 0;
    return replaceLiquid(text, (code, at) => {
      const before = countLines(text.slice(from, at));
      line += before;
      markedLine += before;
      const linesInside = countLines(code);
      this.hidden.push({ code, line, markedLine, linesInside });
      line += linesInside;
      from = at + code.length;
      return this.#mark(this.hidden.length - 1);
    });
  }

  /** As `hide`, in HTML: there an editor has written the characters of Liquid as entities, or put tags between them. */
  hideInHtml(html: string): string {
    return replaceLiquid(html, (code) => this.mark(plainLiquid(code)));
  }

  /** Plain text as it stands in HTML, with marks instead of Liquid. */
  escape(text: string): string {
    return escapeHtml(this.hide(text));
  }

  /** A mark for Liquid that the app itself writes. */
  mark(code: string): string {
    this.hidden.push({ code, line: 0, markedLine: 0, linesInside: 0 });
    return this.#mark(this.hidden.length - 1);
  }

  restore(html: string): string {
    return html.replace(this.#marks(), (whole, index: string) => this.hidden[Number(index)]?.code ?? whole);
  }

  /** The first that is not in the HTML, in the order they were hidden; undefined when all are. */
  firstLost(html: string): HiddenLiquid | undefined {
    const found = new Set([...html.matchAll(this.#marks())].map(([, index]) => Number(index)));
    return this.hidden.find((_, index) => !found.has(index));
  }

  /** Whether a text begins with Liquid. */
  startsMarked(text: string): boolean {
    return text.startsWith(this.#prefix);
  }

  /** Whether a text has Liquid in it. */
  isMarked(text: string): boolean {
    return text.includes(this.#prefix);
  }

  /** The line in what was hidden from, for a line of the marked text. */
  sourceLine(markedLine: number): number {
    const above = this.hidden.filter((hidden) => hidden.markedLine < markedLine);
    return markedLine + above.reduce((sum, { linesInside }) => sum + linesInside, 0);
  }

  #mark(index: number): string {
    return `${this.#prefix}${index}z`;
  }

  #marks(): RegExp {
    return new RegExp(`${this.#prefix}(\\d+)z`, "g");
  }
}

/** Liquid that an editor has written into HTML, as it was meant. */
export function plainLiquid(code: string): string {
  return code
    .replace(/<\/?[a-z][^<>]*>/gi, "")
    .replace(/&nbsp;|\u00a0/g, " ")
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&lt;/g, "<")
    .replace(/&gt;/g, ">")
    .replace(/&amp;/g, "&");
}

function countLines(text: string): number {
  return text.split("\n").length - 1;
}
