/// What is left of ln(1+x) without its leading terms, each over its leading power of x (`LogarithmRemainders` of the program).
function remainders(x, onePlus) {
  if (x >= -.5 && x <= 1) {
    const z = x / (2 + x), y = z * z;
    let sum = 0;
    for (let k = 16; k >= 0; k -= 1) sum = sum * y + 1 / ((2 * k + 1) * (2 * k + 3));
    const third = 2 * sum / (2 + x);
    const second = (1 - x * third) / 2;
    const logarithm = (1 - second) / onePlus;
    return { first: 1 - x * logarithm, second, third, logarithm };
  }
  const log = onePlus > 0 ? Math.log(onePlus) : 0;
  const first = log / x;
  const second = (onePlus * log / x - 1) / x;
  return { first, second, third: (1 - 2 * second) / x, logarithm: (1 - first) / x };
}

/// Z with its derivatives by s and, at a fixed σ_b/b, by b. The formulas are those of the program (`AsimovSignificance`: Eq. 3.1 of
/// arXiv:1806.00322 without its cancellations).
const estimates = {
  "asimov": (s, b, f) => {
    const r = f * f * b;
    const fitted = r * (s + b) + b;
    const mu = fitted / (1 + r);
    const u = s / fitted;
    const search = remainders(u, 1 + u);
    const control = remainders(-r * u, b * (1 + r) / fitted);
    const slope = Math.sqrt(2 * mu * (search.second + r * control.second));
    return { value: u * slope, bySignal: search.first / slope, byBackground: -u * (search.logarithm + r * mu / b) / slope };
  },
  "s/sqrt(s+b)": (s, b) => {
    const total = s + b, root = Math.sqrt(total);
    return { value: s / root, bySignal: (s / 2 + b) / (total * root), byBackground: -s / (2 * total * root) };
  },
  "s/sqrt(b)": (s, b) => estimates["s/sqrt(b+sigma_b^2)"](s, b, 0),
  "s/sqrt(b+sigma_b^2)": (s, b, f) => {
    const variance = b + f * b * (f * b), root = Math.sqrt(variance);
    return { value: s / root, bySignal: 1 / root, byBackground: -(1 + 2 * f * (f * b)) * s / (2 * variance * root) };
  },
};

/// Z and its error from the size of the simulated sample, to first order.
///
/// - f: σ_b/b. signalVariance, backgroundVariance: Σw² of what is selected.
function significance(estimate, s, b, f, signalVariance, backgroundVariance) {
  if (!(b > 0) && estimate !== "s/sqrt(s+b)") return { value: s > 0 ? Infinity : 0, error: NaN };
  if (!(s + b > 0)) return { value: 0, error: NaN };
  const z = estimates[estimate](s, b, f);
  return { value: z.value, error: Math.hypot(z.bySignal * Math.sqrt(signalVariance), z.byBackground * Math.sqrt(backgroundVariance)) };
}
