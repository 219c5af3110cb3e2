import { describe, expect, it } from "vitest";
import { DEFAULT_SITE_OPTIONS, siteCode } from "./site-code.ts";

const site = { stub: "/* stub */", address: "https://app.example", writeKey: "wk_abc" };

describe("the code for the owner's site", () => {
  it("loads the snippet with the key, and leaves out what is the default", () => {
    const code = siteCode(site, { ...DEFAULT_SITE_OPTIONS, respectPrivacy: false });
    expect(code).toBe(
      '<script>\n/* stub */\n</script>\n<script async src="https://app.example/rekindle.js"\n  data-key="wk_abc"></script>',
    );
  });

  it("says on the tag what was chosen", () => {
    const code = siteCode(site, {
      ...DEFAULT_SITE_OPTIONS,
      pages: "history",
      push: true,
      worker: "/js/sw.js",
    });
    expect(code).toContain('data-pages="history"');
    expect(code).toContain('data-privacy="respect"');
    expect(code).toContain('data-worker="/js/sw.js"');
  });

  it("asks for notifications in the owner's words, which cannot end the script", () => {
    const question = 'News about "tea"? </script><script>alert(1)';
    const code = siteCode(site, {
      ...DEFAULT_SITE_OPTIONS,
      push: true,
      question,
      yes: "Sure",
      no: "Not now",
    });
    expect(code.match(/<\/script>/g)).toHaveLength(2);
    const asked: unknown[] = [];
    const call = /rekindle\.push\([\s\S]*?\);/.exec(code)![0];
    new Function("rekindle", call)({ push: (options: unknown) => asked.push(options) });
    expect(asked).toEqual([{ question, yes: "Sure", no: "Not now", afterMs: 20_000 }]);
  });

  it("keeps a worker's path inside its attribute", () => {
    const code = siteCode(site, { ...DEFAULT_SITE_OPTIONS, push: true, worker: '/a"b<c' });
    expect(code).toContain('data-worker="/a&quot;b&lt;c"');
  });
});
