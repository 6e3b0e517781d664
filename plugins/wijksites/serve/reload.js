// Follows `make serve`: reloads the page when the site was built anew, and shows the problems at its bottom.
(() => {
  /** @typedef {{label: string, place: string, text: string, warning: boolean}} Problem */
  /** @typedef {{build: number, site: string, language: string, heading: string, summary: string, close: string, problems: Problem[]}} News */

  const DISMISSED = "wijksites-serve-dismissed";
  const STYLE = `
    :host { all: initial !important; display: block !important; position: sticky !important;
      inset-block-end: 0 !important; z-index: 2147483647 !important; color-scheme: light dark; }
    section { max-block-size: 40vh; overflow: auto; padding: 0.75rem 1rem; background: Canvas; color: CanvasText;
      border-block-start: 4px solid #c22; font: 1rem/1.4 system-ui, sans-serif; overflow-wrap: anywhere; }
    section[data-empty] { display: contents; }
    section[data-empty] button { display: none; }
    section:focus-visible, button:focus-visible { outline: 3px solid Highlight; outline-offset: -3px; }
    h2 { margin: 0; padding-inline-end: 6rem; font-size: 1.1rem; }
    p, ul { margin: 0.4rem 0 0; }
    code { font-size: 0.95em; }
    button { position: absolute; inset-block-start: 0.75rem; inset-inline-end: 1.5rem; font: inherit;
      min-block-size: 2rem; padding-inline: 0.75rem; }
    @media print { :host { display: none !important; } }
  `;

  // What this page shows, as the server said with the page itself; without it, what the first news says.
  const page = /** @type {PerformanceNavigationTiming | undefined} */ (performance.getEntriesByType("navigation")[0]);
  let site = page?.serverTiming?.find((entry) => entry.name === "site")?.description;

  // There before it is filled: only then do screen readers say what changes in it.
  const host = document.createElement("wijksites-serve");
  const root = host.attachShadow({ mode: "open" });
  // A sheet made by script: the pages' security policy refuses a style element.
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STYLE);
  root.adoptedStyleSheets = [sheet];
  const panel = document.createElement("section");
  panel.dataset.empty = "";
  const status = document.createElement("div");
  status.setAttribute("role", "status");
  const button = document.createElement("button");
  button.type = "button";
  panel.append(status, button);
  root.append(panel);
  document.body.append(host);

  /** Makes an element with a text. @param {string} name @param {string} text */
  function element(name, text) {
    const made = document.createElement(name);
    made.textContent = text;
    return made;
  }

  /** One problem as a line. @param {Problem} problem */
  function line(problem) {
    const item = element("li", `${problem.label}: `);
    if (problem.place) item.append(element("code", problem.place), " ");
    item.append(problem.text);
    return item;
  }

  /** Empties the panel; an empty one is not to be seen. */
  function hide() {
    panel.dataset.empty = "";
    panel.removeAttribute("tabindex");
    panel.removeAttribute("aria-label");
    status.replaceChildren();
  }

  /** Shows the problems, unless these same ones were dismissed. @param {News} news */
  function show(news) {
    const key = JSON.stringify(news.problems);
    if (!news.problems.length || sessionStorage.getItem(DISMISSED) === key) {
      hide();
      return;
    }
    host.lang = news.language;
    const list = document.createElement("ul");
    list.append(...news.problems.map(line));
    status.replaceChildren(element("h2", news.heading), element("p", news.summary), list);
    button.textContent = news.close;
    button.onclick = () => {
      sessionStorage.setItem(DISMISSED, key);
      hide();
    };
    // It scrolls when there is much in it: the keyboard must be able to.
    panel.tabIndex = 0;
    panel.setAttribute("aria-label", news.heading);
    delete panel.dataset.empty;
  }

  /** @type {EventSource | undefined} */
  let source;

  /** Listens while the page can be seen: a browser keeps only six connections to a server for all its tabs. */
  function listen() {
    if (document.hidden) {
      source?.close();
      source = undefined;
    } else if (!source) {
      source = new EventSource(`/_serve/events${site ? `?site=${encodeURIComponent(site)}` : ""}`);
      source.addEventListener("reload", () => location.reload());
      source.addEventListener("state", ({ data }) => {
        const news = /** @type {News} */ (JSON.parse(data));
        site ??= news.site;
        if (news.site === site) show(news);
        else location.reload();
      });
    }
  }

  document.addEventListener("visibilitychange", listen);
  listen();
})();
