import type { CustomerTexts } from "./customer-texts.ts";

/** What customers read, in Simplified Chinese. Whoever changes the words of `preferences` gives them the next version. */
export const zh: CustomerTexts = {
  version: "zh-1",
  channels: {
    email: { title: "电子邮件", some: "邮件" },
    "web-push": { title: "浏览器通知", some: "通知" },
    sms: { title: "短信", some: "短信" },
    whatsapp: { title: "WhatsApp", some: "WhatsApp 消息" },
    "in-app": { title: "网站内消息", some: "网站内消息" },
    other: { title: "消息", some: "消息" },
  },
  footer: { unsubscribe: "退订", preferences: "选择接收内容" },
  text: {
    leave: "回复“退订”即不再接收",
    left: (shop) => `${shop}：您不会再收到此类消息。回复“订阅”可重新接收。`,
    joined: (shop) => `${shop}：您将重新收到此类消息。回复“退订”即不再接收。`,
    help: (shop) => `此消息来自 ${shop}。回复“退订”即不再接收，回复“订阅”可重新接收。`,
  },
  link: {
    title: "此链接无效",
    text: "链接可能不完整，或其对应的内容已不再保存。请重新打开消息中的链接，或直接回复消息要求退订。",
  },
  unsubscribe: {
    page: "退订",
    ask: "确定要退订吗？",
    willStop: (shop, messages, topic) => `${shop} 将不再向您发送以下主题的${messages}：${topic}。`,
    button: "退订",
    done: "您已退订",
    doneBefore: "您此前已经退订",
    stopped: (shop, messages, topic) =>
      `${shop} 不会再向您发送以下主题的${messages}：${topic}。与您订单有关的消息仍可能发送。`,
    again: "改变主意了？重新订阅",
    back: "您已重新订阅",
    mayCome: (shop, messages, topic) => `${shop} 可以向您发送以下主题的${messages}：${topic}。`,
    choose: "全部退订，或选择接收内容",
  },
  preferences: {
    page: "选择接收内容",
    title: (shop) => `${shop} 可以向您发送哪些内容？`,
    intro: "关闭您不想接收的内容，然后保存。与您订单有关的消息仍可能发送。",
    save: "保存",
    everything: "全部退订",
    everythingHelp: "您将不再收到任何此类消息，包括店铺日后新增的主题。",
    saved: "您的选择已保存",
    savedNothing: "没有任何更改",
    savedEverything: "您已全部退订",
    undone: "已恢复为之前的选择",
    undo: "撤销",
    nowhere: "店铺目前没有可以联系您的方式，因此没有可供选择的内容。",
  },
  confirm: {
    page: "确认订阅",
    title: (shop) => `接收 ${shop} 的邮件？`,
    text: (shop, topic, email) =>
      `${shop} 希望向 ${email} 发送以下主题的邮件：${topic}。如果您没有提出过此要求，请关闭本页面。`,
    button: "是的，请向我发送邮件",
    confirmed: "订阅成功",
    confirmedText: (shop, email) => `${shop} 可以向 ${email} 发送邮件。每封邮件中都有退订链接。`,
    invalid: "此链接无效",
    invalidText: "链接可能不完整，或邮箱地址已更改。请打开最新一封邮件中的链接。",
    expired: "此链接已过期",
    expiredText: "链接有效期为 7 天。请重新登记以获取新的链接。",
    over: "您此后已退订",
    overText: "此链接早于您的退订。如果您改变了主意，请重新登记。",
    mail: {
      subject: "请确认：接收 {{ shop.name }} 的邮件",
      preview: "点击一次，{{ shop.name }} 即可向您发送邮件",
      body: "有人（希望是您本人）要求 {{ shop.name }} 向此邮箱发送以下主题的邮件：{{ confirm_topics }}。请点击按钮确认，链接有效期为 7 天。\n\n如果不是您本人，无需任何操作：您不会被加入名单。",
      button: "是的，请向我发送邮件",
    },
  },
};
