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

/** Read a colour, however it is written, as red, green and blue from 0 to 1; undefined when it is none. */
function readColour(value) {
  const probe = root.appendChild(h("i"));
  probe.style.color = `color-mix(in srgb, ${value}, ${value})`;
  const parts = probe.style.color && getComputedStyle(probe).color.match(/[\d.e-]+/g).map(Number);
  probe.remove();
  return parts ? parts.slice(0, 3) : undefined;
}

/** Take over the owner's colours where they can be read, corrected where not. A visitor's own choice goes first. */
function paint() {
  const { dataset, style } = root;
  const wish = (name) => getComputedStyle(host).getPropertyValue("--second-opinion-" + name).trim();
  const value = (name) => getComputedStyle(root).getPropertyValue("--" + name);
  const chosen = /dark|light/.test(data.theme);
  const ground = !chosen && readColour(wish("bg"));
  const theme = chosen ? data.theme : options().theme || (dark.matches ? "dark" : "light");
  dataset.theme = ground ? (luminance(ground) < 0.18 ? "dark" : "light") : theme;
  dataset.size = data.size || 0;
  dataset.side = options().side || wish("side");
  const take = (name, on) => {
    style.removeProperty("--" + name);
    const wanted = ((!chosen || name === "accent") && readColour(wish(name)) && wish(name)) || value(name);
    const end = on && luminance(readColour(value(on))) > 0.18 ? "#000" : "#fff";
    let share = 0;
    const mix = () => style.setProperty("--" + name, share ? `color-mix(in srgb, ${end} ${share}%, ${wanted})` : wanted);
    for (mix(); on && share < 100 && !readable(readColour(value(name)), readColour(value(on))); mix()) share += 5;
    if (share) console.warn(`${NAME}: ${name} cannot be read on ${on} and was corrected`);
  };
  take("bg");
  take("accent", "soft");
  take("fg", "soft");
  take("on-accent", "accent");
}
