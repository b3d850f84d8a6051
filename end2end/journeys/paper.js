// What is printed, read back: the text of a PDF in its order, and what it says of itself.
import { readFile } from "node:fs/promises";
import { extractText, getDocumentProxy } from "unpdf";

export async function paper(file) {
  const bytes = typeof file === "string" ? await readFile(file) : file;
  const document = await getDocumentProxy(new Uint8Array(bytes));
  const { text } = await extractText(document, { mergePages: true });
  const { info } = await document.getMetadata();
  // Words, whatever spaces hold them together.
  const words = (said) => said.replace(/\s+/g, " ");
  return { text: words(text), title: words(info.Title ?? ""), language: info.Language };
}

// The places of some words in a text, which must be there, in this order.
export function inOrder(text, words) {
  return words.map((word) => text.indexOf(word)).every((at, number, all) => at >= 0 && (number === 0 || at > all[number - 1]));
}
