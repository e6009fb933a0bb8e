// What can be measured of a page. Runs in it, and leaves it as it was.
([task, ...given]) => {
  const CONTROLS = "a[href], button, input:not([type=hidden]), select, summary, textarea";
  const BOXES = "[type=checkbox], [type=radio]";
  const controls = [...document.querySelectorAll(CONTROLS)].filter((one) => one.checkVisibility());

  const parts = (colour) => colour.match(/[\d.]+/g).map(Number);

  // The colour of what something is drawn on.
  const ground = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const { backgroundColor } = getComputedStyle(at);
      const [, , , alpha = 1] = parts(backgroundColor);
      if (alpha === 1) return backgroundColor;
    }
    return "rgb(255, 255, 255)";
  };

  // Relative luminance, as WCAG 2 defines it.
  const luminance = (colour) => {
    const [red, green, blue] = parts(colour)
      .map((part) => part / 255)
      .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };

  const contrast = (...colours) => {
    const [dark, bright] = colours.map(luminance).sort((one, other) => one - other);
    return (bright + 0.05) / (dark + 0.05);
  };

  const isSmall = (element, least) => {
    const target = element.matches(BOXES) ? (element.labels[0] ?? element) : element;
    const box = target.getBoundingClientRect();
    return box.width < least || box.height < least;
  };

  const isFaint = (element, least) =>
    contrast(getComputedStyle(element).borderTopColor, ground(element.parentElement)) < least;

  // A list is as wide as its longest option wants it.
  const isNarrow = (list) => {
    const { offsetWidth, style } = list;
    Object.assign(style, { width: "max-content", maxWidth: "none" });
    const wanted = list.offsetWidth;
    Object.assign(style, { width: "", maxWidth: "" });
    return wanted > offsetWidth;
  };

  const overflows = (one) =>
    one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 1;

  // What is typed into may scroll, and what stands in a line has no size of its own.
  const isClipped = (element) => {
    if (element.matches("input, textarea") || !element.clientWidth) return false;
    return element.matches("select") ? isNarrow(element) : overflows(element);
  };

  // The middle of what is on the screen of a box.
  const middle = (box) => ({
    x: (Math.max(box.left, 0) + Math.min(box.right, innerWidth)) / 2,
    y: (Math.max(box.top, 0) + Math.min(box.bottom, innerHeight)) / 2,
  });

  const isInView = (element) =>
    [...element.getClientRects()].map(middle).some(({ x, y }) => {
      const hit = document.elementFromPoint(x, y);
      return hit !== null && (element.contains(hit) || hit.closest("label")?.control === element);
    });

  const isMarked = (element, width, least) => {
    const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(element);
    const isDrawn = outlineStyle !== "none" && parseFloat(outlineWidth) >= width;
    return isDrawn && contrast(outlineColor, ground(element.parentElement)) >= least;
  };

  // Of a group of radio buttons the keyboard reaches one.
  const isStop = (element) => {
    if (element.disabled || element.type !== "radio" || element.checked) return !element.disabled;
    const group = controls.filter(({ name, type }) => type === "radio" && name === element.name);
    return element === group[0] && !group.some(({ checked }) => checked);
  };

  const listed = (elements) => elements.map(({ outerHTML }) => outerHTML);

  const tasks = {
    violations: async (tags) => {
      const { violations } = await axe.run(document, {
        resultTypes: ["violations"],
        runOnly: tags,
        rules: { "target-size": { enabled: true } },
      });
      return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
    },
    // What a reader may set (WCAG 1.4.12). A stylesheet of a script's own is no matter of the CSP.
    space: (isWide) => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(`
        * { line-height: 1.5 !important; letter-spacing: .12em !important; }
        * { word-spacing: .16em !important; }
        p { margin-bottom: 2em !important; }
      `);
      document.adoptedStyleSheets = isWide ? [sheet] : [];
    },
    words: () => document.querySelector("main").innerText.replaceAll(/\s/g, ""),
    // How many pixels lie beyond the right edge.
    beyond: () => Math.max(0, document.scrollingElement.scrollWidth - innerWidth),
    clipped: () => listed([...document.body.querySelectorAll("*")].filter(isClipped)),
    small: (least) => listed(controls.filter((one) => isSmall(one, least))),
    faint: (least) => {
      const typed = controls.filter((one) => !one.matches(`a, button, ${BOXES}`));
      return listed(typed.filter((one) => isFaint(one, least)));
    },
    stops: () => listed(controls.filter(isStop)),
    // Where the keyboard is; nothing where it is beyond the page.
    stop: (width, least) => {
      const one = document.activeElement;
      if (one === document.body) return null;
      const { left, top, right, bottom } = one.getBoundingClientRect();
      return {
        html: one.outerHTML,
        number: controls.filter(isStop).indexOf(one),
        isMarked: isMarked(one, width, least),
        isInView: isInView(one),
        box: [left + scrollX, top + scrollY, right + scrollX, bottom + scrollY],
      };
    },
  };
  return tasks[task](...given);
}
