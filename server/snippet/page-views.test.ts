import { expect, it } from "vitest";
import { type PageWindow, watchPages } from "./page-views.ts";

/** A window as far as a router moves it. */
function openWindow() {
  const listeners: Record<string, () => void> = {};
  const state = { href: "https://shop.example/tea#top" };
  const later: (() => void)[] = [];
  const go = (_data: unknown, _unused: string, url?: string | URL | null) => {
    if (url) state.href = new URL(url, state.href).href;
  };
  const page = {
    location: state,
    history: { pushState: go, replaceState: go },
    setTimeout: (work: () => void) => later.push(work),
    addEventListener: (name: string, listener: () => void) => {
      listeners[name] = listener;
    },
  } as unknown as PageWindow;
  return {
    page,
    state,
    listeners,
    settle: () => later.splice(0).forEach((work) => void work()),
  };
}

function watched(mode: "first" | "history" | "off", firstIsTold = false) {
  const opened = openWindow();
  const views: string[] = [];
  watchPages(opened.page, { mode, firstIsTold }, () => views.push(opened.state.href));
  return { ...opened, views };
}

it("sends the first view, and no other, unless the page did", () => {
  const { page, settle, views } = watched("first");
  page.history.pushState(null, "", "/coffee");
  settle();
  expect(views).toEqual(["https://shop.example/tea#top"]);
  expect(watched("first", true).views).toEqual([]);
  expect(watched("off").views).toEqual([]);
});

it("sends one for each change of the address, whoever moves it", () => {
  const { page, state, listeners, settle, views } = watched("history", true);
  page.history.pushState(null, "", "/coffee");
  settle();
  page.history.replaceState(null, "", "/coffee?size=1");
  settle();
  state.href = "https://shop.example/tea";
  listeners.popstate?.();
  settle();
  expect(views).toEqual([
    "https://shop.example/coffee",
    "https://shop.example/coffee?size=1",
    "https://shop.example/tea",
  ]);
});

it("takes steps that end where they began, and jumps within a page, for none", () => {
  const { page, settle, views } = watched("history", true);
  page.history.pushState(null, "", "#reviews");
  settle();
  page.history.pushState(null, "", "/coffee");
  page.history.replaceState(null, "", "/tea");
  settle();
  page.history.pushState({ scroll: 5 }, "");
  settle();
  expect(views).toEqual([]);
});
