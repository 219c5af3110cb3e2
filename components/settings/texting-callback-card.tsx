"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { RefreshCw } from "lucide-react";
import { useApi } from "#components/api.ts";
import type { Texting } from "#components/shell/outputs.ts";
import { PublicUrlProblem } from "#components/shell/public-url-problem.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { toast } from "#components/ui/toast.ts";
import { CodeBlock } from "./code-block.tsx";

/** How to make the service tell of answers. */
const STEPS = [
  "At Twilio, open “Phone Numbers”, then “Active numbers”, and choose the number that you send from.",
  "Under “Messaging”, for “A message comes in”, choose “Webhook”, enter the address above and choose “HTTP POST”.",
  "With a messaging service, enter it in the service instead, under “Integration”: “Send a webhook”.",
  "For WhatsApp, open “Messaging”, then “Senders”, then “WhatsApp senders”, choose yours and enter it for incoming messages.",
];

/** Where the service tells of answers; nothing while there is none, and for people who may not change it. */
export function TextingCallbackCard({ texting }: { texting: Texting }) {
  const api = useApi();
  const queryClient = useQueryClient();
  const rotate = useMutation(
    api.texting.rotateCallback.mutationOptions({
      onSuccess: async () => {
        toast.success("The address is changed", { description: "Enter the new one at your service." });
        await queryClient.invalidateQueries(api.texting.pathFilter());
      },
    }),
  );
  const { callbackUrl, publicUrlProblem } = texting;
  if (callbackUrl === null) return null;
  return (
    <Card>
      <CardHeader
        title="Answers to your messages"
        description="Your service has to tell this server when somebody answers STOP. What became of a message it tells by itself."
      />
      <CardBody className="flex flex-col gap-5">
        <PublicUrlProblem problem={publicUrlProblem} />
        {publicUrlProblem !== null && (
          <p className="max-w-2xl text-sm">
            Until then your service cannot reach this server: nobody here hears of a STOP, nor of messages
            that did not arrive.
          </p>
        )}
        <div>
          <h3 className="mb-2 text-sm font-medium">Address for answers</h3>
          <CodeBlock code={callbackUrl} label="Address for answers" />
        </div>
        <ol className="flex max-w-2xl list-decimal flex-col gap-1.5 pl-5 text-sm">
          {STEPS.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
        <ConfirmDialog
          trigger={
            <Button icon={<RefreshCw />} className="self-start">
              Change the address
            </Button>
          }
          title="Change the address?"
          description="The old one is worth nothing from then on: until you enter the new one at your service, nobody here hears of a STOP. This cannot be undone."
          confirmLabel="Change the address"
          onConfirm={() => rotate.mutateAsync()}
        />
      </CardBody>
    </Card>
  );
}
