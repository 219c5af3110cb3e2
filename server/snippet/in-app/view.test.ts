import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { InAppMessage } from "#server/http/in-app.ts";
import { SmallElement, SmallPage } from "#server/testing/small-page.ts";
import { memoryShelf, type Shelf } from "../storage.ts";
import { BANNER_LASTS_MS } from "./memory.ts";
import { createInAppView, type InAppView } from "./view.ts";

const NOW = Date.UTC(2026, 2, 10, 10);
const HOUR_MS = 3_600_000;

let at: number;
let page: SmallPage;
let shelf: Shelf;
let view: InAppView;
let told: string[];
let connection: { status: number };
let idle: (() => void)[];
let inView: (row: SmallElement) => void;

beforeEach(() => {
  [at, page, shelf, told, idle] = [NOW, new SmallPage(), memoryShelf(), [], []];
  connection = { status: 200 };
  vi.stubGlobal("location", new URL("https://shop.example/tea"));
  vi.stubGlobal("HTMLDialogElement", SmallElement);
  const watched: [SmallElement, (entries: object[]) => void][] = [];
  inView = (row) => {
    for (const [target, work] of watched) if (target === row) work([{ target, isIntersecting: true }]);
  };
  vi.stubGlobal(
    "IntersectionObserver",
    class {
      readonly work: (entries: object[]) => void;
      constructor(work: (entries: object[]) => void) {
        this.work = work;
      }
      observe(target: SmallElement) {
        watched.push([target, this.work]);
      }
      unobserve() {}
    },
  );
  view = openPage();
});
afterEach(() => {
  vi.unstubAllGlobals();
});

/** A page of the site, with what the browser kept of the ones before. */
function openPage(): InAppView {
  page = new SmallPage();
  return createInAppView({
    ...{ page: page as unknown as Document, shelf, now: () => at },
    whenIdle: (work) => idle.push(work),
    async send({ id, kind }) {
      if (connection.status === 0) throw new TypeError("Failed to fetch");
      told.push(`${kind} ${id}`);
      return connection.status;
    },
  });
}

function message(id: string, fields: Partial<InAppMessage> = {}): InAppMessage {
  return {
    ...{ id, display: "banner", position: "bottom", title: `Title ${id}`, body: `Body ${id}` },
    ...{ buttonLabel: "", url: "", at: NOW, until: NOW + 24 * HOUR_MS },
    ...{ seen: false, clicked: false, dismissed: false },
    ...fields,
  };
}

