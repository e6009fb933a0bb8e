// What a person at a screen sees and can reach. Covered, clipped, transparent or off the page is
// not there. Runs in the page that is looked at, and leaves a note of the last click in it.
([task, ...given]) => {
  const REACHED = "a[href], button, input, select, textarea";
  const HIT = Symbol.for("itsid-sim.hit");
  const EMPTY = new Set(["area", "br", "col", "hr", "img", "input", "wbr"]);
  const reached = [...document.querySelectorAll(REACHED)];
  const scrolled = [window.scrollX, window.scrollY];

  const escaped = (text) =>
    text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");

  const isDrawn = (element) =>
    element.checkVisibility({ opacityProperty: true, visibilityProperty: true });

  const isLaidOut = (element) =>
    element.checkVisibility() || getComputedStyle(element).display === "contents";

  const middles = (target) =>
    [...target.getClientRects()]
      .filter((box) => box.width > 1 && box.height > 1)
      .map((box) => ({ x: box.x + box.width / 2, y: box.y + box.height / 2 }));

  // The last half pixel counts as beyond, for a mouse points at whole ones.
  const isOnScreen = ({ x, y }) =>
    x >= 0 && y >= 0 && x <= innerWidth - 1 && y <= innerHeight - 1;

  const isOnTop = (element, { x, y }) => {
    const hit = document.elementFromPoint(x, y);
    return hit !== null && (element.contains(hit) || hit.closest("label")?.control === element);
  };

  // Where `target`, a part of the element or all of it, can be pointed at; scrolled to if need be.
  const spot = (element, target = element) => {
    if (!isDrawn(element)) return undefined;
    if (!middles(target).some(isOnScreen)) {
      element.scrollIntoView({ block: "center", inline: "nearest", behavior: "instant" });
    }
    return middles(target).find((point) => isOnScreen(point) && isOnTop(element, point));
  };

  // A box to tick may be drawn by its label alone.
  const handle = (element) => {
    const own = spot(element);
    if (own || !["checkbox", "radio"].includes(element.type)) return own;
    return [...element.labels].map((label) => spot(label)).find(Boolean);
  };

  // Where scripts are switched off nothing can be heeded, and every click counts as come.
  const heed = (element) => {
    const note = ({ target }) => {
      window[HIT] = element.contains(target) || target.closest("label")?.control === element;
    };
    const forget = () => (window[HIT] = false);
    window[HIT] = true;
    addEventListener(HIT.description, forget, { once: true });
    dispatchEvent(new Event(HIT.description));
    addEventListener("click", note, { capture: true, once: true });
  };

  const isSeen = (text) => {
    if (!text.data.trim()) return true;
    const range = document.createRange();
    range.selectNodeContents(text);
    return Boolean(spot(text.parentElement, range));
  };

  const inner = (node) => [...node.childNodes].map(outer).join("");

  const state = (element) => {
    if (element.matches("input")) {
      return `value="${escaped(element.value)}"${element.checked ? " checked" : ""}`;
    }
    return element.selected ? "selected" : "";
  };

  const opening = (element, marks) => {
    const live = element.matches("input") ? ["value", "checked"] : ["selected"];
    const kept = [...element.attributes]
      .filter(({ name }) => !live.includes(name) && !name.startsWith("on"))
      .map(({ name, value }) => `${name}="${escaped(value)}"`);
    return `<${[element.localName, ...kept, state(element), marks].join(" ")}>`;
  };

  const outer = (node) => {
    if (node instanceof Text) return isSeen(node) ? escaped(node.data) : "";
    if (!(node instanceof HTMLElement)) return "";
    const isOption = node.matches("option, optgroup");
    if (!isOption && !isLaidOut(node)) return "";
    const at = reached.indexOf(node);
    if (at >= 0 && !handle(node)) return "";
    const start = opening(node, at >= 0 ? `data-itsid-at="${at}"` : "");
    if (EMPTY.has(node.localName)) return start;
    const words = node.matches("textarea") ? `\n${escaped(node.value)}` : inner(node);
    return `${start}${isOption ? escaped(node.label) : words}</${node.localName}>`;
  };

  const tasks = {
    // The page as HTML, less what is not seen, with what stands in its fields now.
    read: () => {
      const html = inner(document.querySelector("main") ?? document.body);
      window.scrollTo({ left: scrolled[0], top: scrolled[1], behavior: "instant" });
      return html;
    },
    // Where to point at a thing, or null.
    aim: (at) => {
      const point = reached[at].disabled ? undefined : handle(reached[at]);
      if (point) heed(reached[at]);
      return point ?? null;
    },
    // Both presses before the page can give way to another: one that came later would meet that.
    twice: (at) => {
      reached[at].click();
      reached[at].click();
    },
    // Whether a click has come to what was aimed at last. A page that is new says yes.
    hit: () => window[HIT] ?? true,
    // Take hold of a field to type into: what stood there is typed over.
    grip: (at) => {
      reached[at].focus();
      reached[at].select();
    },
    pick: (at, value) => {
      reached[at].focus();
      reached[at].value = value;
      reached[at].dispatchEvent(new Event("input", { bubbles: true }));
      reached[at].dispatchEvent(new Event("change", { bubbles: true }));
    },
    // How many pixels of the page lie beyond the right edge of the screen.
    beyond: () =>
      document.scrollingElement.scrollWidth - Math.round(visualViewport.width * visualViewport.scale),
    // Draw dots in place of these texts and of what stands in these fields, or draw them again.
    veil: (texts, fields, isVeiled) => {
      const told = [...document.querySelectorAll("p, dd, li, td, pre")];
      const secret = told.filter((element) => texts.includes(element.textContent.trim()));
      for (const element of [...secret, ...fields.map((at) => reached[at])]) {
        element.style.webkitTextSecurity = isVeiled ? "disc" : "";
      }
    },
  };
  return tasks[task](...given);
}
