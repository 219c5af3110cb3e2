import { describe, expect, it } from "vitest";
import { textKeyword } from "./text-keywords.ts";

describe("the word of an answer", () => {
  it.each([
    ["STOP", "stop"],
    ["stop", "stop"],
    ["  Stop. ", "stop"],
    ["“STOP”!", "stop"],
    ["Stop all", "stop"],
    ["opt-out", "stop"],
    ["UNSUBSCRIBE", "stop"],
    ["Cancel", "stop"],
    ["end", "stop"],
    ["Quit", "stop"],
    ["revoke", "stop"],
    ["退订", "stop"],
    ["退订。", "stop"],
    ["td", "stop"],
    ["ＴＤ", "stop"],
    ["T", "stop"],
    ["STOP 🛑", "stop"],
    ["start", "start"],
    ["Yes", "start"],
    ["UNSTOP", "start"],
    ["订阅", "start"],
    ["Help?", "help"],
    ["info", "help"],
  ])("%j asks for %s", (text, keyword) => {
    expect(textKeyword(text)).toBe(keyword);
  });

  it.each(["", "Please don't stop", "stopping by at 5", "Yes please", "the end", "TDX", "constructor", "👍"])(
    "%j is any other text",
    (text) => {
      expect(textKeyword(text)).toBeNull();
    },
  );
});
