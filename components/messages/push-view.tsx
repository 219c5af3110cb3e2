"use client";

import { LogoMark } from "#components/frame/logo.tsx";
import type { Message } from "#components/shell/outputs.ts";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";

export type RenderedPush = Extract<NonNullable<Message["rendered"]>, { channel: "web-push" }>;

/** A push message as the notification it becomes. Every system draws its own frame around it. */
export function PushView({ push }: { push: RenderedPush }) {
  return (
    <Card>
      <CardHeader title="The notification" description="Each system shows it in its own style." />
      <CardBody>
        <div className="mx-auto flex max-w-sm items-start gap-3 rounded-xl border bg-raised p-4 shadow-pop">
          <LogoMark className="size-9 shrink-0" />
          <div className="min-w-0 [overflow-wrap:anywhere]">
            <p className="font-medium">{push.title}</p>
            <p className="mt-0.5 text-sm whitespace-pre-line text-muted">{push.body}</p>
          </div>
        </div>
        <p className="mt-5 text-sm text-muted [overflow-wrap:anywhere]">
          {push.url ? (
            <>
              Pressing it opens{" "}
              <a
                href={/^https?:\/\//i.test(push.url) ? push.url : undefined}
                target="_blank"
                rel="noreferrer"
                className="text-ember-ink hover:underline"
              >
                {push.url}
              </a>
            </>
          ) : (
            "Pressing it opens nothing: no address is set."
          )}
        </p>
      </CardBody>
    </Card>
  );
}
