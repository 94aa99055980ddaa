// Runs inside a page that stands in a frame: looks for what keeps people from reading it, and leaves the findings as
// JSON in #findings of the page around it.
(function () {
  const problems = [];
  const say = (what, element) => problems.push(what + ": " + (element ? element.outerHTML.slice(0, 120) : ""));

  function luminance([r, g, b]) {
    const [lr, lg, lb] = [r, g, b].map((v) => {
      v /= 255;
      return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * lr + 0.7152 * lg + 0.0722 * lb;
  }
  const numbers = (colour) => colour.match(/[\d.]+/g).map(Number);
  function background(element) {
    for (let at = element; at; at = at.parentElement) {
      const [r, g, b, a = 1] = numbers(getComputedStyle(at).backgroundColor);
      if (a === 1) return [r, g, b];
    }
    return [255, 255, 255];
  }
  let lowest = 21;
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || element.closest("script, svg")) continue;
    const pair = [luminance(numbers(getComputedStyle(element).color)), luminance(background(element))].sort();
    const ratio = (Math.max(...pair) + 0.05) / (Math.min(...pair) + 0.05);
    lowest = Math.min(lowest, ratio);
    if (ratio < 4.5) say("contrast " + ratio.toFixed(2), element);
  }

  const root = document.documentElement;
  if (root.scrollWidth > root.clientWidth) say("wider than the window: " + root.scrollWidth + " > " + root.clientWidth);
  for (const element of document.querySelectorAll("body *")) {
    const box = element.getBoundingClientRect();
    if (box.right > root.clientWidth + 1 && box.width > 1 && !element.closest(".skip, svg")) say("runs off the side", element);
    if (element.matches("p, li, h1, h2, h3, h4, dd") && element.scrollWidth > element.clientWidth + 1 && getComputedStyle(element).display !== "inline")
      say("text wider than its box", element);
  }
  for (const element of document.querySelectorAll("a"))
    if (!(element.getAttribute("aria-label") || element.textContent.trim())) say("link without a name", element);
  for (const element of document.querySelectorAll("img, svg[role=img]"))
    if (!(element.alt || element.getAttribute("aria-label"))) say("picture without words", element);
  for (const tag of ["main", "nav", "header", "footer"])
    if (document.querySelectorAll("body > " + tag + ", body > * > * > " + tag + ", body > * > " + tag).length < 1) say("no " + tag);
  if (!root.lang) say("no language");
  for (const element of document.querySelectorAll("p:empty, li:empty, h1:empty, h2:empty, h3:empty, h4:empty")) say("empty element", element);

  const out = parent.document.createElement("pre");
  out.id = "findings";
  out.textContent = JSON.stringify({
    problems: problems.slice(0, 20),
    lowest: Math.round(lowest * 100) / 100,
    width: root.clientWidth,
    dark: matchMedia("(prefers-color-scheme: dark)").matches,
    background: getComputedStyle(document.body).backgroundColor,
    pictures: [...document.images].map((image) => image.naturalWidth),
  });
  parent.document.body.append(out);
})();
