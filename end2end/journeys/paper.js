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
  // Width and height of each page, in millimetres.
  const pages = [];
  for (let number = 1; number <= document.numPages; number += 1) {
    const [left, bottom, right, top] = (await document.getPage(number)).view;
    pages.push([right - left, top - bottom].map((points) => Math.round((points * 25.4) / 72)));
  }
  return { text: words(text), title: words(info.Title ?? ""), language: info.Language, pages };
}

// The places of some words in a text, which must be there, in this order.
export function inOrder(text, words) {
  return words.map((word) => text.indexOf(word)).every((at, number, all) => at >= 0 && (number === 0 || at > all[number - 1]));
}
