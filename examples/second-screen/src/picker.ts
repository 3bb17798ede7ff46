import type { Mvpd } from "tvpass";

import { element, say } from "./dom.js";

/** So many are shown until somebody searches or asks for all. */
const FIRST = 12;

/** A list of providers with a search field; `choose` is told the choice. */
export function picker(mvpds: readonly Mvpd[], choose: (mvpd: Mvpd) => void): HTMLElement {
  const providers = mvpds.filter((mvpd) => !mvpd.isTempPass).map((mvpd) => ({ mvpd, name: mvpd.displayName ?? mvpd.id }));
  providers.sort((one, other) => one.name.localeCompare(other.name));
  const search = element("input", {
    id: "search",
    type: "search",
    autocomplete: "off",
    spellcheck: "false",
    placeholder: "Name of your provider",
    "aria-describedby": "count",
  });
  const count = element("p", { id: "count", class: "aside" });
  const list = element("ul", { class: "providers" });
  const all = element("button", { type: "button", class: "quiet" }, `Show all ${providers.length} providers`);
  let isWhole = false;

  const show = (): void => {
    const words = search.value.toLocaleLowerCase().split(/\s+/).filter(Boolean);
    const found = providers.filter(({ name }) => words.every((word) => name.toLocaleLowerCase().includes(word)));
    const isCut = words.length === 0 && !isWhole && found.length > FIRST;
    const shown = isCut ? found.slice(0, FIRST) : found;
    list.replaceChildren(...shown.map(({ mvpd, name }) => entry(mvpd, name, choose)));
    all.hidden = !isCut;
    count.textContent = words.length === 0 ? `${providers.length} providers` : told(found.length, search.value.trim());
    say(count.textContent);
  };
  all.addEventListener("click", () => {
    isWhole = true;
    show();
    buttons(list)[FIRST]?.focus();
  });
  search.addEventListener("input", show);
  const root = element(
    "search",
    { class: "picker" },
    element("label", { for: "search" }, "Find your TV provider"),
    search,
    count,
    list,
    all,
  );
  root.addEventListener("keydown", (event) => move(event, search, list));
  show();
  return root;
}

function told(found: number, words: string): string {
  if (found === 0) {
    return `No provider is called “${words}”`;
  }
  return found === 1 ? "One provider found" : `${found} providers found`;
}

function entry(mvpd: Mvpd, name: string, choose: (mvpd: Mvpd) => void): HTMLElement {
  const button = element("button", { type: "button", "data-mvpd": mvpd.id }, logo(mvpd), element("span", {}, name));
  button.addEventListener("click", () => choose(mvpd));
  return element("li", {}, button);
}

/** The name stands beside it; a logo that does not load leaves its place. */
function logo({ logoUrl }: Mvpd): HTMLElement {
  if (logoUrl === undefined) {
    return element("span", { class: "logo" });
  }
  const image = element("img", { class: "logo", src: logoUrl, alt: "", loading: "lazy", width: "40", height: "40" });
  image.addEventListener("error", () => image.replaceWith(element("span", { class: "logo" })), { once: true });
  return image;
}

function buttons(list: HTMLElement): HTMLButtonElement[] {
  return [...list.querySelectorAll("button")];
}

/** Arrows go through the list, so that nobody needs the tabulator three hundred times. */
function move(event: KeyboardEvent, search: HTMLElement, list: HTMLElement): void {
  const stops = [search, ...buttons(list)];
  const here = stops.indexOf(document.activeElement as HTMLElement);
  const goals: Record<string, number> = { ArrowDown: here + 1, ArrowUp: here - 1 };
  const goal = here < 0 ? undefined : goals[event.key];
  if (goal !== undefined && stops[goal] !== undefined) {
    event.preventDefault();
    stops[goal].focus();
  }
}
