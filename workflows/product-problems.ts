import { sendEmail } from "./actions/send-email.ts";
import { compileGraph } from "./compile.ts";
import type { EmailBlock, EmailDesign } from "./email-design.ts";
import type { Graph } from "./graph.ts";
import { type Phrase, phrase } from "./phrase.ts";
import type { Problem } from "./validate.ts";
import { inItsLanguage, wordingsOf } from "./variants.ts";

export const NO_PRODUCTS = "email.no-products";

/** Standard events that are about one product, or none: they name it themselves and carry no list. */
const WITHOUT_PRODUCTS: readonly string[] = [
  "Product Viewed",
  "Product Added",
  "Product Removed",
  "Signed Up",
];

type Source = Extract<EmailBlock, { type: "products" }>["source"];

/**
 * Lists of products in emails that would always be empty, because what starts the workflow brings no cart or no products.
 * Nothing would be seen of such a list, so it is told before.
 */
export function productProblems(graph: Graph): Problem[] {
  const { trigger } = compileGraph(graph);
  if (!trigger) return [];
  const { brings, label, listens } = trigger.definition;
  const events = listens(trigger.config);
  const isBare = events.length > 0 && events.every((name) => WITHOUT_PRODUCTS.includes(name));
  return graph.nodes.flatMap((node) => {
    const config = node.type === sendEmail.type ? sendEmail.config.safeParse(node.config).data : undefined;
    if (!config) return [];
    return wordingsOf(config).flatMap(({ path, config: { format, design } }) => {
      if (format !== "design" || !design) return [];
      return productLists(design, path)
        .filter(({ source }) => source !== brings || (source === "event" && isBare))
        .map(({ source, field }) => ({
          ...{ severity: "warning" as const, code: NO_PRODUCTS, nodeId: node.id, field },
          message: inItsLanguage(field, wordProblem(source, brings, label)),
        }));
    });
  });
}

function wordProblem(source: Source, brings: Source | undefined, label: Phrase): Phrase {
  const trigger = { trigger: phrase(label) };
  if (source === "cart")
    return brings === "event"
      ? phrase(
          "Its list of products stays empty: “{trigger}” brings no products of the cart. Take the list out, or show those of the event",
          trigger,
        )
      : phrase(
          "Its list of products stays empty: “{trigger}” brings no products of the cart. Take the list out",
          trigger,
        );
  return brings === "cart"
    ? phrase(
        "Its list of products stays empty: “{trigger}” brings no products of the event. Take the list out, or show those of the cart",
        trigger,
      )
    : phrase(
        "Its list of products stays empty: “{trigger}” brings no products of the event. Take the list out",
        trigger,
      );
}

/** The lists of a design, those inside columns too, with where each stands. */
function productLists({ blocks }: EmailDesign, path: string): { source: Source; field: string }[] {
  const list = (block: EmailBlock, field: string) =>
    block.type === "products" ? [{ source: block.source, field: `${field}.source` }] : [];
  return blocks.flatMap((block, index) => {
    const field = `${path}design.blocks.${index}`;
    if (block.type !== "columns") return list(block, field);
    return block.columns.flatMap((column, side) =>
      column.flatMap((inner, row) => list(inner, `${field}.columns.${side}.${row}`)),
    );
  });
}
