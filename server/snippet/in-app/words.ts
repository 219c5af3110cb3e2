/** What stands on buttons, in the language of the page; all else is the shop's own text. */
const WORDS = {
  en: {
    ...{ locale: "en", close: "Close", messages: "Messages", none: "No messages yet", unread: "New" },
    ...{ leave: "No more of these messages", left: "You get no more of these messages", undo: "Undo" },
  },
  zh: {
    ...{ locale: "zh", close: "关闭", messages: "消息", none: "还没有消息", unread: "新" },
    ...{ leave: "不再接收此类消息", left: "您将不再收到此类消息", undo: "撤销" },
  },
};
export type Words = (typeof WORDS)["en"];

/** `language`: the page's, such as "zh-CN", or else the browser's. */
export function wordsFor(language: string): Words {
  return /^zh\b/i.test(language) ? WORDS.zh : WORDS.en;
}
