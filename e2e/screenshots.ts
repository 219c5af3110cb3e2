import { rmSync } from "node:fs";
import { fillShop } from "./filled-shop.ts";
import { type Page, test } from "./fixtures.ts";
import { OWNER } from "./owner.ts";
import { outsidePlacesOf, type Place, placesOf } from "./places.ts";

/** Beside the package, and not kept with it. */
const FOLDER = new URL("../screenshots/", import.meta.url);
const SIZES = [
  { width: 1280, height: 800 },
  { width: 375, height: 760 },
];
/** `LANGUAGE=zh npm run screenshots` takes them in Chinese. */
const language = process.env.LANGUAGE === "zh" ? "zh" : "en";

test("a picture of every page, at two widths and in both looks", async ({ app, page, receiver }) => {
  rmSync(FOLDER, { recursive: true, force: true });
  await page.emulateMedia({ reducedMotion: "reduce" });
  await takePictures(page, app.url, [["/setup", ""]]);
  await page.request.post(`${app.url}/api/auth/create-owner`, { data: OWNER, headers: { origin: app.url } });
  const shop = await fillShop(page, app, receiver.url);
  // Filled in English, whose words the filling looks for.
  await page.request.post(`${app.url}/api/language`, { data: { language }, headers: { origin: app.url } });
  await takePictures(page, app.url, placesOf(shop));
  await page.context().clearCookies({ name: /session/ });
  await takePictures(page, app.url, outsidePlacesOf(shop));
});

async function takePictures(page: Page, url: string, places: Place[]): Promise<void> {
  for (const [index, [path, , open]] of places.entries()) {
    for (const size of SIZES) {
      await page.setViewportSize(size);
      await page.goto(new URL(path, url).href, { waitUntil: "networkidle" });
      if (language === "en" && size === SIZES[0]) await open?.(page);
      for (const colorScheme of ["light", "dark"] as const) {
        await page.emulateMedia({ colorScheme });
        const name = `${String(index).padStart(2, "0")}${nameOf(path, url)}-${size.width}-${colorScheme}.png`;
        // Else colours that are still changing from one look to the other are in it.
        await page.screenshot({ path: new URL(name, FOLDER).pathname, animations: "disabled" });
      }
    }
  }
}

/** "/settings/web-push" is "-settings-web-push"; long tokens are cut. */
function nameOf(path: string, url: string): string {
  return new URL(path, url).pathname.replaceAll("/", "-").slice(0, 40);
}
