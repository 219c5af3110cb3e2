import type { InAppMessage } from "#server/http/in-app.ts";
import type { Shelf } from "../storage.ts";
import { openBanner, type PopupAnswers } from "./banner.ts";
import { elementsOf } from "./element.ts";
import { createInbox } from "./inbox.ts";
import { createLeaving } from "./leaving.ts";
import { createMemory } from "./memory.ts";
import { isBusy, openModal } from "./modal.ts";
import { createTelling, type TellingParts } from "./telling.ts";
import { wordsFor } from "./words.ts";

export interface InAppViewParts {
  page: Document;
  shelf: Shelf;
  /** Epoch milliseconds. */
  now(): number;
  send: TellingParts["send"];
  /** Does the work when the page has nothing else to do. */
  whenIdle(work: () => void): void;
}

/** What draws the messages of a visitor. */
export interface InAppView {
  /** All messages that there are for whoever is here now, the newest first. */
  update(messages: InAppMessage[]): void;
}

type Popup = { id: string; takeAway: () => void } | null;

/**
 * Draws messages in the page: at most one banner and one window at a time, and no second window on the same page. What
 * was shown once does not come again by itself, except that a banner goes along from page to page for a while.
 */
export function createInAppView({ page, shelf, now, send, whenIdle }: InAppViewParts): InAppView {
  const make = elementsOf(page);
  const words = wordsFor(page.documentElement.lang || navigator.language);
  const memory = createMemory(shelf, now);
  const telling = createTelling({ shelf, send });
  const leaving = createLeaving({
    ...{ make, words },
    wish(id, kind) {
      telling.tell(id, kind);
      // What the server told of before shows up no more by itself.
      if (kind === "left") for (const one of current) memory.finish(one.id);
    },
  });
  const isUnread = ({ id, seen, dismissed }: InAppMessage) => !seen && !dismissed && !memory.isSeen(id);
  const inbox = createInbox({
    ...{ page, make, words, isUnread, follow, leaving },
    see(message) {
      show(message);
      if (!memory.isOn(message.id)) memory.finish(message.id);
    },
  });
  let current: InAppMessage[] = [];
  let banner: Popup = null;
  let modal: Popup = null;
  /** The address at which there was a window. */
  let interrupted = "";

  function update(messages: InAppMessage[]): void {
    current = messages.filter(({ until }) => until > now());
    // Another tab may have closed it.
    banner = stillThere(banner, banner !== null && memory.isDone(banner.id));
    modal = stillThere(modal);
    const next = nextOf("banner");
    if (next && !banner) showBanner(next);
    inbox.update(current);
    if (nextOf("modal")) whenIdle(interrupt);
    void telling.sendAll();
  }

  function stillThere(popup: Popup, isOver = false): Popup {
    if (!popup || (!isOver && current.some(({ id }) => id === popup.id))) return popup;
    popup.takeAway();
    return null;
  }

  function nextOf(display: "banner" | "modal"): InAppMessage | undefined {
    for (const message of current) {
      const { id, seen, clicked, dismissed } = message;
      if (message.display !== display || memory.isDone(id)) continue;
      // Shown in another browser, or on an earlier visit.
      if (clicked || dismissed || ((seen || memory.isSeen(id)) && !memory.isOn(id))) memory.finish(id);
      else return message;
    }
    return undefined;
  }

  function showBanner(message: InAppMessage): void {
    show(message);
    memory.putOn(message.id);
    const answers = answersTo(message, () => {
      banner = null;
    });
    banner = { id: message.id, takeAway: openBanner(page, make, words, message, answers) };
  }

  function interrupt(): void {
    const address = location.href.split("#", 1)[0]!;
    // Anew, since it was waited for.
    const message = nextOf("modal");
    if (!message || modal || inbox.isOpen() || interrupted === address || page.hidden || isBusy(page)) return;
    interrupted = address;
    show(message);
    memory.finish(message.id);
    const answers = answersTo(message, () => {
      modal = null;
    });
    modal = { id: message.id, takeAway: openModal(page, make, words, message, answers, leaving(message.id)) };
    inbox.update(current);
  }

  function answersTo(message: InAppMessage, end: () => void): PopupAnswers {
    return {
      follow() {
        follow(message);
        end();
      },
      dismiss() {
        telling.tell(message.id, "dismissed");
        memory.finish(message.id);
        end();
      },
    };
  }

  function show(message: InAppMessage): void {
    if (isUnread(message)) telling.tell(message.id, "shown");
  }

  function follow({ id }: InAppMessage): void {
    telling.tell(id, "clicked");
    memory.finish(id);
  }

  return { update };
}
