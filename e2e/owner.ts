import type { BrowserContext } from "@playwright/test";

export const OWNER = {
  name: "Olga Owner",
  email: "olga@example.com",
  password: "correct horse battery",
  shopName: "Hearth & Home",
  timezone: "Europe/Berlin",
};

/** Makes the owner of a new server by its API, and signs the browser in as them. */
export async function signInAsOwner(context: BrowserContext, url: string): Promise<void> {
  const response = await context.request.post(`${url}/api/auth/create-owner`, {
    data: OWNER,
    headers: { origin: url },
  });
  if (!response.ok())
    throw new Error(`the owner was not created: ${response.status()} ${await response.text()}`);
}
