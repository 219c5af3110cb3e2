/** A segment or a workflow that a config names, and where: "paths.0.condition.segmentId". */
export interface NamedId {
  named: "segment" | "workflow";
  id: number;
  path: string;
}

const KEYS = { segmentId: "segment", workflowId: "workflow" } as const;

/**
 * The segments and workflows that a config, a rule or a graph names anywhere in it, however unfinished it is: as
 * `segmentId` and `workflowId`, which is how every rule and trigger has them.
 */
export function namedIds(value: unknown): NamedId[] {
  const found: NamedId[] = [];
  const open = [{ part: value, path: "" }];
  while (open.length > 0) {
    const { part, path } = open.pop()!;
    if (typeof part !== "object" || part === null) continue;
    for (const [key, inner] of Object.entries(part)) {
      const place = path === "" ? key : `${path}.${key}`;
      const named = key === "segmentId" || key === "workflowId" ? KEYS[key] : null;
      if (named && isId(inner)) found.push({ named, id: inner, path: place });
      else open.push({ part: inner, path: place });
    }
  }
  return found;
}

function isId(value: unknown): value is number {
  return typeof value === "number" && Number.isSafeInteger(value) && value > 0;
}
