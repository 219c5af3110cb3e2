import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { apiOf } from "./api.ts";
import { Canvas } from "./canvas.ts";
import { expect, test } from "./fixtures.ts";
import { draftWorkflow } from "./workflows.ts";

test.use({ mailServer: true, viewport: { width: 1400, height: 900 } });

test("an email is made of blocks, seen as a customer will get it, and arrives so", async ({
  app,
  ownerPage: page,
  sink,
}) => {
  test.slow();
  const api = apiOf(page.context(), app);
  const { key } = await api.apiKeys.create.mutate({ name: "Shop" });
  await app.identify(key, "bela", { email: "bela@example.net", name: "Bela Novak" });
  const email = { type: "send-email", config: { subject: "Welcome", body: "Good to have you." } };
  const workflowId = await draftWorkflow(api, "Welcome", "Joined", [email]);
  await page.goto(`${app.url}/workflows/${workflowId}`);
  const canvas = new Canvas(page);
  const step = await canvas.open(page.locator('[data-node-type="send-email"]'));
  await step.getByRole("combobox", { name: "Written as" }).click();
  await page.getByRole("option", { name: "Blocks" }).click();
  await step.getByRole("button", { name: /^(Write|Edit) the email$/ }).click();
  const editor = page.getByRole("dialog", { name: "Edit the email" });

  await test.step("it begins with a design, which is changed in place", async () => {
    await editor.getByRole("button", { name: /^Welcome/ }).click();
    await blockOf(editor, "Button").click();
    const settings = editor.getByRole("complementary", { name: "Settings of the block" });
    await settings.getByRole("textbox", { name: "Where it leads" }).fill("https://shop.example/candles");
    await blockOf(editor, "Heading").click();
    await editor.getByRole("textbox", { name: "Heading" }).fill("Hello from the workshop");
  });

  await test.step("a picture is uploaded and moved to the top by keyboard", async () => {
    await editor
      .getByRole("complementary", { name: "Blocks to add" })
      .getByRole("button", { name: /^Image/ })
      .click();
    const settings = editor.getByRole("complementary", { name: "Settings of the block" });
    await settings.getByLabel("Picture file").setInputFiles({
      name: "logo.png",
      mimeType: "image/png",
      buffer: readFileSync("docs/screenshot.png"),
    });
    await settings.getByRole("textbox", { name: "In words" }).fill("The workshop");
    await expect(editor.getByRole("img", { name: "The workshop" })).toBeVisible();
    const up = editor.getByRole("button", { name: "Move up" });
    await up.focus();
    await up.press("Enter");
    await expect(editor.getByRole("img", { name: "The workshop" })).toBeVisible();
  });

  await test.step("what was deleted comes back", async () => {
    const blocks = editor.getByRole("list", { name: "The email, from top to bottom" }).locator("> li");
    const before = await blocks.count();
    await editor.getByRole("button", { name: "Delete", exact: true }).click();
    await expect(blocks).toHaveCount(before - 1);
    await editor.getByRole("button", { name: "Undo", exact: true }).first().click();
    await expect(blocks).toHaveCount(before);
  });

  await test.step("the preview is the email that a customer will get", async () => {
    await editor.getByRole("button", { name: "Preview", exact: true }).click();
    await editor.getByRole("button", { name: /Choose somebody else/ }).click();
    await page.getByRole("button", { name: /Bela Novak/ }).click();
    const frame = editor.frameLocator("iframe");
    await expect(frame.getByText("Hello Bela,")).toBeVisible();
    await expect(frame.getByText("Hello from the workshop")).toBeVisible();
    await editor.getByRole("button", { name: "Done" }).click();
    await expect(editor).toBeHidden();
  });

  await canvas.publish();
  await app.track(key, "bela", "Joined");
  await app.pass(0);
  const { email: arrived } = await sink.next();
  expect(arrived.html).toContain("Hello from the workshop");
  expect(arrived.html).toContain('href="https://shop.example/candles');
  expect(arrived.text).toContain("Hello Bela,");
  const picture = /src="([^"]+\/images\/[^"]+)"/.exec(arrived.html ?? "")?.[1];
  const answer = await page.request.get(new URL(new URL(picture ?? "").pathname, app.url).href);
  expect(answer.headers()["content-type"]).toBe("image/png");
});

/** A block of the email, by what it is. */
function blockOf(editor: ReturnType<Page["getByRole"]>, title: string) {
  return editor
    .getByRole("list", { name: "The email, from top to bottom" })
    .getByRole("button", { name: new RegExp(`^${title}`) })
    .first();
}
