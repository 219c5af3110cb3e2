import { describe, expect, it } from "vitest";
import { asksForScheme, withScheme } from "./color-scheme.ts";

const email =
  "<style>@media (prefers-color-scheme: dark) { p { color: #fff } } @media( PREFERS-COLOR-SCHEME :light ){}</style>";

describe("the colors of an email", () => {
  it("can be looked at in both only where it has rules for them", () => {
    expect(asksForScheme(email)).toBe(true);
    expect(asksForScheme(email)).toBe(true);
    expect(asksForScheme('<meta name="color-scheme" content="light dark"><p style="color:#000">Hi</p>')).toBe(
      false,
    );
  });

  it("are those of the chosen one, whatever the browser prefers", () => {
    expect(withScheme(email, "dark")).toBe(
      "<style>@media (min-width: 0px) { p { color: #fff } } @media(max-width: 0px){}</style>",
    );
    expect(withScheme(email, "light")).toBe(
      "<style>@media (max-width: 0px) { p { color: #fff } } @media(min-width: 0px){}</style>",
    );
  });
});
