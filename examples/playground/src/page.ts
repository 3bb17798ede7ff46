/** A page of the simulator, made ready for the phone's frame, which can load nothing. */

/** Gives the text at an address of the simulator. */
type Load = (target: string) => string;

/** Shows `html` in a document, with its pictures and its looks in it; gives the element that a person goes on with. */
export function ready(frame: HTMLIFrameElement, shown: Document, html: string, load: Load): HTMLElement | null {
  const parsed = new DOMParser().parseFromString(html, "text/html");
  const sheets = [...parsed.querySelectorAll("link[rel=stylesheet]")].map((link) => link.getAttribute("href") ?? "");
  // The policy of this page would refuse them, and say so on the console.
  parsed.querySelectorAll("script, link, style, meta").forEach((part) => part.remove());
  for (const image of parsed.querySelectorAll("img")) {
    image.src = `data:image/svg+xml,${encodeURIComponent(load(image.getAttribute("src") ?? ""))}`;
  }
  parsed.querySelectorAll("h1").forEach((heading) => heading.setAttribute("tabindex", "-1"));
  // A browser would move the focus there at once, out of the television.
  const first = parsed.querySelector<HTMLElement>("[autofocus]") ?? parsed.querySelector("h1");
  first?.removeAttribute("autofocus");
  shown.replaceChild(shown.adoptNode(parsed.documentElement), shown.documentElement);
  shown.adoptedStyleSheets = sheets.map((sheet) => styleSheet(frame, load(sheet)));
  return first;
}

/** A sheet belongs to the window whose document it is for. */
function styleSheet(frame: HTMLIFrameElement, text: string): CSSStyleSheet {
  const { CSSStyleSheet: Sheet } = frame.contentWindow as unknown as typeof globalThis;
  const sheet = new Sheet();
  sheet.replaceSync(text);
  return sheet;
}
