// <wijk-regisseur>: “Wie is mijn wijkregisseur?” on another site. This file keeps its address; what it shows is the
// page beside it, in a frame, so that what a visitor types stays there.

const PAGE = new URL("./", import.meta.url);

class WijkRegisseur extends HTMLElement {
  #frame = document.createElement("iframe");

  /** The frame tells how high its content is; nobody else is believed. @param {MessageEvent} event */
  #listen = (event) => {
    const { data, origin, source } = event;
    if (origin !== PAGE.origin || source !== this.#frame.contentWindow) return;
    if (data?.name === "wijk-regisseur" && Number.isFinite(data.height)) this.#frame.style.height = `${data.height}px`;
  };

  connectedCallback() {
    this.style.display ||= "block";
    this.#frame.title = this.getAttribute("title") ?? "Wie is mijn wijkregisseur?";
    this.#frame.allow = "geolocation";
    this.#frame.referrerPolicy = "no-referrer";
    this.#frame.style.cssText = "border: 0; display: block; height: 30rem; width: 100%;";
    this.#frame.src = PAGE.href;
    addEventListener("message", this.#listen);
    this.append(this.#frame);
  }

  disconnectedCallback() {
    removeEventListener("message", this.#listen);
    this.#frame.remove();
  }
}

customElements.define("wijk-regisseur", WijkRegisseur);
