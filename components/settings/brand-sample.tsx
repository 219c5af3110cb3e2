import { useTranslations } from "next-intl";
import { Picture } from "#components/email-editor/picture.tsx";
import { type Brand, brandFonts, defaultBrand, linkColor, textAround, textOn } from "#workflows/brand.ts";

const COLOR = /^#[0-9a-f]{6}$/;

/** A small email as it will look; a color that is only half typed is the usual one so far. */
export function BrandSample({ brand, shopName }: { brand: Brand; shopName: string }) {
  const t = useTranslations("settings");
  const shown = usable(brand);
  return (
    <figure className="min-w-0">
      <figcaption className="mb-2 text-sm font-medium">{t("brand.sample.title")}</figcaption>
      <div
        className="rounded-md border p-4 text-base leading-relaxed"
        style={{ background: shown.background, color: shown.text, fontFamily: brandFonts[shown.font].family }}
      >
        {shown.logo ? (
          <Picture
            src={shown.logo}
            alt={shopName}
            width={`${shown.logoWidth}px`}
            className="mx-auto mb-4 max-w-full"
          />
        ) : (
          <p className="mb-4 text-center font-semibold" style={{ color: textAround(shown) }}>
            {shopName}
          </p>
        )}
        <div className="rounded-lg p-5" style={{ background: shown.panel }}>
          <p className="mb-3 text-xl font-bold">{t("brand.sample.heading")}</p>
          <p className="mb-4">
            {t.rich("brand.sample.text", {
              link: (words) => (
                <span className="underline" style={{ color: linkColor(shown) }}>
                  {words}
                </span>
              ),
            })}
          </p>
          <span
            className="inline-block rounded-md px-5 py-3 font-semibold"
            style={{ background: shown.color, color: textOn(shown.color) }}
          >
            {t("brand.sample.button")}
          </span>
        </div>
      </div>
    </figure>
  );
}

function usable(brand: Brand): Brand {
  const colors = (["color", "background", "panel", "text"] as const).map((key) => [
    key,
    COLOR.test(brand[key]) ? brand[key] : defaultBrand[key],
  ]);
  return { ...brand, ...Object.fromEntries(colors) };
}
