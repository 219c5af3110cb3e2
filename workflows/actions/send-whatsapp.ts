import * as z from "zod/mini";
import type { EffectContent } from "../effect-content.ts";
import { type Reader, readerOf } from "../facts.ts";
import { formIssue } from "../form-issue.ts";
import { defineAction } from "../node.ts";
import { phrase } from "../phrase.ts";
import { chooseVariant, variantsOf } from "../variants.ts";
import { messageSettings, sendPorts, settleSend } from "./sending.ts";
import { optOutHint, TEXT_MAX_CHARS } from "./text-options.ts";

export const TEMPLATE_VARIABLES_MAX = 20;
const VARIABLE_MAX_CHARS = 1000;

const texts = {
  format: z._default(z.enum(["template", "text"]), "template").check(
    z.meta({
      label: "What to send",
      options: { template: "An approved template", text: "A text of your own" },
      help: "WhatsApp delivers a text of your own only to somebody who has written to you within the last 24 hours.",
    }),
  ),
  template: z._default(z.string().check(z.trim(), z.maxLength(200)), "").check(
    z.meta({
      label: "Template",
      help: "Its ID at your service. At Twilio it stands in the Content Template Builder and begins with HX.",
      placeholder: "HX…",
      when: { field: "format", is: ["template"] },
    }),
  ),
  variables: z
    ._default(
      z
        .array(z.string().check(z.maxLength(VARIABLE_MAX_CHARS)))
        .check(z.maxLength(TEMPLATE_VARIABLES_MAX, `At most ${TEMPLATE_VARIABLES_MAX} variables`)),
      [],
    )
    .check(
      z.meta({
        label: "Variables",
        help: "What stands for {{1}}, {{2}} and so on in the template.",
        control: "text-variables",
        when: { field: "format", is: ["template"] },
      }),
    ),
  body: z._default(z.string().check(z.trim(), z.maxLength(TEXT_MAX_CHARS)), "").check(
    z.meta({
      label: "Text",
      help: "Only for somebody who has written to you within the last 24 hours. Everybody else needs an approved template.",
      control: "text-message",
      when: { field: "format", is: ["text"] },
    }),
  ),
};

const config = z
  .object({
    ...texts,
    ...messageSettings,
    optOutHint: optOutHint.check(
      z.meta({
        label: "Say how to leave",
        help: "Adds a line like “Reply STOP to leave” to marketing in a text of your own. A template has it in its approved words.",
        when: { field: "format", is: ["text"] },
      }),
    ),
    variants: variantsOf(z.object(texts).check(z.superRefine(demandContents))),
  })
  .check(z.superRefine(demandContents));
type WhatsappConfig = z.output<typeof config>;

function demandContents(
  { format, template, body }: { format: "template" | "text"; template: string; body: string },
  context: Pick<z.core.$RefinementCtx, "addIssue">,
): void {
  if (format === "text" && body === "") context.addIssue(formIssue(["body"], phrase("Write the text")));
  if (format === "template" && template === "")
    context.addIssue(formIssue(["template"], phrase("Enter the ID of the template")));
}

export const sendWhatsapp = defineAction({
  type: "send-whatsapp",
  label: "Send WhatsApp message",
  icon: "message-circle",
  summary: "Sends a message to the person's WhatsApp.",
  guide:
    "Goes to the phone number of the profile, which needs its country, like +15551234567. Somebody without one goes on to the next step. WhatsApp lets a business begin only with a template that it has approved. A text of your own reaches somebody who has written to you within the last 24 hours; to everybody else it is not sent, and the person takes the path “If it fails”. Whoever answers STOP gets no more.",
  config,
  sample: { format: "text", body: "Your cart is waiting. We kept it for you." },
  describe: ({ format, template, body }) =>
    format === "template"
      ? phrase("WhatsApp template {template}", { template })
      : phrase("WhatsApp “{body}”", { body }),
  ports: () => sendPorts,
  execute: (config, { facts }) =>
    facts.reachable.phone
      ? { kind: "effect", content: whatsappContent(config, readerOf(facts)) }
      : { kind: "go", port: "next", reason: { code: "message.no-phone" } },
  settle: settleSend,
});

/** The message that a step with these settings sends to this reader. */
export function whatsappContent(
  config: WhatsappConfig,
  reader: Reader,
): Extract<EffectContent, { channel: "whatsapp" }> {
  const { language, config: chosen } = chooseVariant(config, reader);
  const { format, template, variables, body, ...settings } = chosen;
  const written = format === "template" ? { body: "", template, variables } : { body };
  return { channel: "whatsapp", ...written, ...settings, ...(language === null ? {} : { language }) };
}
