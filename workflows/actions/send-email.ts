import * as z from "zod/mini";
import type { EffectContent } from "../effect-content.ts";
import { emailDesign } from "../email-design.ts";
import { designFaults } from "../email-design-problems.ts";
import { type Reader, readerOf } from "../facts.ts";
import { formIssue } from "../form-issue.ts";
import { defineAction } from "../node.ts";
import { type Phrase, phrase } from "../phrase.ts";
import { chooseVariant, variantsOf } from "../variants.ts";
import { messageSettings, sendPorts, settleSend } from "./sending.ts";

/** What fits an email, written as MJML, which takes several times as much as HTML. */
export const CODE_MAX_CHARS = 100_000;

const texts = {
  format: z._default(z.enum(["plain", "design", "code"]), "plain").check(
    z.meta({
      label: "Written as",
      options: { plain: "Simple text", design: "Blocks", code: "Code" },
    }),
  ),
  subject: z
    .string()
    .check(
      z.trim(),
      z.minLength(1, "Write a subject"),
      z.maxLength(300),
      z.meta({ label: "Subject", control: "template", placeholder: "You left something behind" }),
    ),
  preview: z
    ._default(z.string().check(z.maxLength(300)), "")
    .check(
      z.meta({ label: "Preview text", help: "Shown after the subject in the inbox.", control: "template" }),
    ),
  body: z._default(z.string().check(z.trim(), z.maxLength(20_000)), "").check(
    z.meta({
      label: "Message",
      help: "An empty line starts a new paragraph.",
      control: "long-template",
      when: { field: "format", is: ["plain"] },
    }),
  ),
  buttonLabel: z._default(z.string().check(z.maxLength(80)), "").check(
    z.meta({
      label: "Button",
      help: "Leave empty for no button.",
      control: "template",
      placeholder: "Back to my cart",
      when: { field: "format", is: ["plain"] },
    }),
  ),
  buttonUrl: z._default(z.string().check(z.maxLength(2000)), "").check(
    z.meta({
      label: "Button link",
      control: "template",
      placeholder: "https://",
      when: { field: "format", is: ["plain"] },
    }),
  ),
  design: z._default(z.nullable(emailDesign), null).check(
    z.meta({
      label: "Design",
      control: "email-design",
      when: { field: "format", is: ["design"] },
    }),
  ),
  code: z._default(z.string().check(z.maxLength(CODE_MAX_CHARS)), "").check(
    z.meta({
      label: "Code",
      help: "MJML, beginning with <mjml>, or HTML. Values of people are escaped.",
      control: "email-code",
      when: { field: "format", is: ["code"] },
    }),
  ),
  text: z._default(z.string().check(z.maxLength(20_000)), "").check(
    z.meta({
      label: "Text alternative",
      help: "For mail programs that show text only. Leave empty to have it made from the email.",
      control: "long-template",
      when: { field: "format", is: ["design", "code"] },
    }),
  ),
};
const { format, ...written } = texts;

const config = z
  .object({
    format,
    from: z
      ._default(z.string().check(z.maxLength(40)), "")
      .check(
        z.meta({ label: "From", help: "Senders are kept in the settings under Sending.", control: "sender" }),
      ),
    ...written,
    ...messageSettings,
    variants: variantsOf(z.object(texts).check(z.superRefine(demandContents))),
  })
  .check(z.superRefine(demandContents));

/** An email is empty when nothing is written in its own format. */
function demandContents(
  { format, body, design, code }: EmailTexts,
  context: Pick<z.core.$RefinementCtx, "addIssue">,
): void {
  const refuse = (path: (string | number)[], message: Phrase) => context.addIssue(formIssue(path, message));
  if (format === "plain" && body === "") refuse(["body"], phrase("Write the message"));
  if (format === "code" && code.trim() === "") refuse(["code"], phrase("Write the email’s code"));
  if (format !== "design") return;
  for (const { path, message } of designFaults(design ?? { blocks: [] }))
    refuse(["design", ...path], message);
}

export const sendEmail = defineAction({
  type: "send-email",
  label: "Send email",
  icon: "mail",
  summary: "Sends one email.",
  guide:
    'Goes only to people who agreed to emails and have not unsubscribed; every email carries a one-click unsubscribe. Use {{ profile.name | default: "there" }} and the like to make it personal.',
  config,
  sample: {
    subject: 'Welcome, {{ profile.name | default: "friend" }}',
    body: 'Hello {{ profile.name | default: "there" }},\n\nGood to have you with us.',
  },
  describe: ({ subject }) => phrase("Email “{subject}”", { subject }),
  ports: () => sendPorts,
  execute: (config, { facts }) =>
    facts.reachable.email
      ? { kind: "effect", content: emailContent(config, readerOf(facts)) }
      : { kind: "go", port: "next", reason: { code: "message.no-email" } },
  settle: settleSend,
});

/** The email that a step with these settings sends to this reader. */
export function emailContent(
  config: EmailConfig,
  reader: Reader,
): Extract<EffectContent, { channel: "email" }> {
  const { language, config: chosen } = chooseVariant(config, reader);
  const { format, body, buttonLabel, buttonUrl, design, code, text, from, ...shared } = chosen;
  const common = {
    ...{ channel: "email" as const, ...shared },
    ...(from ? { from } : {}),
    ...(language === null ? {} : { language }),
  };
  if (format === "plain") return { ...common, body, buttonLabel, buttonUrl };
  const contents = format === "design" && design ? { design } : { code };
  const alternative = text.trim() ? { text } : {};
  return { ...common, body: "", buttonLabel: "", buttonUrl: "", ...contents, ...alternative };
}

type EmailTexts = z.output<z.ZodMiniObject<typeof texts>>;
type EmailConfig = z.output<typeof config>;
