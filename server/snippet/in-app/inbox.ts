import type { InAppMessage } from "#server/http/in-app.ts";
import { INBOX } from "../in-app.ts";
import { styledRoot } from "../styled-root.ts";
import { drawBell } from "./bell.ts";
import { closeButton } from "./close-button.ts";
import { drawContent } from "./content.ts";
import { openDialog } from "./dialog.ts";
import type { Elements } from "./element.ts";
import { STYLE } from "./style.ts";
import type { Words } from "./words.ts";

const COUNT_MAX = 99;
/** So much of a message is in view when it counts as shown. */
const IN_VIEW = 0.5;

export interface InboxParts {
  page: Document;
  make: Elements;
  words: Words;
  isUnread(message: InAppMessage): boolean;
  /** The visitor has it before them. */
  see(message: InAppMessage): void;
  follow(message: InAppMessage): void;
  /** Draws the entry by which the person of a message says no to more of them. */
  leaving(id: string): HTMLElement;
}

interface Place {
  host: HTMLElement;
  isOpen(): boolean;
  draw(messages: InAppMessage[]): void;
}

/**
 * Lists the messages where the site has an element for it, or behind a bell where the element says "button". Without
 * such an element, a bell is at the edge of the window while there is a new message that is only for the inbox.
 */
export function createInbox({ page, make, words, isUnread, see, follow, leaving }: InboxParts) {
  const places = new Map<Element, Place>();
  let drawn = "";

  function update(messages: InAppMessage[]): void {
    const wanted: Element[] = [...page.querySelectorAll(INBOX)];
    const hasNew = messages.some((message) => message.display === "inbox" && isUnread(message));
    if (wanted.length === 0 && (hasNew || isOpen())) wanted.push(page.body);
    for (const [element, { host }] of places) {
      if (wanted.includes(element) && host.isConnected) continue;
      host.remove();
      places.delete(element);
    }
    const state = messages.map((message) => message.id + isUnread(message)).join();
    for (const element of wanted) {
      const known = places.get(element);
      // Drawn again, a list would lose the visitor's place in it.
      if (known && state === drawn) continue;
      const place = known ?? (isForBell(element) ? bell(element) : list(element));
      places.set(element, place);
      place.draw(messages);
    }
    drawn = state;
  }

  function isOpen(): boolean {
    return Array.from(places.values()).some((place) => place.isOpen());
  }

  function isForBell(element: Element): boolean {
    return element === page.body || element.getAttribute("data-rekindle-inbox") === "button";
  }

  function open(parent: Element, className: string) {
    const host = page.createElement("rekindle-in-app");
    const root = styledRoot(host, STYLE, "closed");
    const content = make("div", { className });
    root.append(content);
    parent.append(host);
    return { host, root, content };
  }

  function list(parent: Element): Place {
    const { host, content } = open(parent, "list");
    const watch = watchViews();
    const draw = (messages: InAppMessage[]) =>
      content.replaceChildren(rows(messages, watch), ...foot(messages));
    return { host, isOpen: () => false, draw };
  }

  function bell(parent: Element): Place {
    const { host, root, content } = open(parent, parent === page.body ? "corner" : "bell");
    let current: InAppMessage[] = [];
    let hasDrawer = false;
    const count = make("span", { className: "count" });
    const button = make("button", { type: "button", onclick: openDrawer }, drawBell(page), count);
    content.append(button);
    button.setAttribute("aria-haspopup", "dialog");

    function draw(messages: InAppMessage[]): void {
      current = messages;
      const unread = messages.filter(isUnread).length;
      count.hidden = unread === 0;
      count.textContent = unread > COUNT_MAX ? `${COUNT_MAX}+` : String(unread);
      button.setAttribute("aria-label", unread > 0 ? `${words.messages} (${unread})` : words.messages);
    }

    function openDrawer(): void {
      hasDrawer = true;
      const head = make("div", { className: "head" }, make("h2", {}, words.messages));
      head.append(closeButton(make, words.close, () => close()));
      const close = openDialog(
        make,
        root,
        { className: "drawer", label: words.messages },
        [head, rows(current), ...foot(current)],
        () => {
          hasDrawer = false;
        },
      );
      current.forEach(see);
      draw(current);
    }
    return { host, isOpen: () => hasDrawer, draw };
  }

  function foot([newest]: InAppMessage[]): HTMLElement[] {
    return newest ? [leaving(newest.id)] : [];
  }

  function rows(
    messages: InAppMessage[],
    watch?: (row: Element, message: InAppMessage) => void,
  ): HTMLElement {
    if (messages.length === 0) return make("p", { className: "none" }, words.none);
    const rows = make("ul", { role: "list" });
    for (const message of messages) {
      const day = new Date(message.at).toLocaleDateString(words.locale, { dateStyle: "medium" });
      const row = make(
        "li",
        {},
        ...drawContent(make, message, { follow: () => follow(message) }),
        make("p", { className: "day" }, day, isUnread(message) ? make("b", {}, words.unread) : null),
      );
      rows.append(row);
      watch?.(row, message);
    }
    return rows;
  }

  /** Answers with what notes a message as seen once it is in view. */
  function watchViews() {
    const rows = new Map<Element, InAppMessage>();
    const views = new IntersectionObserver(
      (entries) => {
        for (const { target, isIntersecting } of entries) {
          const message = rows.get(target);
          if (!isIntersecting || !message || page.hidden) continue;
          views.unobserve(target);
          rows.delete(target);
          see(message);
        }
      },
      { threshold: IN_VIEW },
    );
    return (row: Element, message: InAppMessage) => {
      if (!isUnread(message)) return;
      rows.set(row, message);
      views.observe(row);
    };
  }

  return { update, isOpen };
}
