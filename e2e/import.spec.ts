import { readFileSync } from "node:fs";
import { expect, test } from "./fixtures.ts";

const ROWS = [
  "Email Address,First Name,Last Name,MEMBER_RATING,OPTIN_TIME,UNSUB_TIME",
  "ana@example.com,Ana,Ito,4,2024-03-01 10:00:00,",
  "bo@example.com,Bo,Berg,2,2024-03-02 10:00:00,2025-01-05 08:00:00",
  "not an address,Cy,Cole,1,,",
].join("\n");

test("customers of another tool come along, with what they agreed to and nothing more", async ({
  app,
  ownerPage: page,
}) => {
  await page.goto(`${app.url}/profiles`);
  await page.getByRole("link", { name: "Import" }).click();
  await expect(page.getByText("No imports yet")).toBeVisible();
  await page.getByRole("link", { name: "Import a file" }).click();

  await test.step("the file is sent, and its columns are known", async () => {
    await expect(page.getByRole("button", { name: "Continue" })).toBeDisabled();
    const file = { name: "members.csv", mimeType: "text/csv", buffer: Buffer.from(ROWS) };
    await page.getByLabel("Choose a file").setInputFiles(file);
    await page.getByRole("button", { name: "Continue" }).click();
    await expect(page.getByText("This looks like an export from Mailchimp")).toBeVisible();
    await expect(page.getByRole("combobox", { name: "What “Email Address” is" })).toHaveText(/Email address/);
    await expect(page.getByRole("combobox", { name: "What “UNSUB_TIME” is" })).toHaveText(/Has unsubscribed/);
  });

  await test.step("the first rows are shown as they would become", async () => {
    const rows = page.getByRole("list", { name: "The first rows" });
    await expect(rows.getByText("ana@example.com")).toBeVisible();
    await expect(rows.getByText("unsubscribed from emails")).toBeVisible();
    await expect(rows.getByText(/The email address is not one/)).toBeVisible();
  });

  await test.step("nobody has agreed until the owner says how", async () => {
    await page.getByText("Yes, I confirm it").click();
    await page.getByRole("button", { name: "Try it out on the whole file" }).click();
    await expect(page.getByText("Say in a sentence how these people agreed")).toBeVisible();
    await page.getByLabel("How did they agree?").fill("They ticked the box in our old shop.");
    await page.getByRole("button", { name: "Try it out on the whole file" }).click();
    await expect(page.getByText("What the import would do")).toBeVisible();
    await expect(page.getByText("1 × the email address cannot be written to")).toBeVisible();
  });

  await test.step("it is carried out, and the rejected row comes back with its reason", async () => {
    await page.getByRole("button", { name: "Import 2 rows" }).click();
    await expect(page.getByText("The whole file was imported.")).toBeVisible();
    const download = page.waitForEvent("download");
    await page.getByRole("link", { name: "Download the rejected rows" }).click();
    const text = readFileSync(await (await download).path(), "utf8");
    expect(text).toContain(
      "not an address,Cy,Cole,1,,,The email address is not one that mail can be sent to",
    );
  });

  await test.step("both are there, and only one of them may be written to", async () => {
    await page.getByRole("link", { name: "See the profiles" }).click();
    await page.getByRole("link", { name: "Bo Berg" }).click();
    await expect(page.getByText(/unsubscribed/i).first()).toBeVisible();
  });
});
