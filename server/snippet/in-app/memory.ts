import { DONE } from "../in-app.ts";
import type { Shelf } from "../storage.ts";

/** The banner that is on, and since when. */
const BANNER = "rekindle:in-app-banner";
/** Twice as many as a page is told of. */
const DONE_MAX = 100;
/** So long does a banner go along from page to page; a later visit is spared it. */
export const BANNER_LASTS_MS = 30 * 60_000;

/**
 * What this browser did with messages, so that none comes again while the server cannot be told. A message is done when
 * it no longer shows up by itself; the inbox has it all the same.
 */
export interface Memory {
  isDone(id: string): boolean;
  finish(id: string): void;
  /** Whether it was shown here, done or not. */
  isSeen(id: string): boolean;
  /** Whether it is the banner that goes along from page to page. */
  isOn(id: string): boolean;
  /** From now on it goes along. */
  putOn(id: string): void;
}

export function createMemory(shelf: Shelf, now: () => number): Memory {
  /** Also what the browser has no room for. */
  const done = new Set<string>();
  let [on, since] = (shelf.getItem(BANNER) ?? "").split(" ");

  function keep(name: string, value: string): void {
    try {
      shelf.setItem(name, value);
    } catch {
      // Full: then it is known as long as the page lives.
    }
  }

  /** Anew each time: another tab may have finished some meanwhile. */
  const kept = () => shelf.getItem(DONE)?.split(" ") ?? [];
  const isDone = (id: string) => done.has(id) || kept().includes(id);
  return {
    isDone,
    finish(id) {
      if (isDone(id)) return;
      done.add(id);
      keep(DONE, [...kept(), id].slice(-DONE_MAX).join(" "));
    },
    isSeen: (id) => isDone(id) || id === on,
    isOn(id) {
      const age = now() - Number(since);
      return id === on && age >= 0 && age < BANNER_LASTS_MS;
    },
    putOn(id) {
      if (id === on) return;
      [on, since] = [id, String(now())];
      keep(BANNER, `${on} ${since}`);
    },
  };
}
