import { Banner } from "#components/ui/banner.tsx";

const WORDS: Record<string, string> = {
  "not-set":
    "This server does not know its public address, so links in messages, such as the one to unsubscribe, would start with localhost.",
  local: "PUBLIC_URL names this computer only, so links in messages would not open anywhere else.",
};

/** Warns that links in messages would lead nowhere; nothing while they are fine. */
export function PublicUrlProblem({ problem, wide }: { problem: string | null; wide?: boolean }) {
  if (problem === null) return null;
  return (
    <Banner tone="warning" wide={wide} title="Links in messages would say localhost: set PUBLIC_URL">
      {WORDS[problem] ?? problem} Set the environment variable PUBLIC_URL, such as https://mail.example.com,
      and start the server again.
    </Banner>
  );
}
