// Colours: an owner may set them; what cannot be read is corrected, because the page of a clinic is no place for
// pale grey. Ratios are those of WCAG 2.2.
const MIN_TEXT = 4.5;

function luminance(rgb) {
  const [r, g, b] = rgb.map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(one, other) {
  const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

/** Read a colour of the style in force as red, green and blue from 0 to 1; null for what is not one. */
function readColour(probe, value) {
  probe.style.color = "";
  probe.style.color = `color-mix(in srgb, ${value}, ${value})`;
  const found = probe.style.color && /^color\(srgb ([\d.e-]+) ([\d.e-]+) ([\d.e-]+)/.exec(getComputedStyle(probe).color);
  return found ? found.slice(1).map(Number) : null;
}

const css = (rgb) => `rgb(${rgb.map((part) => Math.round(part * 255)).join(" ")})`;

/** Move a colour towards black or white until it can be read on `ground`. */
function readable(colour, ground) {
  const end = luminance(ground) > 0.18 ? 0 : 1;
  for (let step = 0; step <= 20; step++) {
    const mixed = colour.map((part) => part + (end - part) * (step / 20));
    if (contrast(mixed, ground) >= MIN_TEXT) return mixed;
  }
  return [end, end, end];
}

/** Take the owner's colours over where they are readable, correct them where not. */
function applyColours(chat) {
  const { root } = chat.ui;
  const own = getComputedStyle(chat);
  const probe = h("i");
  root.append(probe);
  const wish = (name) => readColour(probe, own.getPropertyValue("--second-opinion-" + name).trim() || "none");
  for (const name of ["--bg", "--fg", "--accent", "--on-accent"]) root.style.removeProperty(name);
  const style = (name) => readColour(probe, getComputedStyle(root).getPropertyValue(name));
  const [bg, fg, accent, onAccent] = ["bg", "fg", "accent", "on-accent"].map(wish);
  const refused = [];
  const ground = bg || style("--bg");
  const text = fg || style("--fg");
  if ((bg || fg) && ground && text && contrast(ground, text) < MIN_TEXT) refused.push("bg and fg");
  else if (bg || fg) set({ "--bg": bg, "--fg": fg });
  const paper = style("--bg");
  if (accent && paper) {
    const fixed = readable(accent, paper);
    if (css(fixed) !== css(accent)) refused.push("accent");
    const ink = onAccent && contrast(onAccent, fixed) >= MIN_TEXT ? onAccent : readable(fixed, fixed);
    if (onAccent && ink !== onAccent) refused.push("on-accent");
    set({ "--accent": fixed, "--on-accent": ink });
  }
  probe.remove();
  if (refused.length) console.warn(`second-opinion-chat: ${refused.join(", ")} cannot be read well and was corrected`);
  function set(values) {
    for (const [name, value] of Object.entries(values)) if (value) root.style.setProperty(name, css(value));
  }
}
