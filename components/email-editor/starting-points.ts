import type { EmailBlock, EmailDesign } from "#workflows/email-design.ts";
import { copyOf, newBlock } from "./new-block.ts";

export interface StartingPoint {
  name: string;
  /** What it is for, in one line. */
  purpose: string;
  subject: string;
  preview: string;
  blocks: EmailBlock[];
}

const heading = (text: string): EmailBlock => ({ id: "x", type: "heading", text, level: 1, align: "left" });
const text = (html: string): EmailBlock => ({ id: "x", type: "text", html, align: "left" });
const button = (label: string, href: string): EmailBlock => ({
  id: "x",
  type: "button",
  label,
  href,
  align: "left",
});
const footer = (html: string): EmailBlock => ({ id: "x", type: "footer", html, align: "center" });
const HELLO = '<p>Hello {{ profile.firstName | default: "there" }},</p>';

export const startingPoints: StartingPoint[] = [
  {
    name: "Welcome",
    purpose: "The first email to somebody new",
    subject: "Welcome to {{ shop.name }}",
    preview: "Good to have you with us",
    blocks: [
      heading("Welcome to {{ shop.name }}"),
      text(
        `${HELLO}<p>Thank you for joining us. From time to time we write about what is new, and never more often than that.</p><p>If you have a question, answer this email. A person reads it.</p>`,
      ),
      button("Look around", ""),
      footer("<p>You receive this because you signed up at {{ shop.name }}.</p>"),
    ],
  },
  {
    name: "Forgotten cart",
    purpose: "Shows what somebody left in the cart",
    subject: "You left something behind",
    preview: "Your cart is still here",
    blocks: [
      heading("Your cart is still here"),
      text(`${HELLO}<p>You put these aside and did not finish. We kept them for you:</p>`),
      { ...newBlock("products"), id: "x" },
      button("Back to my cart", ""),
      text("<p>Did something go wrong, or do you have a question? Answer this email and we will help.</p>"),
      footer("<p>You receive this because you left a cart at {{ shop.name }}.</p>"),
    ],
  },
  {
    name: "News",
    purpose: "A picture, a story and two things to look at",
    subject: "News from {{ shop.name }}",
    preview: "What is new this month",
    blocks: [
      { ...newBlock("image"), id: "x" },
      heading("What is new this month"),
      text(`${HELLO}<p>Tell in two or three sentences what is new and why it matters to your customers.</p>`),
      {
        id: "x",
        type: "columns",
        columns: [
          [
            { id: "y", type: "heading", text: "The first thing", level: 3, align: "left" },
            { id: "z", type: "text", html: "<p>What it is, and for whom.</p>", align: "left" },
          ],
          [
            { id: "y", type: "heading", text: "The second thing", level: 3, align: "left" },
            { id: "z", type: "text", html: "<p>What it is, and for whom.</p>", align: "left" },
          ],
        ],
      },
      button("See everything", ""),
      { id: "x", type: "divider" },
      { ...newBlock("social"), id: "x" },
      footer("<p>You receive this because you asked for news from {{ shop.name }}.</p>"),
    ],
  },
];

/** The blocks of a starting point, each with an id of its own. */
export function designFrom({ blocks }: StartingPoint): EmailDesign {
  return { blocks: blocks.map(copyOf) };
}
