import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { catalogue } from "#workflows/catalogue.ts";
import { NodeIcon } from "./node-icon.tsx";

describe("the icon of a node type", () => {
  it.each(catalogue.map((definition) => [definition.type, definition] as const))(
    "%s has its own",
    (_, definition) => {
      expect(renderToStaticMarkup(<NodeIcon definition={definition} />)).toContain(
        `lucide-${definition.icon}`,
      );
    },
  );
});
