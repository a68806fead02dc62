#pragma once

/// Brings the cache line that holds `address` into the second-level cache: the first is full of the block that is being
/// worked on. Never faults.
static inline void processor_prefetch(const void *address) { __builtin_prefetch(address, 0, 2); }

/// Tells the processor that this loop waits for another one.
static inline void processor_pause(void) {
#if defined(__x86_64__)
  __builtin_ia32_pause();
#elif defined(__aarch64__)
  __asm__ volatile("yield");
#endif
}

/// `SIMD8<Float>` in Swift. What follows is inlined, and thus compiled for the processor of the target that calls it.
typedef float processor_vector __attribute__((ext_vector_type(8)));
typedef int processor_mask __attribute__((ext_vector_type(8)));

/// √x of each lane, in one instruction: Swift's `squareRoot()` goes lane by lane, each with a branch for negative numbers.
static inline processor_vector processor_square_roots(processor_vector x) { return __builtin_elementwise_sqrt(x); }

/// x where `gate` is positive, 0 elsewhere. Swift's `replacing` has a branch for each lane until late in the compiler, which
/// therefore stops to inline functions that hold a dozen of them.
static inline processor_vector processor_gated(processor_vector x, processor_vector gate) {
  return (processor_vector)((processor_mask)x & (processor_mask)(gate > 0));
}

/// x · factor. Swift's product of a vector and a number is eight products until late in the compiler, which does not always
/// find them together again.
static inline processor_vector processor_scaled(processor_vector x, float factor) { return x * factor; }

/// For two vectors of four lanes in each half, (x0 + x2, x1 + x3, y0 + y2, y1 + y3) of each half.
static inline processor_vector processor_pair_sums(processor_vector x, processor_vector y) {
  return __builtin_shufflevector(x, y, 0, 1, 8, 9, 4, 5, 12, 13) +
         __builtin_shufflevector(x, y, 2, 3, 10, 11, 6, 7, 14, 15);
}

/// Lane k of x plus lane k + 4 of x in the lower half, those of y in the upper.
static inline processor_vector processor_half_sums(processor_vector x, processor_vector y) {
  return __builtin_shufflevector(x, y, 0, 1, 2, 3, 8, 9, 10, 11) +
         __builtin_shufflevector(x, y, 4, 5, 6, 7, 12, 13, 14, 15);
}

/// The sums of the lanes of eight vectors, each as the tree ((x0 + x4) + (x2 + x6)) + ((x1 + x5) + (x3 + x7)): a third of
/// the instructions that eight trees of their own take.
static inline processor_vector processor_lane_sums(processor_vector a, processor_vector b, processor_vector c,
                                                   processor_vector d, processor_vector e, processor_vector f,
                                                   processor_vector g, processor_vector h) {
  processor_vector first = processor_pair_sums(processor_half_sums(a, e), processor_half_sums(b, f));
  processor_vector second = processor_pair_sums(processor_half_sums(c, g), processor_half_sums(d, h));
  return __builtin_shufflevector(first, second, 0, 2, 8, 10, 4, 6, 12, 14) +
         __builtin_shufflevector(first, second, 1, 3, 9, 11, 5, 7, 13, 15);
}
