import { HOOK_BODY_MAX_BYTES } from "./hooks.ts";
import { takenRequest } from "./openapi-answers.ts";
import { answer, closing, type Operation, type Paths, refusal } from "./openapi-operation.ts";

/** The door for hooks as the document describes it; the hooks' own settings say what they take. */
export function hookPaths(): Paths {
  return { "/hooks/{token}": { post: hookOperation() } };
}

function hookOperation(): Operation {
  const form = { schema: { type: "object", additionalProperties: true } };
  return {
    operationId: "postToHook",
    tags: ["Hooks"],
    summary: "Send anything to an incoming hook",
    description:
      "As JSON, or as a form of either kind, of which files are left out. The address itself is the key. The hook's settings say who in the body the customer is, what the event is called and how the request is signed.",
    security: [],
    parameters: [
      {
        name: "token",
        in: "path",
        required: true,
        description: "The end of the hook's address.",
        schema: { type: "string" },
      },
    ],
    requestBody: {
      required: true,
      content: {
        "application/json": { ...form, example: { email: "ana@example.com", stars: 5 } },
        "application/x-www-form-urlencoded": form,
        "multipart/form-data": form,
      },
    },
    responses: {
      202: answer("It was received and is kept; the answer says what came of it.", takenRequest),
      400: refusal("The body cannot be read."),
      401: refusal("The request is not signed as the hook's settings say."),
      404: refusal("There is no hook at this address."),
      413: refusal(`The body is larger than ${HOOK_BODY_MAX_BYTES / 1024} kB.`),
      415: refusal("The body is neither JSON nor a form."),
      422: refusal(
        "The body does not name the customer as the hook's settings say, or is a list of several.",
      ),
      429: refusal(
        "Too many requests at once, or as much waits for a hook that is off as it can keep; `Retry-After` says how many seconds to wait.",
      ),
      503: closing,
    },
  };
}
