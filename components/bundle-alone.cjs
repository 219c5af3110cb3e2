const { build } = require("esbuild");

/** Bundles a module with all that it imports, as far as that is used, before the pages are bundled. */
module.exports = async function bundleAlone() {
  const { outputFiles } = await build({
    entryPoints: [this.resourcePath],
    bundle: true,
    write: false,
    format: "esm",
    target: "es2022",
    // There must be one of each in a page.
    external: ["react", "react/jsx-runtime", "@tanstack/react-query"],
  });
  return outputFiles[0].text;
};
