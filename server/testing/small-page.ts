/** As much of a page as drawing in it needs: elements with texts, closed roots included, that can be pressed. */
export class SmallElement {
  readonly tagName: string;
  readonly attributes = new Map<string, string>();
  readonly childNodes: (SmallElement | string)[] = [];
  parent: SmallElement | null = null;
  /** Its shadow root; the tests see into closed ones, too. */
  root: SmallElement | null = null;
  className = "";
  isModal = false;
  readonly #page: SmallPage;

  constructor(page: SmallPage, tagName: string) {
    this.#page = page;
    this.tagName = tagName;
  }

  get ownerDocument(): SmallPage {
    return this.#page;
  }
  get isConnected(): boolean {
    return this === this.#page.body || this.parent?.isConnected === true;
  }
  /** Only its own, without what is behind a root. */
  get textContent(): string {
    return this.childNodes.map((child) => (typeof child === "string" ? child : child.textContent)).join("");
  }
  set textContent(text: string) {
    this.replaceChildren(text);
  }
  /** Nothing that is drawn may set it: what a shop writes would become markup. */
  set innerHTML(_markup: string) {
    throw new Error("Texts must not become markup");
  }
  setAttribute(name: string, value: string): void {
    this.attributes.set(name, value);
  }
  getAttribute(name: string): string | null {
    return this.attributes.get(name) ?? null;
  }
  attachShadow(): SmallElement {
    this.root = new SmallElement(this.#page, "#root");
    this.root.parent = this;
    return this.root;
  }
  append(...children: (SmallElement | string)[]): void {
    for (const child of children) {
      if (typeof child !== "string") {
        child.remove();
        child.parent = this;
      }
      this.childNodes.push(child);
    }
  }
  prepend(child: SmallElement): void {
    this.append(child);
    this.childNodes.unshift(this.childNodes.pop()!);
  }
  replaceChildren(...children: (SmallElement | string)[]): void {
    for (const child of this.childNodes.splice(0)) if (typeof child !== "string") child.parent = null;
    this.append(...children);
  }
  remove(): void {
    const siblings = this.parent?.childNodes;
    if (siblings?.includes(this)) siblings.splice(siblings.indexOf(this), 1);
    this.parent = null;
  }
  showModal(): void {
    this.isModal = true;
  }
  close(): void {
    this.isModal = false;
    this.press("onclose");
  }
  matches(selectors: string): boolean {
    return selectors.split(",").includes(this.tagName);
  }
  /** All below it, closed roots included, in their order. */
  all(): SmallElement[] {
    const below = [this.root, ...this.childNodes].filter((child) => child instanceof SmallElement);
    return below.flatMap((child) => [child, ...child.all()]);
  }
  /**
   * Runs what was put at such a property, here and above, as the browser does. Answers whether the browser then does
   * what it does by itself, such as following a link, which an answer of false prevents.
   */
  press(name = "onclick", event: object = { target: this }): boolean {
    const handlers = this.#pathUp().map((element) => (element as unknown as Record<string, unknown>)[name]);
    const answers = handlers.map((handler) =>
      typeof handler === "function" ? handler.call(this, event) : undefined,
    );
    return !answers.includes(false);
  }
  #pathUp(): SmallElement[] {
    return [this, ...(this.parent ? this.parent.#pathUp() : [])];
  }
}

export class SmallPage {
  hidden = false;
  readyState = "complete";
  documentElement = { lang: "en" };
  activeElement: SmallElement | null = null;
  readonly body = new SmallElement(this, "body");

  createElement(tag: string): SmallElement {
    return new SmallElement(this, tag);
  }
  createElementNS(_space: string, tag: string): SmallElement {
    return new SmallElement(this, tag);
  }
  /** Knows selectors of one attribute only; what is in closed roots is not found. */
  querySelectorAll(selector: string): SmallElement[] {
    const name = /^\[([\w-]+)\]$/.exec(selector)?.[1];
    const light = (element: SmallElement): SmallElement[] =>
      element.childNodes.flatMap((child) => (typeof child === "string" ? [] : [child, ...light(child)]));
    return light(this.body).filter(({ attributes }) => name !== undefined && attributes.has(name));
  }
  querySelector(selector: string): SmallElement | null {
    return this.querySelectorAll(selector)[0] ?? null;
  }
  /** All elements of such a tag or class, also those in closed roots. */
  find(tagOrClass: string): SmallElement[] {
    return this.body
      .all()
      .filter(
        ({ tagName, className }) => tagName === tagOrClass || className.split(" ").includes(tagOrClass),
      );
  }
  labelled(label: string): SmallElement | undefined {
    return this.body.all().find((element) => element.getAttribute("aria-label") === label);
  }
}
