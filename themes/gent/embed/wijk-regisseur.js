// <wijk-regisseur>: “Wie is mijn wijkregisseur?” on another site. This file keeps its address; what it shows is the
// page beside it, in a frame, so that what a visitor types stays there.
// A classic script: a module of another origin would need the server's leave (CORS).

(() => {
  const page = new URL("./", document.currentScript.src);

  class WijkRegisseur extends HTMLElement {
    #frame = document.createElement("iframe");

    /** The frame tells how high its content is; nobody else is believed. @param {MessageEvent} event */
    #listen = (event) => {
      const { data, origin, source } = event;
      if (origin !== page.origin || source !== this.#frame.contentWindow) return;
      if (data?.name === "wijk-regisseur" && Number.isFinite(data.height)) {
        this.#frame.style.height = `${data.height}px`;
      }
    };

    connectedCallback() {
      this.style.display ||= "block";
      this.#frame.title = this.getAttribute("title") ?? "Wie is mijn wijkregisseur?";
      this.#frame.allow = "geolocation";
      this.#frame.referrerPolicy = "no-referrer";
      this.#frame.style.cssText = "border: 0; display: block; height: 30rem; width: 100%;";
      this.#frame.src = page.href;
      addEventListener("message", this.#listen);
      this.append(this.#frame);
    }

    disconnectedCallback() {
      removeEventListener("message", this.#listen);
      this.#frame.remove();
    }
  }

  if (!customElements.get("wijk-regisseur")) customElements.define("wijk-regisseur", WijkRegisseur);
})();
