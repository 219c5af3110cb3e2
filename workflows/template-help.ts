import type { Phrase } from "./phrase.ts";

/** A way to write a value, as the variable picker explains it. */
export interface TemplateHelp {
  what: Phrase;
  write: string;
  gives: string;
}

/** The filters that a shop needs, each as it would be written. The language and zone are the customer's own. */
export const templateHelp: TemplateHelp[] = [
  {
    what: "What stands where a value is missing",
    write: '{{ profile.firstName | default: "there" }}',
    gives: "there",
  },
  { what: "An amount in the shop’s currency", write: "{{ cart.total | money }}", gives: "€49.50" },
  {
    what: "An amount in another currency",
    write: '{{ event.total | money: "USD" }}',
    gives: "$49.50",
  },
  {
    what: "A date: short, medium, long or full",
    write: '{{ event.date | date: "long" }}',
    gives: "5 March 2026",
  },
  { what: "A time of day", write: "{{ event.date | time }}", gives: "14:30" },
  {
    what: "A date with its time",
    write: '{{ event.date | datetime: "medium" }}',
    gives: "5 Mar 2026, 14:30",
  },
  { what: "A date in a form of your own", write: '{{ event.date | date: "%d.%m.%Y" }}', gives: "05.03.2026" },
  {
    what: "What stands where a date is missing or is none",
    write: '{{ event.date | date: "long" | default: "soon" }}',
    gives: "soon",
  },
  {
    what: "Only for people who have a value",
    write: "{% if profile.city %}See you in {{ profile.city }}.{% endif %}",
    gives: "See you in Zagreb.",
  },
];
