import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { createTRPCClient, httpBatchLink } from "@trpc/client";
import { NextIntlClientProvider } from "next-intl";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { ApiContextProvider, type ApiRouter } from "#components/api.ts";
import { SessionProvider } from "#components/shell/session.tsx";
import canvas from "#locales/en/canvas.json";
import configForm from "#locales/en/config-form.json";
import emailEditor from "#locales/en/email-editor.json";
import ui from "#locales/en/ui.json";
import type { GraphNode } from "#workflows/graph.ts";
import { type CanvasView, CanvasViewProvider } from "./canvas-context.tsx";
import { Inspector } from "./inspector.tsx";
import type { Editor } from "./use-editor.ts";

function draw(format: string): string {
  const node: GraphNode = {
    ...{ id: "mail", type: "send-email", position: { x: 0, y: 0 } },
    config: { format, subject: "Hi", body: "Hello", code: "<p>Hello</p>" },
  };
  const editor = { draft: { graph: { nodes: [node], edges: [] } }, problems: [] } as unknown as Editor;
  const view = {
    workflowId: 1,
    problems: new Map(),
    figures: new Map(),
    trail: null,
  } as unknown as CanvasView;
  const person = { id: "v", name: "Vera", email: "vera@example.com", role: "viewer" as const };
  const queryClient = new QueryClient();
  const client = createTRPCClient<ApiRouter>({ links: [httpBatchLink({ url: "/api/trpc" })] });
  return renderToStaticMarkup(
    <NextIntlClientProvider
      locale="en"
      timeZone="UTC"
      messages={{ canvas, ui, "config-form": configForm, "email-editor": emailEditor }}
    >
      <QueryClientProvider client={queryClient}>
        <ApiContextProvider trpcClient={client} queryClient={queryClient}>
          <SessionProvider person={person} serverNow={0}>
            <CanvasViewProvider value={view}>
              <Inspector editor={editor} node={node} viewing onDuplicate={null} />
            </CanvasViewProvider>
          </SessionProvider>
        </ApiContextProvider>
      </QueryClientProvider>
    </NextIntlClientProvider>,
  );
}

/** The same page without everything that stands in a fieldset where nothing can be pressed. */
function usable(html: string): string {
  const open: boolean[] = [];
  return html
    .split(/(<\/?fieldset[^>]*>)/)
    .filter((piece) => {
      if (piece.startsWith("</fieldset")) open.pop();
      else if (piece.startsWith("<fieldset")) open.push(piece.includes(` disabled=""`));
      return !open.includes(true);
    })
    .join("");
}

it.each(["plain", "design", "code"])(
  "lets somebody who may only look see an email in the format %s",
  (format) => {
    const html = draw(format);
    expect(usable(html)).toMatch(
      /<button(?![^>]* disabled="")[^>]*>(?:(?!<\/button>).)*Larger preview of the email/,
    );
    expect(html.split("Larger preview of the email")).toHaveLength(2);
    expect(usable(html)).not.toContain('value="Hi"');
  },
);
