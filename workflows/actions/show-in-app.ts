import * as z from "zod/mini";
import { type EffectContent, inAppDisplays } from "../effect-content.ts";
import { type Reader, readerOf } from "../facts.ts";
import { formIssue } from "../form-issue.ts";
import { defineAction } from "../node.ts";
import { phrase } from "../phrase.ts";
import { chooseVariant, variantsOf } from "../variants.ts";
import { messageSettings, sendPorts, settleSend } from "./sending.ts";

const TITLE_MAX_CHARS = 120;
const BODY_MAX_CHARS = 1000;
const BUTTON_MAX_CHARS = 60;
const ADDRESS_MAX_CHARS = 2000;
const SHOW_DEFAULT_DAYS = 14;
const SHOW_MAX_DAYS = 90;

const texts = {
  title: z._default(z.string().check(z.trim(), z.maxLength(TITLE_MAX_CHARS)), "").check(
    z.meta({
      label: "Title",
      control: "template",
      placeholder: "Free shipping this week",
    }),
  ),
  body: z._default(z.string().check(z.trim(), z.maxLength(BODY_MAX_CHARS)), "").check(
    z.meta({
      label: "Text",
      help: "Plain text; line breaks stay.",
      control: "long-template",
    }),
  ),
  buttonLabel: z._default(z.string().check(z.trim(), z.maxLength(BUTTON_MAX_CHARS)), "").check(
    z.meta({
      label: "Button",
      help: "Leave empty for no button. One that opens no page closes the message.",
      control: "template",
      placeholder: "Back to my cart",
    }),
  ),
  url: z._default(z.string().check(z.trim(), z.maxLength(ADDRESS_MAX_CHARS)), "").check(
    z.meta({
      label: "Opens",
      help: "The page that a click opens, such as /cart or a whole address.",
      control: "template",
      placeholder: "https://",
    }),
  ),
  image: z._default(z.string().check(z.trim(), z.maxLength(ADDRESS_MAX_CHARS)), "").check(
    z.meta({
      label: "Picture",
      control: "picture",
      placeholder: "https://",
    }),
  ),
};

const config = z
  .object({
    display: z._default(z.enum(inAppDisplays), "banner").check(
      z.meta({
        label: "Shown as",
        options: {
          banner: "A banner along the edge of the page",
          modal: "A window in the middle of the page",
          inbox: "An entry in the inbox, without opening by itself",
        },
      }),
    ),
    position: z._default(z.enum(["top", "bottom"]), "bottom").check(
      z.meta({
        label: "Edge of the page",
        options: { top: "Top", bottom: "Bottom" },
        when: { field: "display", is: ["banner"] },
      }),
    ),
    ...texts,
    showDays: z
      ._default(
        z
          .number()
          .check(
            z.int("Use whole days"),
            z.minimum(1, "At least 1"),
            z.maximum(SHOW_MAX_DAYS, `At most ${SHOW_MAX_DAYS}`),
          ),
        SHOW_DEFAULT_DAYS,
      )
      .check(
        z.meta({
          label: "Days to show it",
          help: "Whoever does not come to your pages within these days does not see it any more.",
        }),
      ),
    ...messageSettings,
    variants: variantsOf(z.object(texts).check(z.superRefine(demandWords))),
  })
  .check(z.superRefine(demandWords));
type InAppConfig = z.output<typeof config>;

function demandWords(
  { title, body }: { title: string; body: string },
  context: Pick<z.core.$RefinementCtx, "addIssue">,
): void {
  if (title === "" && body === "") context.addIssue(formIssue(["title"], phrase("Write a title or a text")));
}

export const showInApp = defineAction({
  type: "show-in-app",
  label: "Show in-app message",
  icon: "panel-top",
  summary: "Shows a message in your own pages.",
  guide:
    "Waits for the person in your shop’s pages that have the browser snippet: as a banner or a window, once, and in the inbox until its days are over. Everybody who has not said no to such messages gets it, also without having agreed to emails. People you know by an id or a confirmed address see it only when your pages prove who is signed in; Settings, Your site, says how.",
  config,
  sample: {
    title: "Free shipping this week",
    body: "On everything, until Sunday.",
    buttonLabel: "Have a look",
    url: "/new",
  },
  describe: ({ title, body }) => phrase("Show “{title}”", { title: title || body }),
  ports: () => sendPorts,
  execute: (config, { facts }) => ({ kind: "effect", content: inAppContent(config, readerOf(facts)) }),
  settle: settleSend,
});

/** The message that a step with these settings shows to this reader. */
export function inAppContent(
  config: InAppConfig,
  reader: Reader,
): Extract<EffectContent, { channel: "in-app" }> {
  const { language, config: chosen } = chooseVariant(config, reader);
  return { channel: "in-app", ...chosen, ...(language === null ? {} : { language }) };
}
