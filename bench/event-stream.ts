const PER_SECOND = 50;

/** A shop that sends events at a steady pace, each on time whether the one before is answered or not. */
export class EventStream {
  readonly #url: string;
  readonly #apiKey: string;
  readonly #name: string;
  readonly #people: number;
  #timer: NodeJS.Timeout | null = null;
  #count = 0;
  #open = new Set<Promise<void>>();
  #longestMs = 0;
  #failure: Error | null = null;

  constructor(options: { url: string; apiKey: string; name: string; people: number }) {
    this.#url = `${options.url}/v1/track`;
    this.#apiKey = options.apiKey;
    this.#name = options.name;
    this.#people = options.people;
  }

  start(): void {
    const startedAt = performance.now();
    this.#timer = setInterval(() => {
      while (this.#count < ((performance.now() - startedAt) * PER_SECOND) / 1000) this.#sendOne();
    }, 1000 / PER_SECOND);
  }

  /** The longest that an event of the time since the last call has waited for its answer, in milliseconds. */
  async longestMs(): Promise<number> {
    await Promise.all(this.#open);
    if (this.#failure) throw this.#failure;
    const longest = this.#longestMs;
    this.#longestMs = 0;
    return longest;
  }

  async stop(): Promise<void> {
    if (this.#timer) clearInterval(this.#timer);
    await Promise.all(this.#open);
  }

  #sendOne(): void {
    const index = this.#count++;
    const sent = this.#post(index)
      .catch((error: unknown) => {
        this.#failure ??= new Error("an event was not taken", { cause: error });
      })
      .finally(() => this.#open.delete(sent));
    this.#open.add(sent);
  }

  async #post(index: number): Promise<void> {
    const sentAt = performance.now();
    const response = await fetch(this.#url, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${this.#apiKey}` },
      body: JSON.stringify({
        userId: `person-${String((index % this.#people) + 1).padStart(7, "0")}`,
        event: this.#name,
        messageId: `stream-${index}`,
      }),
    });
    await response.text();
    if (response.status !== 200) throw new Error(`the event door answered ${response.status}`);
    this.#longestMs = Math.max(this.#longestMs, performance.now() - sentAt);
  }
}
