/* What html-validate must find beyond the HTML standard itself, which is vnu's task. */
import { defineConfig } from "html-validate";

export default defineConfig({
  root: true,
  extends: ["html-validate:recommended"],
  rules: {
    // How the source looks tells the reader nothing.
    "attr-quotes": "off",
    "attribute-boolean-style": "off",
    "attribute-empty-style": "off",
    "doctype-style": "off",
    "no-implicit-close": "off",
    "no-trailing-whitespace": "off",
    "void-style": "off",
    // A search engine's taste: the title of a post is the editor's.
    "long-title": "off",
    // The style sheet keeps telephone numbers on one line; a copied number keeps plain spaces.
    "tel-non-breaking": "off",
    // HTML allows more than a letter first: headings of posts start with years.
    "valid-id": ["error", { relaxed: true }],
  },
});
