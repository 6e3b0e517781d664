/* The standard rules, less those about the look of the source. */
export default {
  extends: ["stylelint-config-standard"],
  rules: {
    "at-rule-empty-line-before": null,
    "comment-empty-line-before": null,
    "custom-property-empty-line-before": null,
    "declaration-empty-line-before": null,
    "rule-empty-line-before": null,
    // Tokens stand many on a line, by purpose.
    "declaration-block-single-line-max-declarations": null,
    // Layers settle what wins; the order of rules follows the components.
    "no-descending-specificity": null,
    // Flat BEM: block, block__part, block--variant.
    "selector-class-pattern": [
      "^[a-z][a-z0-9]*(-[a-z0-9]+)*(__[a-z0-9]+(-[a-z0-9]+)*)?(--[a-z0-9]+(-[a-z0-9]+)*)?$",
      { message: "A class is block, block__part or block--variant" },
    ],
  },
};
