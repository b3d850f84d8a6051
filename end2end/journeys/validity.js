// What html-validate finds in a page: the same rules for the public site and the back office.
import { HtmlValidate, StaticConfigLoader } from "html-validate";

const html = new HtmlValidate(new StaticConfigLoader({
  extends: ["html-validate:recommended", "html-validate:document", "html-validate:a11y"],
  rules: {
    // Hashes of what others serve: style and script come from this server, under names that are hashes.
    "require-sri": ["error", { target: "crossorigin" }],
    // Boxes of one group, and the hidden fields that repeat them, share a name; the rule has no exception for the latter.
    "form-dup-name": "off",
  },
}));

export async function wrongHtml(text) {
  const { results } = await html.validateString(text);
  const lines = text.split("\n");
  return results.flatMap(({ messages }) => messages).map(({ ruleId, message, line, column }) =>
    `${ruleId}: ${message} at ${lines[line - 1].slice(Math.max(0, column - 60), column + 60)}`);
}
