// An owner may set the colours. What cannot be read is corrected: ratios as in WCAG 2.2.
const MIN_CONTRAST = 4.5;

function luminance(rgb) {
  const [r, g, b] = rgb.map((part) => (part <= 0.04 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function readable(one, other) {
  const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05) >= MIN_CONTRAST;
}

/** Move a colour towards black or white until it can be read on `ground`. */
function corrected(colour, ground) {
  const end = luminance(ground) > 0.18 ? 0 : 1;
  let mixed = colour;
  for (let share = 0; share <= 1 && !readable(mixed, ground); share += 0.05) mixed = colour.map((part) => part + (end - part) * share);
  return mixed;
}

/** Take over the owner's colours where they can be read, corrected where not. */
function paint() {
  const own = getComputedStyle(host);
  const wish = (name) => own.getPropertyValue("--second-opinion-" + name).trim();
  const theme = [data.theme, options().theme].find((one) => one === "dark" || one === "light");
  root.dataset.theme = theme || (dark.matches ? "dark" : "light");
  root.dataset.size = data.size || 0;
  root.dataset.side = options().side || wish("side");
  const names = ["bg", "fg", "accent", "on-accent"];
  for (const name of names) root.style.removeProperty("--" + name);
  const probe = root.appendChild(h("i"));
  const read = (value) => {
    probe.style.color = `color-mix(in srgb, ${value}, ${value})`; // whatever it is written as, computed as srgb
    const parts = getComputedStyle(probe).color.match(/[\d.e-]+/g).map(Number);
    return value && parts.length > 2 ? parts.slice(0, 3).map((part) => Math.min(1, Math.max(0, part))) : null;
  };
  const [bg, fg, accent, onAccent] = names.map((name) => read(wish(name)));
  const base = names.map((name) => read(getComputedStyle(root).getPropertyValue("--" + name)));
  const paper = bg || base[0];
  const fill = corrected(accent || base[2], paper);
  const colours = [bg, corrected(fg || base[1], paper), fill, corrected(onAccent || base[3], fill)];
  probe.remove();
  if (bg || fg || accent || onAccent) colours.forEach((colour, index) => setColour(names[index], colour));
  if (String([fg || base[1], accent || base[2]]) !== String([colours[1], fill])) console.warn(NAME + ": a colour that cannot be read was corrected");
}

function setColour(name, colour) {
  if (colour) root.style.setProperty("--" + name, `rgb(${colour.map((part) => Math.round(part * 255))})`);
}
