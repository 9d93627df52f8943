// A shape and a colour for every scene: the twelve of ASC Studio, then the shapes move on by five
// and get a ring.

const SVG = "http://www.w3.org/2000/svg";
const N_COLOURS = 12;
const RING_SHIFT = 5;
const CROSS = "-1,-5 1,-5 1,-1 5,-1 5,1 1,1 1,5 -1,5 -1,1 -5,1 -5,-1 -1,-1";
const SHAPES = [
  "circle",
  "-5,-5 5,-5 5,5 -5,5",
  "-5,5 0,-5 5,5",
  "0,-5 -4,0 0,5 4,0",
  "0,-5 -1.12,-1.55 -4.76,-1.55 -1.82,0.59 -2.94,4.05 0,1.91 2.94,4.05 1.82,0.59 4.76,-1.55 1.12,-1.55",
  "0,-5 -4.76,-1.55 -2.94,4.05 2.94,4.05 4.76,-1.55",
  "4.33,2.5 0,5 -4.33,2.5 -4.33,-2.5 0,-5 4.33,-2.5",
  "cross",
  "-5,-5 0,5 5,-5",
  CROSS,
  "-5,-5 -5,5 5,0",
  "5,5 5,-5 -5,0",
];

export function colourOf(index) {
  return `var(--scene-${index % N_COLOURS})`;
}

/** A mark to put before a name: an index, "unknown" or "no-signal". */
export function mark(what) {
  const holder = document.createElement("span");
  holder.className = "mark";
  holder.setAttribute("aria-hidden", "true");
  const svg = element("svg", { viewBox: "-6 -6 12 12" });
  if (what === "unknown") {
    svg.append(element("circle", { r: 5, fill: "none", stroke: "var(--text3)", "stroke-width": 1.5, "stroke-dasharray": "2 2.1" }));
  } else if (what === "no-signal") {
    svg.append(element("rect", { x: -5, y: -5, width: 10, height: 10, fill: "none", stroke: "var(--text3)", "stroke-width": 1.2 }));
  } else {
    const again = Math.floor(what / N_COLOURS);
    svg.append(drawn(SHAPES[(what + RING_SHIFT * again) % SHAPES.length], colourOf(what)));
    if (again) svg.append(element("circle", { r: 6.5, fill: "none", stroke: colourOf(what), "stroke-width": 0.8 }));
  }
  holder.append(svg);
  return holder;
}

function drawn(shape, fill) {
  if (shape === "circle") return element("circle", { r: 5, fill });
  if (shape === "cross") return element("polygon", { points: CROSS, transform: "rotate(45)", fill });
  return element("polygon", { points: shape, fill });
}

function element(name, attributes) {
  const one = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) one.setAttribute(key, value);
  return one;
}
