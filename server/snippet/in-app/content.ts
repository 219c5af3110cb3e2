import type { InAppMessage } from "#server/http/in-app.ts";
import { webAddress } from "../web-address.ts";
import type { Elements } from "./element.ts";

/** What a message says, to be put where it is shown: its picture, its texts, and where it leads. */
export function drawContent(
  make: Elements,
  { title, body, buttonLabel, url, image = "" }: InAppMessage,
  /** `follow`: the visitor goes where it leads. `close`: a button that leads nowhere was pressed, where that closes it. */
  { follow, close }: { follow: () => void; close?: () => void },
): HTMLElement[] {
  const [goal, picture] = [webAddress(url, location.href), webAddress(image, location.href)];
  const texts = [
    title && make("p", { className: "title" }, title),
    body && make("p", { className: "body" }, body),
  ].filter((text) => text !== "");
  const isWhole = goal !== null && !buttonLabel;
  const drawn: HTMLElement[] = [
    isWhole ? link(goal, "texts", texts) : make("div", { className: "texts" }, ...texts),
  ];
  if (picture) {
    const drawnPicture = make("img", { loading: "lazy" as const, alt: "", src: picture });
    drawnPicture.onerror = () => drawnPicture.remove();
    drawn.unshift(drawnPicture);
  }
  if (buttonLabel && goal) drawn.push(link(goal, "button", [buttonLabel]));
  else if (buttonLabel && close)
    drawn.push(make("button", { type: "button", className: "button", onclick: close }, buttonLabel));
  return drawn;

  function link(href: string, className: string, children: (Node | string)[]): HTMLElement {
    const onauxclick = ({ button }: MouseEvent) => {
      if (button === 1) follow();
    };
    return make("a", { href, className, rel: "noopener", onclick: follow, onauxclick }, ...children);
  }
}
