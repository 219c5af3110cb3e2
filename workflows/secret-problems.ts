import * as z from "zod/mini";
import { callWebhook } from "./actions/call-webhook.ts";
import type { Graph, GraphNode } from "./graph.ts";
import { type Phrase, phrase } from "./phrase.ts";
import { misusesSecrets, secretNamesIn } from "./secret-references.ts";
import type { Problem } from "./validate.ts";

const parts = z.object({
  url: z.catch(z.string(), ""),
  headers: z.catch(z.record(z.string(), z.string()), {}),
  body: z.catch(z.string(), ""),
});

/** The names of the secrets that the steps of a graph refer to, each once. */
export function secretsUsedBy(graph: Graph): string[] {
  return [
    ...new Set(graph.nodes.flatMap((node) => placesIn(node).flatMap(({ text }) => secretNamesIn(text)))),
  ];
}

/**
 * What to look at before publishing: secrets that do not exist, or stand where they are not filled in. None of it keeps a graph from being published, since a secret may be added later.
 */
export function secretProblems(graph: Graph, known: ReadonlySet<string>): Problem[] {
  return graph.nodes.flatMap((node) => [
    ...placesIn(node).flatMap(({ field, text }) => [
      ...secretNamesIn(text)
        .filter((name) => !known.has(name))
        .map((name) =>
          warning(
            node,
            field,
            "webhook.secret-missing",
            phrase("There is no secret “{name}”: this call will fail", { name }),
          ),
        ),
      ...(misusesSecrets(text)
        ? [
            warning(
              node,
              field,
              "webhook.secret-misused",
              phrase(
                "Write a secret as {{ secrets.NAME }}, without filters or conditions: this call will fail",
              ),
            ),
          ]
        : []),
    ]),
    ...(/\{\{-?\s*secrets\b/.test(bodyOf(node))
      ? [
          warning(
            node,
            "body",
            "webhook.secret-in-body",
            phrase("Secrets are not filled in here, only in the address and in headers"),
          ),
        ]
      : []),
  ]);
}

function placesIn(node: GraphNode): { field: string; text: string }[] {
  if (node.type !== callWebhook.type) return [];
  const { url, headers } = parts.parse(node.config);
  return [
    { field: "url", text: url },
    ...Object.entries(headers).map(([name, text]) => ({ field: `headers.${name}`, text })),
  ];
}

function bodyOf(node: GraphNode): string {
  return node.type === callWebhook.type ? parts.parse(node.config).body : "";
}

function warning(node: GraphNode, field: string, code: string, message: Phrase): Problem {
  return { severity: "warning", code, message, nodeId: node.id, field };
}
