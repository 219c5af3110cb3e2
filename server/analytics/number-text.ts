const ZERO = 48;
const MINUS = 45;

/** The whole numbers of a text, one after the other, each with one other character behind it. */
export class NumberText {
  readonly #text: string;
  /** Of the next character. */
  place = 0;

  constructor(text: string) {
    this.#text = text;
  }

  get isOver(): boolean {
    return this.place >= this.#text.length;
  }

  next(): number {
    let value = 0;
    let sign = 1;
    for (;;) {
      const code = this.#text.charCodeAt(this.place);
      this.place += 1;
      const digit = code - ZERO;
      if (digit >= 0 && digit <= 9) value = value * 10 + digit;
      else if (code === MINUS) sign = -1;
      else return value * sign;
    }
  }
}
