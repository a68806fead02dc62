/// A number with its uncertainty as the page writes it: digits by the Particle Data Group's rule, or four significant ones
/// (`NumberText` of the program).
function written(number, error) {
  if (!Number.isFinite(number)) return Number.isNaN(number) ? "n/a" : number > 0 ? "∞" : "−∞";
  const known = error > 0 && Number.isFinite(error);
  const power = size => size === 0 ? 0 : Number(size.toExponential(16).split("e")[1]);
  let last;
  if (known) {
    const [digits, exponent] = error.toExponential(2).split("e");
    const leading = Number(digits.replace(".", ""));
    last = Number(exponent) - (leading <= 354 ? 1 : 0);
  } else {
    const leading = Number(Math.abs(number).toExponential(3).split("e")[1]);
    last = Math.min(leading - 3, 0);
  }
  const size = Math.max(Math.abs(number), known ? error : 0);
  const top = power(size);
  const scale = top >= 6 || top < -3 || (top >= 4 && last > 0) ? top : 0;
  const shown = value => {
    const places = Math.max(0, scale - last);
    const rounded = last > scale ? Math.round(value / 10 ** last) * 10 ** (last - scale) : value / 10 ** scale;
    let text = Math.abs(rounded).toFixed(Math.min(places, 100));
    if (!known && text.includes(".")) text = text.replace(/\.?0+$/, "");
    const [whole, fraction] = text.split(".");
    const grouped = whole.length > 4 ? whole.replace(/\B(?=(\d{3})+$)/g, "\u202F") : whole;
    return (rounded < 0 && /[1-9]/.test(text) ? "−" : "") + grouped + (fraction ? "." + fraction : "");
  };
  const text = known ? `${shown(number)}\u00A0±\u00A0${shown(error)}` : shown(number);
  if (scale === 0) return text;
  const raised = String(scale).replace("-", "⁻").replace(/\d/g, digit => "⁰¹²³⁴⁵⁶⁷⁸⁹"[digit]);
  return (known ? `(${text})` : text) + " × 10" + raised;
}
