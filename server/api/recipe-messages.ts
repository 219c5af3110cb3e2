import type { RenderedMessage } from "#drizzle/tables.ts";
import type { SendJob } from "#server/delivery/job.ts";
import { samplePerson } from "#server/engine/sample-person.ts";
import { makeSendJob } from "#server/engine/send-job.ts";
import type { Services } from "#server/services.ts";
import { compileGraph } from "#workflows/compile.ts";
import type { EffectContent } from "#workflows/effect-content.ts";
import { type Facts, NOTHING_KNOWN } from "#workflows/facts.ts";
import type { Graph } from "#workflows/graph.ts";
import type { RecipeExample } from "#workflows/recipes/recipe.ts";
import type { RunData } from "#workflows/run.ts";
import { wordingsOf } from "#workflows/variants.ts";
import { triggerData } from "./trial/tried-start.ts";

type Context = Pick<Services, "engine" | "env" | "keys" | "senders" | "clock">;

/** A message of a recipe as its example would read it, in one of its languages. */
export interface RecipeMessage {
  nodeId: string;
  /** The tag of the language that it is in. */
  language: string;
  message: RenderedMessage;
}

/** What the invented person is called, by language; English for any other. */
const NAMES: Record<string, { name: string; firstName: string }> = {
  en: { name: "Ana Sample", firstName: "Ana" },
  zh: { name: "林安", firstName: "安" },
};

/** Every message of a graph in every language that it is written in, its own first; nothing is stored or sent. */
export async function recipeMessages(
  ctx: Context,
  graph: Graph,
  example: RecipeExample,
): Promise<RecipeMessage[]> {
  const now = ctx.clock.now();
  const compiled = compileGraph(graph);
  const { language: shopLanguage } = ctx.engine.live.settings.shop;
  const known = triggerData(compiled, undefined, now);
  const data: RunData = { ...known, event: { ...asObject(known.event), ...example.properties } };
  const wanted = [...compiled.steps].flatMap(([nodeId, { definition, config }]) => {
    if (definition.kind !== "action" || !isWorded(config)) return [];
    return wordingsOf(config).flatMap(({ language }) => {
      const spoken = language ?? shopLanguage;
      const person = personIn(spoken, example, now);
      const facts = { ...factsOf(person, shopLanguage), reachable: EVERYWHERE };
      const outcome = definition.execute(config, { nodeId, facts, data, now });
      if (outcome.kind !== "effect") return [];
      return [{ nodeId, language: spoken, job: jobFor(ctx, outcome.content, person, data, now) }];
    });
  });
  const previews = wanted.length > 0 ? await ctx.senders.render(wanted.map(({ job }) => job)) : [];
  return wanted.flatMap(({ nodeId, language }, index) => {
    const preview = previews[index];
    return preview?.kind === "rendered" ? [{ nodeId, language, message: preview.rendered }] : [];
  });
}

const EVERYWHERE = { email: true, webPush: true, phone: true };

type Person = ReturnType<typeof samplePerson>;

function personIn(language: string, { attributes }: RecipeExample, now: number): Person {
  const { name, firstName } = NAMES[language.split("-")[0] ?? ""] ?? NAMES.en!;
  return { ...samplePerson(now), name, locale: language, attributes: { firstName, ...attributes } };
}

function factsOf(profile: Person, shopLanguage: string): Omit<Facts, "reachable"> {
  return {
    ...{ workflowId: 0, profile, shopLanguage, shopTimezone: "UTC" },
    ...{ ...NOTHING_KNOWN, assignments: {} },
  };
}

function jobFor(ctx: Context, content: EffectContent, person: Person, data: RunData, now: number): SendJob {
  const { channel } = content;
  const message = { key: "preview", endpoint: person.email ?? "", content, data, channel };
  const context = { env: ctx.env, keys: ctx.keys, settings: ctx.engine.live.settings };
  return makeSendJob(context, message, person, null, now);
}

/** Only what is written to customers has texts in several languages. */
function isWorded(config: unknown): config is { variants: Record<string, object> } {
  return typeof config === "object" && config !== null && "variants" in config;
}

function asObject(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? { ...value } : {};
}
