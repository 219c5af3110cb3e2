import { z } from "zod";
import { designCode } from "#server/delivery/design/design-code.ts";
import type { SendJob } from "#server/delivery/job.ts";
import { samplePerson } from "#server/engine/sample-person.ts";
import { makeSendJob } from "#server/engine/send-job.ts";
import { publicUrl } from "#server/links.ts";
import type { Services } from "#server/services.ts";
import { openCartOf } from "#server/store/carts.ts";
import { findProfile, type Profile } from "#server/store/profiles.ts";
import { findWorkflow } from "#server/store/workflows.ts";
import { CODE_MAX_CHARS } from "#workflows/actions/send-email.ts";
import { DEFAULT_TOPIC } from "#workflows/actions/sending.ts";
import { compileGraph } from "#workflows/compile.ts";
import type { EffectContent } from "#workflows/effect-content.ts";
import { emailDesign } from "#workflows/email-design.ts";
import { isLanguage } from "#workflows/languages.ts";
import { wordReason } from "#workflows/reasons.ts";
import type { RunData } from "#workflows/run.ts";
import { chooseVariant, VARIANTS_MAX } from "#workflows/variants.ts";
import { noteFirstStep } from "./first-steps.ts";
import { countPreview } from "./preview-limit.ts";
import { triggerData } from "./trial/tried-start.ts";
import { badRequest, editor, notFound, router, viewer } from "./trpc.ts";

const LANGUAGE_MAX_CHARS = 40;

const text = (maxChars: number) => z.string().max(maxChars).default("");

const texts = {
  format: z.enum(["plain", "design", "code"]).default("plain"),
  subject: text(300),
  preview: text(300),
  body: text(20_000),
  buttonLabel: text(80),
  buttonUrl: text(2000),
  design: z.nullable(emailDesign).default(null),
  code: text(CODE_MAX_CHARS),
  text: text(20_000),
};
const language = z.string().max(LANGUAGE_MAX_CHARS).refine(isLanguage);

/** A step's settings as the form has them: a draft may lack what sending asks for. */
const draft = z.object({
  ...texts,
  /** The id of a sender; empty for the usual one. */
  from: text(40),
  transactional: z.boolean().default(false),
  /** The email in other languages, of which a profile gets its own. */
  variants: z
    .record(language, z.object(texts))
    .refine((variants) => Object.keys(variants).length <= VARIANTS_MAX)
    .default({}),
});

/** What a run of nobody in particular knows. */
export const SAMPLE_DATA: RunData = {
  event: { products: sampleItems().map(({ imageUrl, ...item }) => ({ ...item, image_url: imageUrl })) },
  cart: { id: "sample", items: sampleItems(), total: 33.5, count: 2 },
};

export type EmailPreviewContext = Pick<Services, "clock" | "db" | "engine" | "env" | "keys" | "senders">;

export const emailPreviewRouter = router({
  /**
   * An email as one person would get it, or an invented one where there is none. `missing`: what it asks for and this
   * person has not, and what stands there. `language`: that of the variant which is shown, null for the shop's own texts.
   * Refused with the reason when it cannot be written.
   */
  render: viewer
    .input(
      z.object({
        content: draft,
        profileId: z.number().int().nullable(),
        /** The workflow that it belongs to, whose trigger says what a run knows. */
        workflowId: z.number().int().nullable().default(null),
        /** The one that `content` is written in and that the invented person speaks; null: the shop's. */
        language: language.nullable().default(null),
      }),
    )
    .mutation(async ({ ctx, input }) => {
      countPreview(ctx);
      const { job, language } = await makeJob(ctx, input);
      if (input.workflowId !== null) await noteFirstStep(ctx, "looked");
      const [preview] = await ctx.senders.render([job]);
      if (preview?.kind !== "rendered") throw badRequest(wordReason(preview!.code, preview!.values));
      const { rendered, previewText, missing } = preview;
      if (rendered.channel !== "email") throw new Error(`an email became a ${rendered.channel}`);
      const { from, subject, html, text } = rendered;
      return { from, subject, previewText, html, text, missing, language };
    }),

  /** The MJML of an email made of blocks, in the shop's brand, for going on by hand. */
  code: editor.input(z.object({ design: emailDesign })).mutation(({ ctx, input }) => {
    const { brand, shop } = ctx.engine.live.settings;
    const frame = { brand, publicUrl: publicUrl(ctx.env), language: shop.language };
    const made = designCode(input.design, frame);
    if (made.kind === "error") throw badRequest(wordReason(made.code, made.values));
    if (made.code.length > CODE_MAX_CHARS)
      throw badRequest("The email is too long to be written as code: take some blocks out first");
    return { code: made.code };
  }),
});

async function makeJob(
  ctx: EmailPreviewContext,
  input: {
    content: z.infer<typeof draft>;
    profileId: number | null;
    workflowId: number | null;
    language: string | null;
  },
): Promise<{ job: SendJob; language: string | null }> {
  const now = ctx.clock.now();
  const workflow = input.workflowId === null ? null : await findWorkflow(ctx.db, input.workflowId);
  const found = await ctx.db.transaction(function* () {
    if (input.profileId === null) return null;
    const profile = yield* findProfile(input.profileId);
    return profile ? { profile, cart: yield* openCartOf(profile.id) } : undefined;
  });
  if (found === undefined) throw notFound("profile");
  const profile = found?.profile ?? samplePerson(now);
  const graph = workflow && compileGraph(workflow.workflow.draft);
  const data = graph?.trigger ? triggerData(graph, found?.cart, now) : SAMPLE_DATA;
  const chosen = chooseVariant(input.content, {
    locale: profile.locale,
    shopLanguage: ctx.engine.live.settings.shop.language,
  });
  const language = found ? chosen.language : input.language;
  return { job: jobFor(ctx, contentOf(chosen.config, language), profile, data), language };
}

/** An email to an invented person, to see whether it can be written at all. */
export function sampleEmailJob(ctx: EmailPreviewContext, content: EffectContent): SendJob {
  const now = ctx.clock.now();
  return jobFor(ctx, content, samplePerson(now), SAMPLE_DATA);
}

function jobFor(ctx: EmailPreviewContext, content: EffectContent, profile: Profile, data: RunData): SendJob {
  const message = { key: "preview", endpoint: profile.email ?? "somebody@example.com", content, data };
  const context = { env: ctx.env, keys: ctx.keys, settings: ctx.engine.live.settings };
  return makeSendJob(context, { ...message, channel: "email" }, profile, null, ctx.clock.now());
}

function contentOf(
  { format, design, code, text, subject, body, ...rest }: Omit<z.infer<typeof draft>, "variants">,
  language: string | null,
): EffectContent {
  const shared = { channel: "email" as const, ...rest, topic: DEFAULT_TOPIC };
  const spoken = language === null ? shared : { ...shared, language };
  const named = { ...spoken, subject: subject.trim() || "No subject yet" };
  if (format === "plain") return { ...named, body };
  const written = format === "design" ? { design: design ?? { blocks: [] } } : { code };
  return { ...named, body: "", buttonLabel: "", buttonUrl: "", ...written, text };
}

function sampleItems() {
  const shop = "https://shop.example.com";
  return [
    { id: "candle-01", name: "Cedar candle", price: 24, quantity: 1, url: `${shop}/candle`, imageUrl: "" },
    { id: "soap-02", name: "Olive soap", price: 4.75, quantity: 2, url: `${shop}/soap`, imageUrl: "" },
  ];
}
