import type { CustomerTexts } from "./customer-texts.ts";

/** What customers read, in English. Whoever changes the words of `preferences` gives them the next version. */
export const en: CustomerTexts = {
  version: "en-1",
  channels: {
    email: { title: "Emails", some: "emails" },
    "web-push": { title: "Notifications in your browser", some: "notifications" },
    sms: { title: "Text messages", some: "text messages" },
    whatsapp: { title: "WhatsApp", some: "WhatsApp messages" },
    "in-app": { title: "Messages on our site", some: "messages on its site" },
    other: { title: "Messages", some: "messages" },
  },
  footer: { unsubscribe: "Unsubscribe", preferences: "Choose what you get" },
  text: {
    leave: "Reply STOP to leave",
    start: "Answer START to the number you got our texts from to switch it on again.",
    left: (shop) => `${shop}: you get no more of these messages. Reply START to get them again.`,
    joined: (shop) => `${shop}: you get these messages again. Reply STOP to leave.`,
    help: (shop) => `These messages are from ${shop}. Reply STOP to get no more, START to get them again.`,
  },
  link: {
    title: "This link is not valid",
    text: "It may have been cut off, or it belongs to something that is no longer kept. Open the link from the message again, or answer the message and ask to be taken off the list.",
  },
  unsubscribe: {
    page: "Unsubscribe",
    ask: "Unsubscribe?",
    willStop: (shop, messages, topic) => `You will get no more ${messages} from ${shop} about: ${topic}.`,
    button: "Unsubscribe",
    done: "You are unsubscribed",
    doneBefore: "You are already unsubscribed",
    stopped: (shop, messages, topic) =>
      `${shop} sends you no more ${messages} about: ${topic}. Messages about an order of yours may still come.`,
    again: "Changed your mind? Subscribe again",
    back: "You are subscribed again",
    mayCome: (shop, messages, topic) => `${shop} may send you ${messages} about: ${topic}.`,
    choose: "Unsubscribe from everything, or choose what you get",
  },
  preferences: {
    page: "Choose what you get",
    title: (shop) => `What may ${shop} send you?`,
    intro: "Switch off what you do not want, then save. Messages about an order of yours may still come.",
    save: "Save",
    everything: "Unsubscribe from everything",
    everythingHelp: "You get nothing more, also of what the shop thinks of later.",
    saved: "Your choice is saved",
    savedNothing: "Nothing has changed",
    savedEverything: "You are unsubscribed from everything",
    undone: "It is as it was before",
    undo: "Undo",
    nowhere: "The shop has no way to write to you, so there is nothing to choose.",
  },
  confirm: {
    page: "Confirm",
    title: (shop) => `Emails from ${shop}?`,
    text: (shop, topic, email) =>
      `${shop} asks whether it may send emails to ${email} about: ${topic}. If you did not ask for them, close this page.`,
    button: "Yes, send me emails",
    confirmed: "You are subscribed",
    confirmedText: (shop, email) => `${shop} may send emails to ${email}. Each has a link to unsubscribe.`,
    invalid: "This link is not valid",
    invalidText:
      "It may have been cut off, or the address has changed. Open the link from the newest email again.",
    expired: "This link is too old",
    expiredText: "It could be used for 7 days. Sign up again for a new one.",
    over: "You have unsubscribed since",
    overText: "This link is older than that. Sign up again if you have changed your mind.",
    mail: {
      subject: "Please confirm: emails from {{ shop.name }}",
      preview: "One click, and {{ shop.name }} may send you emails",
      body: "Somebody, hopefully you, asked {{ shop.name }} to send emails to this address about: {{ confirm_topics }}. Please confirm it with the button. The link works for 7 days.\n\nIf it was not you, there is nothing to do: you are not put on the list.",
      button: "Yes, send me emails",
    },
  },
};
