import { expect, it } from "vitest";
import { sendJob } from "#server/testing/send-jobs.ts";
import { notifyTeam } from "#workflows/actions/notify-team.ts";
import type { StepContext } from "#workflows/node.ts";
import { makeFacts, NOW } from "#workflows/testing/sample-facts.ts";
import { renderMessage } from "./render.ts";

const context: StepContext = { nodeId: "n", facts: makeFacts(), data: {}, now: NOW };
const SLACK = "https://hooks.slack.com/services/T0/B0/x";
const DISCORD = "https://discord.com/api/webhooks/1/x";
const MATTERMOST = "https://chat.example/hooks/x";

/** What the chat gets: the JSON body of a notice about this person. */
function posted(url: string, message: string, profile: Record<string, unknown> = {}): unknown {
  const outcome = notifyTeam.execute(notifyTeam.config.parse({ via: "chat", url, message }), context);
  if (outcome.kind !== "effect") throw new Error("a notice is an effect");
  const rendering = renderMessage(sendJob(outcome.content, { data: { profile } }));
  if (rendering.kind !== "webhook") throw new Error(JSON.stringify(rendering));
  return JSON.parse(rendering.request.body);
}

it.each([
  [SLACK, "text"],
  [MATTERMOST, "text"],
  [DISCORD, "content"],
  ["https://ptb.discord.com/api/webhooks/1/x", "content"],
  ["https://notdiscord.com/api/webhooks/1/x", "text"],
])("%s gets the message as its %s", (url, field) => {
  expect(posted(url, "Hello")).toMatchObject({ [field]: "Hello" });
});

it("writes the message with its filters and loops before it is quoted", () => {
  const message =
    '{{ profile.name | default: "Somebody" | upcase }} says "no" \\o/\n{% for t in profile.tags %}[{{ t }}]{% endfor %}';
  const profile = { name: "Ana “A”", tags: ["x", '"y"'] };
  expect(posted(MATTERMOST, message, profile)).toEqual({ text: 'ANA “A” says "no" \\o/\n[x]["y"]' });
  expect(posted(MATTERMOST, message)).toEqual({ text: 'SOMEBODY says "no" \\o/' });
});

it("cannot be made to say more than a text by what is in a profile", () => {
  const name = `", "channel": "#all", "x": "{{ shop.name }}\n\u2028</script>`;
  expect(posted(MATTERMOST, "{{ profile.name }}", { name })).toEqual({ text: name });
});

it("does not let a profile call everybody in the channel", () => {
  const name = "<!channel> & @everyone";
  expect(posted(SLACK, "{{ profile.name }}", { name })).toEqual({
    text: "&lt;!channel&gt; &amp; @everyone",
  });
  expect(posted(DISCORD, "{{ profile.name }}", { name })).toEqual({
    content: name,
    allowed_mentions: { parse: [] },
  });
});

it("keeps to the length that Discord takes", () => {
  const body = posted(DISCORD, "{{ profile.name }}", { name: "x".repeat(5000) });
  expect(body).toMatchObject({ content: `${"x".repeat(1997)}...` });
});