function beIdle(): void {
  for (const work of idle.splice(0)) work();
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

describe("a banner", () => {
  it("is shown one at a time, told once, and goes along from page to page", async () => {
    const messages = [message("a"), message("b")];
    view.update(messages);
    view.update(messages);
    expect(page.find("banner").map(({ textContent }) => textContent)).toEqual(["Title aBody a✕"]);
    await settled();
    view = openPage();
    view.update(messages);
    expect(page.find("banner")).toHaveLength(1);
    await settled();
    expect(told).toEqual(["shown a"]);
  });

  it("is over once it was closed, also where the server could not be told", async () => {
    connection.status = 0;
    view.update([message("a")]);
    page.labelled("Close")?.press();
    expect(page.find("banner")).toEqual([]);
    await settled();
    view = openPage();
    view.update([message("a")]);
    expect(page.find("banner")).toEqual([]);
    await settled();
    connection.status = 200;
    view.update([message("a")]);
    await settled();
    expect(told).toEqual(["shown a", "dismissed a"]);
  });

  it("goes away where it was closed in another tab", () => {
    view.update([message("a")]);
    const here = page;
    const other = openPage();
    other.update([message("a")]);
    page.labelled("Close")?.press();
    view.update([message("a")]);
    expect(here.find("banner")).toEqual([]);
  });

  it("closes with Escape from within", async () => {
    view.update([message("a")]);
    page.find("banner")[0]!.press("onkeydown", { key: "a" });
    expect(page.find("banner")).toHaveLength(1);
    page.find("banner")[0]!.press("onkeydown", { key: "Escape" });
    expect(page.find("banner")).toEqual([]);
    await settled();
    expect(told).toEqual(["shown a", "dismissed a"]);
  });

  it("does not follow somebody for days", () => {
    view.update([message("a")]);
    at += BANNER_LASTS_MS;
    view = openPage();
    view.update([message("a", { seen: true })]);
    expect(page.find("banner")).toEqual([]);
  });

  it("is not shown when it was seen in another browser, is over, or is no longer among the messages", () => {
    view.update([
      message("a", { seen: true }),
      message("b", { until: NOW }),
      message("c", { dismissed: true }),
    ]);
    expect(page.find("banner")).toEqual([]);
    view.update([message("d")]);
    expect(page.find("banner")).toHaveLength(1);
    view.update([]);
    expect(page.find("banner")).toEqual([]);
  });

  it("leads where its button says, and tells of the click", async () => {
    view.update([message("a", { url: "/cart", buttonLabel: "To my cart" })]);
    const link = page.find("a")[0]!;
    expect(link).toMatchObject({ href: "https://shop.example/cart", textContent: "To my cart" });
    expect(link.press()).toBe(true);
    await settled();
    expect(told).toEqual(["shown a", "clicked a"]);
    expect(page.find("banner")).toEqual([]);
    view.update([message("a")]);
    expect(page.find("banner")).toEqual([]);
  });

  it("leads there as a whole without a button", () => {
    view.update([message("a", { url: "https://shop.example/tea", image: "/tea.png" })]);
    expect(page.find("a")).toMatchObject([
      { href: "https://shop.example/tea", className: "texts", textContent: "Title aBody a" },
    ]);
    expect(page.find("img")).toMatchObject([{ src: "https://shop.example/tea.png", loading: "lazy" }]);
  });
});

describe("what a message says", () => {
  it("stays text", () => {
    const title = '<img src=x onerror="alert(1)">';
    view.update([message("a", { title, body: "<b>Tea</b>", buttonLabel: "<i>x</i>", url: "/" })]);
    expect(page.find("title").map(({ textContent }) => textContent)).toEqual([title]);
    expect(page.find("body").map(({ childNodes }) => childNodes)).toContainEqual(["<b>Tea</b>"]);
    for (const tag of ["img", "b", "i"]) expect(page.find(tag)).toEqual([]);
  });

  it.each(["javascript:alert(1)", " JavaScript:alert(1)", "data:text/html,x", "vbscript:x", "http://"])(
    "leads nowhere and loads nothing by %s",
    (url) => {
      view.update([message("a", { url, image: url, buttonLabel: "Go" })]);
      expect([page.find("a"), page.find("img")]).toEqual([[], []]);
      // What remains of the button closes the message.
      page
        .find("button")
        .find(({ textContent }) => textContent === "Go")
        ?.press();
      expect(page.find("banner")).toEqual([]);
    },
  );
});

describe("a window over the page", () => {
  it("comes when the page is idle, and no second one on the same page", async () => {
    const messages = [message("a", { display: "modal" }), message("b", { display: "modal" })];
    view.update(messages);
    expect(page.find("dialog")).toEqual([]);
    beIdle();
    expect(page.find("dialog")).toMatchObject([
      { isModal: true, textContent: "✕Title aBody aNo more of these messages" },
    ]);
    expect(page.find("dialog")[0]!.getAttribute("aria-label")).toBe("Title a");
    page.labelled("Close")?.press();
    expect(page.find("dialog")).toEqual([]);
    view.update(messages);
    beIdle();
    expect(page.find("dialog")).toEqual([]);
    await settled();
    expect(told).toEqual(["shown a", "dismissed a"]);

    vi.stubGlobal("location", new URL("https://shop.example/coffee"));
    view.update(messages);
    beIdle();
    expect(page.find("dialog").map(({ textContent }) => textContent)).toEqual([
      "✕Title bBody bNo more of these messages",
    ]);
  });

  it("does not come again on the next page, answered or not", () => {
    view.update([message("a", { display: "modal" })]);
    beIdle();
    view = openPage();
    view.update([message("a", { display: "modal" })]);
    beIdle();
    expect(page.find("dialog")).toEqual([]);
  });

  it("closes with a click beside it, not with one inside", async () => {
    view.update([message("a", { display: "modal" })]);
    beIdle();
    const dialog = page.find("dialog")[0]!;
    page.find("title")[0]!.press();
    expect(page.find("dialog")).toHaveLength(1);
    dialog.press();
    expect(page.find("dialog")).toEqual([]);
    await settled();
    expect(told).toEqual(["shown a", "dismissed a"]);
  });

  it("is told as clicked, not as dismissed, by who follows its link", async () => {
    view.update([message("a", { display: "modal", url: "/cart", buttonLabel: "To my cart" })]);
    beIdle();
    expect(page.find("a")[0]!.press()).toBe(true);
    await settled();
    expect(told).toEqual(["shown a", "clicked a"]);
    expect(page.find("dialog")).toEqual([]);
  });

  it("waits while somebody writes, and comes with the next look", () => {
    page.activeElement = page.createElement("input");
    view.update([message("a", { display: "modal" })]);
    beIdle();
    expect(page.find("dialog")).toEqual([]);
    page.activeElement = null;
    view.update([message("a", { display: "modal" })]);
    beIdle();
    expect(page.find("dialog")).toHaveLength(1);
  });
});

describe("the inbox", () => {
  function place(value = ""): SmallElement {
    const element = page.createElement("div");
    element.setAttribute("data-rekindle-inbox", value);
    page.body.append(element);
    return element;
  }

  it("lists all messages in the site's own element, and tells of those that come into view", async () => {
    place();
    view.update([message("a", { display: "inbox" }), message("b", { display: "inbox", seen: true })]);
    const rows = page.find("li");
    expect(rows.map(({ textContent }) => textContent)).toEqual([
      "Title aBody aMar 10, 2026New",
      "Title bBody bMar 10, 2026",
    ]);
    inView(rows[0]!);
    inView(rows[1]!);
    await settled();
    expect(told).toEqual(["shown a"]);
    expect(page.find("corner")).toEqual([]);
  });

  it("says so when there is nothing", () => {
    place();
    view.update([]);
    expect(page.find("none").map(({ textContent }) => textContent)).toEqual(["No messages yet"]);
  });

  it("speaks the language of the page", () => {
    page.documentElement.lang = "zh-CN";
    view = createInAppView({
      ...{ page: page as unknown as Document, shelf, now: () => at, whenIdle: () => {} },
      send: async () => 200,
    });
    place();
    view.update([]);
    expect(page.find("none").map(({ textContent }) => textContent)).toEqual(["还没有消息"]);
  });

  it("opens from a bell with the number of unread ones, which are read then", async () => {
    place("button");
    const messages = [message("a", { display: "inbox" }), message("b", { display: "inbox" })];
    view.update(messages);
    const bell = page.labelled("Messages (2)")!;
    expect(page.find("count")).toMatchObject([{ textContent: "2", hidden: false }]);
    bell.press();
    expect(page.find("drawer")).toMatchObject([{ isModal: true }]);
    expect(page.find("li")).toHaveLength(2);
    expect(page.find("count")).toMatchObject([{ hidden: true }]);
    await settled();
    expect(told).toEqual(["shown a", "shown b"]);
    page.labelled("Close")?.press();
    expect(page.find("drawer")).toEqual([]);
  });

  it("has a bell of its own where the site has no element, as long as something is unread", () => {
    view.update([message("a", { display: "inbox", seen: true })]);
    expect(page.find("corner")).toEqual([]);
    view.update([message("a", { display: "inbox" })]);
    page.labelled("Messages (1)")?.press();
    view.update([message("a", { display: "inbox" })]);
    expect(page.find("drawer")).toHaveLength(1);
    page.labelled("Close")?.press();
    view.update([message("a", { display: "inbox" })]);
    expect(page.find("corner")).toEqual([]);
  });

  it("lets a window come up although the site took its bell away while it was open", () => {
    const element = place("button");
    const messages = [message("a", { display: "inbox", seen: true })];
    view.update(messages);
    page.labelled("Messages")?.press();
    view.update([message("b", { display: "modal" }), ...messages]);
    beIdle();
    expect(page.find("modal")).toEqual([]);
    element.remove();
    view.update([message("b", { display: "modal" }), ...messages]);
    beIdle();
    expect(page.find("modal")).toHaveLength(1);
  });

  it("is drawn again where the site drew its own page anew", () => {
    const before = place();
    view.update([message("a", { display: "inbox" })]);
    before.remove();
    place();
    view.update([message("a", { display: "inbox" })]);
    expect(page.find("li")).toHaveLength(1);
  });
});

describe("a no to messages", () => {
  const entries = () => page.find("leave");
  const press = (at = 0) => entries()[at]!.childNodes.at(-1) as SmallElement;

  it("is said in the inbox, told for the newest message, and taken back in the same place", async () => {
    const place = page.createElement("div");
    place.setAttribute("data-rekindle-inbox", "");
    page.body.append(place);
    view.update([message("a", { display: "inbox" }), message("b", { display: "inbox" })]);
    expect(entries().map(({ textContent }) => textContent)).toEqual(["No more of these messages"]);
    press().press();
    expect(entries()[0]!.textContent).toBe("You get no more of these messages Undo");
    await settled();
    expect(told).toEqual(["left a"]);
    press().press();
    expect(entries()[0]!.textContent).toBe("No more of these messages");
    await settled();
    expect(told).toEqual(["left a", "rejoined a"]);
  });

  it("is said in a window, and nothing that waits comes up after it", async () => {
    view.update([message("a", { display: "modal" }), message("b")]);
    beIdle();
    press().press();
    page.labelled("Close")?.press();
    await settled();
    expect(told).toContain("left a");
    view = openPage();
    view.update([message("a", { display: "modal" }), message("b")]);
    beIdle();
    expect([page.find("banner"), page.find("modal")]).toEqual([[], []]);
  });

  it("is asked for nowhere where there are no messages", () => {
    const place = page.createElement("div");
    place.setAttribute("data-rekindle-inbox", "");
    page.body.append(place);
    view.update([]);
    expect(entries()).toEqual([]);
  });
});
